import { grouped } from "../../inventory/grouped";
import { number, text } from "../../inventory/json";
import type { LinkedForward, LinkedTargetGroup } from "../../inventory/linked";
import type { TerraformResource } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { type Effect, EVENTS } from "../effects";
import type { Network } from "../network";
import type { Action, PlannedResource } from "../plan";
import { healthySeconds, nameText, type PlannedTarget, type Situation, targetsOf, targetText } from "../situation";
import { groupsInUse } from "./target-group";

/** Targets that are added, removed, or registered again, in the same target group or by another one. */
export function targetCauses(situation: Situation): Cause[] {
  const { network, forward } = situation;
  const { before, after } = forward;
  const listener = network.planned(after?.listener);
  if (!before || !after || !listener || listener !== network.planned(before.listener)) return [];
  if (groupsInUse(network, before, after).length > 0 || isElsewhere(before, after)) return [];
  const change = targetChange(situation, targetsOf(before), targetsOf(after));
  const { stay, added, removed, again, moved } = change;
  const [first] = [...moved, ...again, ...added, ...removed];
  if (!first) return [];
  const drain = drainText(first.targetGroup);
  const isEmpty = stay.length + added.length + again.length + moved.length === 0;
  // The cause of the listener says the rest.
  const isToHosts = after.targetGroups.some(({ hosts }) => hosts);
  if (isToHosts && listener.action === "replace") return [];
  if (isEmpty)
    return [
      isToHosts || isFilledOtherwise(network, after) ? unseenTargets(change, first) : noTarget(change, first, drain),
    ];
  // The cause of the listener says the rest.
  if (listener.action === "replace") return [];
  if (moved.length > 0) return [movedTargets(change, first)];
  const [group] = after.targetGroups.map(({ resource }) => network.planned(resource));
  const seconds = healthySeconds(group?.after);
  if (stay.length > 0) return besideOthers(change, drain, seconds);
  const isNewGroup = group?.action === "replace" || group !== network.planned(before.targetGroups[0]?.resource);
  return [insteadOfAll(change, first, drain, seconds, isNewGroup ? group : undefined)];
}

function noTarget({ removed }: TargetChange, { attachment }: PlannedTarget, drain: string): Cause {
  return {
    ...EVENTS.lastTargetRemoved,
    change: `last target ${texts(removed)} removed`,
    clients: `new connections fail; ${drain}`,
    resource: attachment.address,
  };
}

function unseenTargets({ removed }: TargetChange, { attachment }: PlannedTarget): Cause {
  return {
    verdict: "unknown",
    change: `target ${texts(removed)} removed`,
    clients: "new connections go only to targets that the plan doesn't show, such as those of Auto Scaling or of hosts",
    resource: attachment.address,
  };
}

function movedTargets({ stay, moved }: TargetChange, { attachment }: PlannedTarget): Cause {
  return {
    ...EVENTS.targetMoved,
    ...(stay.length > 0 && { verdict: "drained" }),
    change: `${texts(moved)} at another Terraform address`,
    clients:
      "Terraform may deregister it after it has registered it at the other address: then it gets no connections until the next apply",
    resource: attachment.address,
  };
}

/** Changes of targets beside others that stay. */
function besideOthers({ added, removed, again }: TargetChange, drain: string, seconds: number): Cause[] {
  const cause = (event: Effect, targets: readonly PlannedTarget[], what: string, clients: string): Cause[] => {
    const [first] = targets;
    return first
      ? [{ ...event, change: `target ${texts(targets)} ${what}`, clients, resource: first.attachment.address }]
      : [];
  };
  const addedClients = `new connections also go to ${texts(added)} once healthy, after about ${seconds} s`;
  return [
    ...cause(EVENTS.targetAdded, added, "added", addedClients),
    ...cause(EVENTS.targetRemoved, removed, "removed", `new connections go to the other targets; ${drain}`),
    ...cause(
      EVENTS.targetRemoved,
      again,
      "registered again",
      `new connections go to the other targets meanwhile; ${drain}`,
    ),
  ];
}

/**
 * Changes after which no target has stayed the whole time.
 *
 * @param group the listener's new target group
 */
function insteadOfAll(
  { added, removed, again }: TargetChange,
  { attachment }: PlannedTarget,
  drain: string,
  seconds: number,
  group: PlannedResource | undefined,
): Cause {
  const resource = attachment.address;
  if (again.length > 0) {
    const clients = `no new connections until it is healthy, about ${seconds} s; ${drain}`;
    return {
      ...EVENTS.targetRegisteredAgain,
      change: `target ${texts(again)} registered again`,
      clients,
      seconds,
      resource,
    };
  }
  if (removed.length === 0 && !group) {
    const clients = `new connections go to ${texts(added)} once healthy, after about ${seconds} s`;
    return { ...EVENTS.targetAdded, change: `target ${texts(added)} added`, clients, resource };
  }
  const clients = `no new connections until ${texts(added)} is healthy, about ${seconds} s; ${drain}`;
  return group
    ? { ...EVENTS.newTargetGroup, change: `target group ${nameText(group.after)}`, clients, seconds, resource }
    : { ...EVENTS.allTargetsReplaced, change: `target replaced by ${texts(added)}`, clients, seconds, resource };
}

