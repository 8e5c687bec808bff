import { grouped } from "../../inventory/grouped";
import { number, text } from "../../inventory/json";
import type { LinkedForward } from "../../inventory/linked";
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
  const { stay, added, removed, again, moved } = targetChange(situation, targetsOf(before), targetsOf(after));
  const [first] = [...moved, ...again, ...added, ...removed];
  if (!first) return [];
  const [group] = after.targetGroups;
  const seconds = healthySeconds(network.planned(group?.resource)?.after);
  const drain = drainText(first.targetGroup);
  const [newOnes, oldOnes, sameOnes, movedOnes] = [added, removed, again, moved].map(texts);
  const cause = (event: Effect, change: string, clients: string, wait?: number): Cause => ({
    ...event,
    change,
    clients,
    resource: first.attachment.address,
    ...(wait !== undefined && { seconds: wait }),
  });

  if (stay.length + added.length + again.length + moved.length === 0) {
    if (isFilledOtherwise(network, after)) {
      const clients = "new connections go only to targets that the plan doesn't show, such as those of Auto Scaling";
      return [cause({ ...EVENTS.lastTargetRemoved, verdict: "unknown" }, `target ${oldOnes} removed`, clients)];
    }
    return [cause(EVENTS.lastTargetRemoved, `last target ${oldOnes} removed`, `new connections fail; ${drain}`)];
  }
  // The cause of the listener has the rest.
  if (listener.action === "replace") return [];
  if (moved.length > 0) {
    const change = `${movedOnes} at another Terraform address`;
    const clients =
      "Terraform may deregister it after it has registered it at the other address: then it gets no connections until the next apply";
    const event: Effect = EVENTS.targetMoved;
    return [cause(stay.length > 0 ? { ...event, verdict: "drained" } : event, change, clients)];
  }
  if (stay.length > 0) {
    return [
      ...(added.length > 0
        ? [
            cause(
              EVENTS.targetAdded,
              `target ${newOnes} added`,
              `new connections also go to ${newOnes} once healthy, after about ${seconds} s`,
            ),
          ]
        : []),
      ...(removed.length > 0
        ? [
            cause(
              EVENTS.targetRemoved,
              `target ${oldOnes} removed`,
              `new connections go to the other targets; ${drain}`,
            ),
          ]
        : []),
      ...(again.length > 0
        ? [
            cause(
              EVENTS.targetRemoved,
              `target ${sameOnes} registered again`,
              `new connections go to the other targets until it is healthy; ${drain}`,
            ),
          ]
        : []),
    ];
  }
  if (again.length > 0) {
    const clients = `no new connections until it is healthy, about ${seconds} s; ${drain}`;
    return [cause(EVENTS.targetRegisteredAgain, `target ${sameOnes} registered again`, clients, seconds)];
  }
  if (removed.length === 0) {
    const clients = `new connections go to ${newOnes} once healthy, after about ${seconds} s`;
    return [cause(EVENTS.targetAdded, `target ${newOnes} added`, clients)];
  }
  const isSameGroup = network.planned(before.targetGroups[0]?.resource) === network.planned(group?.resource);
  const isKept = network.planned(group?.resource)?.action !== "replace";
  const change = isSameGroup && isKept ? `target replaced by ${newOnes}` : `target group ${nameText(group?.resource)}`;
  const clients = `no new connections until ${newOnes} is healthy, about ${seconds} s; ${drain}`;
  return [cause(isSameGroup && isKept ? EVENTS.allTargetsReplaced : EVENTS.newTargetGroup, change, clients, seconds)];
}

/** Whether a listener gets a target group that isn't in the plan. */
function isElsewhere(before: LinkedForward, after: LinkedForward): boolean {
  return after.targetGroups.some(
    ({ resource, arn }) => !resource && !before.targetGroups.some((former) => former.arn === arn),
  );
}

/** Whether something else registers targets in the target groups. */
function isFilledOtherwise({ plan }: Network, { targetGroups }: LinkedForward): boolean {
  const arns = new Set(targetGroups.map(({ arn, resource }) => arn ?? text(resource?.values.arn)));
  return plan.after.some(
    ({ type, values }) =>
      type === "aws_autoscaling_attachment" && arns.has(text(values.lb_target_group_arn)) && arns.size > 0,
  );
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
  // By address and port. An attachment with an unknown address may be any target.
  const [old, next] = [before, after].map((targets) => grouped(targets, (target) => [socketOf(target)]));
  const gone = before.filter(
    (target) => !isKept(target) || !after.some((other) => socketOf(other) === socketOf(target)),
  );
  const goneSockets = new Set(gone.filter((target) => !isKept(target)).map(socketOf));
  // Terraform deregisters it, then registers it again.
  const isRegisteredLast = (target: PlannedTarget): boolean => {
    const planned = network.planned(target.attachment);
    const former = old?.get(socketOf(target)) ?? [];
    return (
      planned?.action === "replace" &&
      !planned.createsFirst &&
      former.some(({ attachment }) => network.planned(attachment) === planned)
    );
  };
  // Two attachments of one target: deleting either of them deregisters it.
  const stay = after.filter((target) => isServing(target) && !goneSockets.has(socketOf(target)));
  const others = after.filter((target) => !stay.includes(target));
  const both = others.filter((target) => target.ip !== undefined && goneSockets.has(socketOf(target)));
  return {
    stay,
    added: others.filter((target) => !both.includes(target)),
    removed: gone.filter((target) => next?.has(socketOf(target)) !== true),
    again: both.filter(isRegisteredLast),
    moved: both.filter((target) => !isRegisteredLast(target)),
  };
}
