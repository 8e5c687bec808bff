import { parseCidr } from "../../../src/private/addresses";
import type { Rule, Transport } from "../../inventory/security-group-rules";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import { isSensitive, type Situation, transportsOf } from "../situation";

/** Clients that the load balancer's security groups admit before or after the apply, but not both. */
export function clientCauses({ network, groups, loadBalancer, forward }: Situation): Cause[] {
  const { before, after, listenerPort } = forward;
  if (!before || !after || groups.keys.before.size === 0) return [];
  const transports = transportsOf(after.listener);
  const [old, next] = [groups.ingress.before.for(listenerPort), groups.ingress.after.for(listenerPort)];
  const lost: Cause[] = [];
  for (const rule of old) {
    for (const transport of transports.filter((each) => allows(rule, each))) {
      const covering = next.filter((other) => allows(other, transport) && covers(other, rule));
      const cause = causeOf(rule, covering, next, network);
      if (cause) lost.push(cause);
    }
  }
  const added = next.filter(
    (rule) =>
      rule.peer !== undefined &&
      network.planned(rule.resource)?.action === "create" &&
      transports.some(
        (transport) => allows(rule, transport) && !old.some((other) => allows(other, transport) && covers(other, rule)),
      ),
  );
  const addedGroups = [...groups.keys.after].filter((key) => !groups.keys.before.has(key));
  const removedGroups = [...groups.keys.before].filter(
    (key) => !groups.keys.after.has(key) && !groups.managed.has(key),
  );
  return distinct([
    ...lost,
    ...added.map((rule): Cause => {
      const client = clientText(rule);
      return {
        ...EVENTS.clientAdded,
        change: `client ${client} added`,
        clients: `${client} can open new connections`,
        resource: rule.resource.address,
      };
    }),
    ...addedGroups.map((group): Cause => ({
      ...EVENTS.groupAdded,
      change: `security group ${group} added`,
      resource: loadBalancer.planned?.address ?? "",
    })),
    ...removedGroups.map((group): Cause => ({
      ...EVENTS.groupUnknown,
      change: `security group ${group} taken off`,
      clients: `clients that only ${group} admits can't open new connections`,
      resource: loadBalancer.planned?.address ?? "",
    })),
  ]);
}

/** Returns what happens to the clients of a rule, given the rules afterwards that cover it. */
function causeOf(
  rule: Rule,
  covering: readonly Rule[],
  next: readonly Rule[],
  network: Situation["network"],
): Cause | undefined {
  const actionOf = ({ resource }: Rule): string => network.planned(resource)?.action ?? "none";
  if (covering.some((other) => actionOf(other) === "none" || actionOf(other) === "update")) return undefined;
  const client = clientText(rule);
  const resource = rule.resource.address;
  const successor = covering[0];
  if (!successor) {
    if (next.some(({ peer }) => peer === undefined)) {
      const clients = `${client} can't open new connections, unless a rule that is known only after the apply admits it`;
      return { verdict: "unknown", change: `client ${client} removed`, clients, resource };
    }
    return {
      ...EVENTS.clientRemoved,
      change: `client ${client} removed`,
      clients: `${client} can't open new connections`,
      resource,
    };
  }
  if (successor.resource.address !== resource && actionOf(rule) === "delete" && isSame(rule, successor)) {
    return { ...EVENTS.ruleMoved, change: `rule of ${client} at another Terraform address`, resource };
  }
  return {
    ...EVENTS.ruleReplaced,
    change: `rule of ${client} replaced`,
    clients: `${client} can't open new connections until its new rule is there, a few seconds`,
    resource,
  };
}

export function allows({ transport }: Rule, wanted: Transport): boolean {
  return transport === undefined || transport === wanted;
}

/** Whether a rule has every client of another one. */
function covers({ peer: wide }: Rule, { peer: narrow }: Rule): boolean {
  if (wide === undefined || narrow === undefined) return false;
  if (wide === narrow) return true;
  const [block, other] = [parseCidr(wide), parseCidr(narrow)];
  return other !== undefined && block?.kind === other.kind && block.covers(other);
}

/** Whether AWS takes two rules for duplicates. */
function isSame(one: Rule, other: Rule): boolean {
  return (
    one.group === other.group &&
    one.peer === other.peer &&
    one.transport === other.transport &&
    String(one.ports) === String(other.ports)
  );
}

const PEERS = [
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "ingress",
];

function clientText({ peer, resource }: Rule): string {
  if (PEERS.some((argument) => isSensitive(resource, argument))) return "(sensitive value)";
  return peer ?? "(known after apply)";
}

function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.change} ${cause.resource}`, cause])).values()];
}