/** Whether a listener gets a target group that isn't in the plan, or is known only after the apply. */
function isElsewhere(before: LinkedForward, after: LinkedForward): boolean {
  const isNew = ({ resource, arn }: LinkedTargetGroup): boolean =>
    !resource && (arn === undefined || !before.targetGroups.some((former) => former.arn === arn));
  return after.targetGroups.length === 0 || after.targetGroups.some(isNew);
}

/** Whether something else registers targets in the target groups. */
function isFilledOtherwise({ registered }: Network, { targetGroups }: LinkedForward): boolean {
  return targetGroups.some(({ arn, resource }) => registered.has(arn ?? text(resource?.values.arn) ?? ""));
}

function texts(targets: readonly PlannedTarget[]): string {
  return [...new Set(targets.map(targetText))].join(", ");
}

/** Returns what happens to open connections to a deregistered target. */
function drainText(targetGroup: TerraformResource | undefined): string {
  const seconds = number(targetGroup?.values.deregistration_delay) ?? 300;
  return targetGroup?.values.connection_termination === true
    ? `open ones are closed after ${seconds} s`
    : `open ones continue for at least ${seconds} s`;
}

interface TargetChange {
  /** Targets that stay registered the whole time. */
  readonly stay: readonly PlannedTarget[];
  readonly added: readonly PlannedTarget[];
  readonly removed: readonly PlannedTarget[];
  /** Targets that are deregistered, then registered again. */
  readonly again: readonly PlannedTarget[];
  /** Targets whose new resource may be created before the old one deregisters them. */
  readonly moved: readonly PlannedTarget[];
}

/** Arguments that identify a target. */
const IDENTITY = ["target_id", "port", "availability_zone", "target_group_arn"];

function targetChange(
  { network, served }: Situation,
  before: readonly PlannedTarget[],
  after: readonly PlannedTarget[],
): TargetChange {
  const actionOf = ({ attachment }: PlannedTarget): Action => {
    const { action = "none", changed = [] } = network.planned(attachment) ?? {};
    // The provider can't update a target in place. If another version can, it deregisters the old one, too.
    return action === "update" && changed.some((name) => IDENTITY.includes(name)) ? "replace" : action;
  };
  const isKept = (target: PlannedTarget): boolean => ["none", "update", "forget"].includes(actionOf(target));
  const groupOf = ({ targetGroup }: PlannedTarget): PlannedResource | undefined => network.planned(targetGroup);
  const socketOf = (target: PlannedTarget): string =>
    JSON.stringify([groupOf(target)?.address ?? null, target.ip ?? null, target.port ?? null]);
  const isServing = (target: PlannedTarget): boolean =>
    isKept(target) && served.has(groupOf(target)) && groupOf(target)?.action !== "replace";
  const [old, next] = [grouped(before, (target) => [socketOf(target)]), new Set(after.map(socketOf))];
  const gone = before.filter((target) => !isKept(target) || !next.has(socketOf(target)));
  const goneSockets = new Set(gone.filter((target) => !isKept(target)).map(socketOf));
  // Terraform deregisters it, then registers it again.
  const isRegisteredLast = (target: PlannedTarget): boolean => {
    const planned = network.planned(target.attachment);
    const former = old.get(socketOf(target)) ?? [];
    return (
      planned?.action === "replace" &&
      !planned.createsFirst &&
      former.some(({ attachment }) => network.planned(attachment) === planned)
    );
  };
  // Two attachments of one target: deleting either of them deregisters it.
  const isStaying = (target: PlannedTarget): boolean => isServing(target) && !goneSockets.has(socketOf(target));
  // An attachment with an unknown address may be any target.
  const isBack = (target: PlannedTarget): boolean => target.ip !== undefined && goneSockets.has(socketOf(target));
  const others = after.filter((target) => !isStaying(target));
  return {
    stay: after.filter(isStaying),
    added: others.filter((target) => !isBack(target)),
    removed: gone.filter((target) => !next.has(socketOf(target))),
    again: others.filter((target) => isBack(target) && isRegisteredLast(target)),
    moved: others.filter((target) => isBack(target) && !isRegisteredLast(target)),
  };
}
