import { text } from "../../inventory/json";
import type { LinkedForward, LinkedTargetGroup } from "../../inventory/linked";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import type { Network } from "../network";
import type { PlannedResource } from "../plan";
import { healthySeconds, nameText, type Situation } from "../situation";
import { updateCauses } from "./update";

/** Target groups that are updated, deleted or replaced while a listener uses them, or that the plan doesn't know. */
export function targetGroupCauses({ network, served, forward: { before, after } }: Situation): Cause[] {
  const listener = network.planned(after?.listener);
  if (!before || !after || !listener || listener !== network.planned(before.listener)) return [];
  if (after.targetGroups.length === 0 && listener.unknown.includes("default_action")) {
    const clients = "the new target group is known only after the apply";
    return [{ verdict: "unknown", change: "another target group", clients, resource: listener.address }];
  }
  const inUse = groupsInUse(network, before, after);
  return [
    ...inUse.map((group) => ({
      ...EVENTS.targetGroupInUse,
      change: `target group ${nameText(group.before)} ${group.action}d, but its listener stays`,
      resource: group.address,
      because: group.forcing,
    })),
    ...after.targetGroups.flatMap((group) => groupCauses(group, before, network, listener)),
    ...(listener.action === "replace"
      ? []
      : after.targetGroups.flatMap((group) => unseenGroup(group, network, served))),
    ...registrarCauses(network, after),
  ];
}

function groupCauses(
  { resource, arn }: LinkedTargetGroup,
  before: LinkedForward,
  network: Network,
  listener: PlannedResource,
): Cause[] {
  const planned = network.planned(resource);
  if (planned) return updateCauses(planned, "target group", ["port"]);
  if (arn !== undefined && before.targetGroups.some((old) => old.arn === arn)) return [];
  const clients =
    arn === undefined
      ? "the new target group is known only after the apply"
      : "new connections go to a target group that isn't in the plan";
  return [{ verdict: "unknown", change: "another target group", clients, resource: listener.address }];
}

/** A target group that gets its first connections, and whose targets the plan doesn't show. */
function unseenGroup(
  { resource, attachments, hosts }: LinkedTargetGroup,
  network: Network,
  served: Situation["served"],
): Cause[] {
  const planned = network.planned(resource);
  if (!planned || attachments.length > 0) return [];
  const isReplaced = planned.action === "replace" && planned.createsFirst;
  if (served.has(planned) && !isReplaced) return [];
  const seconds = healthySeconds(planned.after);
  const clients = hosts
    ? `no new connections until the function's next run has registered the addresses and one is healthy, at least ${seconds} s`
    : `no new connections until one of its targets is healthy, at least ${seconds} s; the plan doesn't show its targets`;
  return [
    {
      ...EVENTS.newTargetGroup,
      change: `target group ${nameText(resource)}`,
      clients,
      seconds,
      resource: planned.address,
    },
  ];
}

/** Resources that register targets in a group, and stop doing so. */
function registrarCauses({ lostRegistrars }: Network, { targetGroups }: LinkedForward): Cause[] {
  const arns = targetGroups.flatMap(({ arn, resource }) => arn ?? text(resource?.values.arn) ?? []);
  return arns
    .flatMap((arn) => lostRegistrars.get(arn) ?? [])
    .map(({ address }) => ({
      verdict: "unknown",
      change: `${address} no longer registers targets`,
      clients: "the targets that it has registered get no new connections",
      resource: address,
    }));
}

/** Returns the target groups that AWS refuses to delete, because the listener still uses them. */
export function groupsInUse(network: Network, before: LinkedForward, after: LinkedForward): PlannedResource[] {
  const listener = network.planned(after.listener);
  if (listener?.action === "replace") return [];
  const kept = new Set(after.targetGroups.map(({ arn }) => arn).filter((arn) => arn !== undefined));
  const replaced = after.targetGroups.map(({ resource }) => network.planned(resource));
  const deleted = before.targetGroups
    .filter(({ arn }) => arn !== undefined && kept.has(arn))
    .map(({ resource }) => network.planned(resource));
  return [...new Set([...replaced, ...deleted])].filter(
    (group) =>
      group !== undefined && (group.action === "delete" || (group.action === "replace" && !group.createsFirst)),
  ) as PlannedResource[];
}
