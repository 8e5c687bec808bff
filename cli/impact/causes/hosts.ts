import { isDeepStrictEqual } from "node:util";
import { type Host, hostsOf } from "../../inventory/hosts";
import { isObject, type Json, number, text } from "../../inventory/json";
import type { LinkedForward } from "../../inventory/linked";
import type { Cause } from "../cause";
import { type Effect, EVENTS } from "../effects";
import type { FunctionResource, Part } from "../host-function";
import type { PlannedResource } from "../plan";
import { hostTexts, isSensitive, type Situation } from "../situation";

/** Hosts of a forward that change, and changes of the function that registers their addresses. */
export function hostCauses(situation: Situation): Cause[] {
  const { before, after } = situation.forward;
  const shown = shownHosts(after);
  if (!before || !shown) return [];
  return [...changedHosts(situation, shownHosts(before), shown), ...functionCauses(situation)];
}

/** Returns the resource that shows a forward's hosts. */
function shownHosts(forward: LinkedForward | undefined) {
  return forward?.targetGroups[0]?.hosts;
}

/** Hosts that are added to a target group, or removed from one that stays. */
function changedHosts(
  { network, loadBalancer, forward: { before, after } }: Situation,
  old: ReturnType<typeof shownHosts>,
  shown: NonNullable<ReturnType<typeof shownHosts>>,
): Cause[] {
  const [group] = (after?.targetGroups ?? []).map(({ resource }) => network.planned(resource));
  const isSameGroup = group !== undefined && group === network.planned(before?.targetGroups[0]?.resource);
  if (!old || !isSameGroup || group.action === "replace") return [];
  const [hosts, formerHosts] = [hostsOf(shown), hostsOf(old)];
  const resource = shown.address;
  if (!hosts || !formerHosts) {
    if (network.planned(shown)?.changed.includes("input") !== true) return [];
    const clients = "the new hosts are known only after the apply";
    return [{ verdict: "unknown", change: "hosts", clients, resource, because: ["hosts"] }];
  }
  const added = without(hosts, formerHosts);
  const removed = without(formerHosts, hosts);
  if (added.length + removed.length === 0) return [];
  const isHidden = [old, shown].some((side) => isSensitive(side, "input"));
  const texts = (some: readonly Host[]): string => (isHidden ? "(sensitive value)" : hostTexts(some).join(", "));
  const nextRun = `the function's next run${within(network.hostFunctions.intervalSeconds(loadBalancer))}`;
  const cause = (event: Effect, change: string, clients: string): Cause[] => [
    { ...event, change, clients, resource, because: ["hosts"] },
  ];
  const drains = `the function deregisters the others after ${missesText(functionResources(network, loadBalancer))} without them, once a new one is healthy, and open connections drain`;
  if (removed.length === 0) {
    return cause(
      EVENTS.hostAdded,
      `host ${texts(added)} added`,
      `new connections also go to its addresses after ${nextRun}`,
    );
  }
  if (added.length === 0) {
    return cause(
      EVENTS.hostRemoved,
      `host ${texts(removed)} removed`,
      `new connections go to the other hosts; ${drains}`,
    );
  }
  return cause(
    EVENTS.hostReplaced,
    `host ${texts(removed)} replaced by ${texts(added)}`,
    `new connections also go to the new addresses after ${nextRun}; ${drains}`,
  );
}

function without(hosts: readonly Host[], others: readonly Host[]): Host[] {
  return hosts.filter((host) => !others.some((other) => isDeepStrictEqual(host, other)));
}

function functionResources(
  network: Situation["network"],
  loadBalancer: Situation["loadBalancer"],
): readonly FunctionResource[] {
  return network.hostFunctions.of(loadBalancer);
}

/** Returns how many answers an address must be missing from: `3 runs`. */
function missesText(resources: readonly FunctionResource[]): string {
  const target = resources.find(({ planned: { type } }) => type === "aws_cloudwatch_event_target")?.planned;
  const misses = number(inputOf(target, "after").missesBeforeRemoval ?? inputOf(target, "before").missesBeforeRemoval);
  return misses === undefined ? "some runs" : misses === 1 ? "1 run" : `${misses} runs`;
}

