import { text } from "../../inventory/json";
import type { LinkedTargetGroup } from "../../inventory/linked";
import type { Cause } from "../cause";
import { EVENTS, LISTENER_SECONDS } from "../effects";
import type { Network } from "../network";
import { type PlannedResource, replacementReasons } from "../plan";
import { healthySeconds, type Situation, transportsOf } from "../situation";
import { within } from "./hosts";
import { updateCauses } from "./update";

/** Arguments of a listener that other causes explain. */
const EXPLAINED = ["port", "protocol", "default_action", "load_balancer_arn"];

/** A listener that is added, removed, replaced or updated. */
export function listenerCauses({ network, loadBalancer, forward: { before, after } }: Situation): Cause[] {
  const [old, next] = [network.planned(before?.listener), network.planned(after?.listener)];
  if (!old) return next ? [{ ...EVENTS.forwardAdded, clients: "", change: "new", resource: next.address }] : [];
  if (!next || next.action === "forget") return [removed(old)];
  if (old !== next)
    return [{ ...EVENTS.listenerMoved, change: `listener at another address, ${next.address}`, resource: old.address }];
  const isReplaced = next.action === "replace";
  return [
    ...(isReplaced
      ? [replaced(next, after?.targetGroups[0], network, network.hostFunctions.intervalSeconds(loadBalancer))]
      : []),
    ...protocolCauses(next),
    ...(next.unknown.includes("port") && !isReplaced ? [unknownPort(next)] : []),
    ...(isReplaced ? [] : updateCauses(next, "listener", EXPLAINED)),
  ];
}

function removed({ action, address }: PlannedResource): Cause {
  if (action === "forget") {
    return { ...EVENTS.forwardForgotten, change: "no longer managed", resource: address };
  }
  return {
    ...EVENTS.forwardRemoved,
    change: "removed",
    clients: "new connections are refused; open ones may end",
    resource: address,
  };
}

/**
 * AWS checks the targets again, because it doesn't check a target group that no listener uses. A new group for hosts has no targets
 * before the function's next run.
 */
function replaced(
  listener: PlannedResource,
  linked: LinkedTargetGroup | undefined,
  network: Network,
  interval: number | undefined,
): Cause {
  const group = network.planned(linked?.resource);
  const isNewGroup = group?.action === "replace" || group?.action === "create";
  const because = replacementReasons(isNewGroup && group.forcing.length > 0 ? group : listener);
  const change = isNewGroup ? "listener and target group replaced" : "listener replaced";
  const isFilledLater = isNewGroup && linked?.hosts !== undefined;
  const seconds = LISTENER_SECONDS + healthySeconds(group?.after) + (isFilledLater ? (interval ?? 0) : 0);
  const until = isFilledLater
    ? `the function's next run${within(interval)}, has registered the addresses and one is healthy`
    : "the listener is back and a target is healthy";
  return {
    ...EVENTS.listenerReplaced,
    change: because.length > 0 ? `${change} (${because.join(", ")})` : change,
    clients: `no new connections until ${until}, about ${seconds} s; open ones are lost`,
    seconds,
    resource: listener.address,
    because,
  };
}

function unknownPort({ address }: PlannedResource): Cause {
  const clients = "the new port is known only after the apply";
  return { verdict: "unknown", change: "port of the listener", clients, resource: address, because: ["port"] };
}

/** Clients of a protocol that the listener no longer has. */
function protocolCauses({ before, after, address }: PlannedResource): Cause[] {
  const [old = "", next] = [before, after].map((side) => text(side?.values.protocol));
  if (next === undefined || old === next) return [];
  const kept = transportsOf(after);
  const lost = transportsOf(before).filter((transport) => !kept.includes(transport));
  const clients =
    lost.length > 0
      ? `clients over ${lost.join(" and ").toUpperCase()} can't connect`
      : next === "TLS"
        ? "clients have to use TLS"
        : old === "TLS"
          ? "the load balancer no longer decrypts TLS, so clients and targets must speak the same protocol"
          : undefined;
  if (clients === undefined) return [];
  const change = `protocol ${old} to ${next}`;
  return [{ ...EVENTS.protocolRemoved, change, clients, resource: address, because: ["protocol"] }];
}