/** Returns the function's input. Empty if it isn't known. */
function inputOf(target: PlannedResource | undefined, side: "before" | "after"): Readonly<Record<string, Json>> {
  try {
    const input = JSON.parse(text(target?.[side]?.values.input) ?? "{}") as Json;
    return isObject(input) ? input : {};
  } catch {
    return {};
  }
}

/** `, up to 60 s` */
export function within(seconds: number | undefined): string {
  return seconds === undefined ? "" : `, up to ${seconds} s`;
}

/** Changes of the function, of what it may reach, and of its schedule. One cause for each kind. */
function functionCauses({ network, loadBalancer }: Situation): Cause[] {
  const resources = functionResources(network, loadBalancer);
  const existed = resources.some(({ planned }) => planned.before);
  if (!existed) return [];
  const causes = resources.flatMap(({ part, planned }) => functionCause(part, planned, resources));
  const first = new Map<string, Cause>();
  for (const cause of causes) if (!first.has(cause.change)) first.set(cause.change, cause);
  return [...first.values()];
}

/** Arguments of the function that decide what it reaches. */
const REACH = ["vpc_config", "role"];

function functionCause(part: Part, planned: PlannedResource, resources: readonly FunctionResource[]): Cause[] {
  const { action, address: resource, type } = planned;
  const cause = (event: Effect, change: string, because: readonly string[] = []): Cause[] => [
    { ...event, change, resource, ...(because.length > 0 && { because }) },
  ];
  const whole = part === "function" ? "function for hosts" : `${part} of the function for hosts`;
  const isMoved = (): boolean =>
    resources.some((other) => other.part === part && other.planned.action === "create" && other.planned.type === type);
  switch (action) {
    case "delete":
      if (part === "security group") return cause(EVENTS.hostFunctionReach, `${whole} changes`);
      return isMoved()
        ? cause(EVENTS.hostFunctionChanged, `${whole} at another address`)
        : cause(EVENTS.hostFunctionRemoved, `${whole} removed`);
    case "replace":
      return cause(
        part === "security group" ? EVENTS.hostFunctionReach : EVENTS.hostFunctionChanged,
        `${whole} replaced`,
      );
    case "update":
      return updated(whole, planned, cause);
    default:
      return [];
  }
}

function updated(
  whole: string,
  planned: PlannedResource,
  cause: (event: Effect, change: string, because?: readonly string[]) => Cause[],
): Cause[] {
  const { type, changed, after } = planned;
  switch (type) {
    case "aws_lambda_function": {
      const reach = changed.filter((name) => REACH.includes(name));
      if (reach.length > 0) return cause(EVENTS.hostFunctionReach, `${reach.join(", ")} of the ${whole}`, reach);
      return cause(EVENTS.hostFunctionChanged, `${whole} updated`);
    }
    case "aws_cloudwatch_event_rule":
      if (after?.values.state === "DISABLED" || after?.values.is_enabled === false) {
        return cause(EVENTS.hostFunctionRemoved, `${whole} disabled`);
      }
      return changed.includes("schedule_expression")
        ? cause(
            EVENTS.hostFunctionChanged,
            `${whole}: ${text(after?.values.schedule_expression) ?? "(known after apply)"}`,
            ["schedule_expression"],
          )
        : [];
    case "aws_cloudwatch_event_target":
      return isDeepStrictEqual(inputOf(planned, "before").nameServers, inputOf(planned, "after").nameServers) ||
        planned.unknown.includes("input")
        ? []
        : cause(EVENTS.hostFunctionReach, `name servers of the function for hosts`, ["nameServers"]);
    case "aws_vpc_security_group_egress_rule":
      return cause(EVENTS.hostFunctionReach, `${whole} changes`);
    default:
      return [];
  }
}
