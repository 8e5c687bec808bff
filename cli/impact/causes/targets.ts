import { number } from "../../inventory/json";
import { grouped } from "../../inventory/grouped";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import type { Action } from "../plan";
import { healthySeconds, type PlannedTarget, type Situation, targetsOf, targetText } from "../situation";

/** Targets that are added, removed, or registered again. */
export function targetCauses({ network, forward: { before, after } }: Situation): Cause[] {
  const group = network.planned(after?.targetGroup);
  if (!before || !after || !group || group.action === "replace" || group !== network.planned(before.targetGroup))
    return [];
  const change = targetChange(network, targetsOf(before), targetsOf(after));
  const { stay, added, removed, again, moved } = change;
  const [first] = [...added, ...removed, ...again, ...moved];
  if (!first) return [];
  const resource = first.attachment.address;
  const seconds = healthySeconds(group.after);
  const drains = `open ones drain for ${number(group.after?.values.deregistration_delay) ?? 300} s`;
  const texts = (targets: readonly PlannedTarget[]): string => [...new Set(targets.map(targetText))].join(", ");

  if (moved.length > 0) {
    const clients =
      "Terraform may register it first and deregister it afterwards. Then new connections fail until the next apply";
    const event = { ...EVENTS.targetMoved, change: `${texts(moved)} at another Terraform address`, clients, resource };
    return [stay.length > 0 ? { ...event, verdict: "drained", clients: `${clients} to it` } : event];
  }
  if (stay.length > 0) {
    return [
      ...(added.length > 0
        ? [
            {
              ...EVENTS.targetAdded,
              change: `target ${texts(added)} added`,
              clients: `new connections also go to ${texts(added)} once healthy, after about ${seconds} s`,
              resource,
            },
          ]
        : []),
      ...(removed.length > 0
        ? [
            {
              ...EVENTS.targetRemoved,
              change: `target ${texts(removed)} removed`,
              clients: `new connections go to the other targets; ${drains}`,
              resource,
            },
          ]
        : []),
      ...(again.length > 0
        ? [
            {
              ...EVENTS.targetRemoved,
              change: `target ${texts(again)} registered again`,
              clients: `new connections go to the other targets until it is healthy; ${drains}`,
              resource,
            },
          ]
        : []),
    ];
  }
  if (again.length > 0) {
    return [
      {
        ...EVENTS.targetRegisteredAgain,
        change: `target ${texts(again)} registered again`,
        clients: `no new connections until it is healthy, about ${seconds} s; ${drains}`,
        seconds,
        resource,
      },
    ];
  }
  if (added.length === 0) {
    return [
      {
        ...EVENTS.lastTargetRemoved,
        change: `last target ${texts(removed)} removed`,
        clients: `new connections fail; ${drains}`,
        resource,
      },
    ];
  }
  if (removed.length === 0) {
    return [
      {
        ...EVENTS.targetAdded,
        change: `target ${texts(added)} added`,
        clients: `new connections go to ${texts(added)} once healthy, after about ${seconds} s`,
        resource,
      },
    ];
  }
  return [
    {
      ...EVENTS.allTargetsReplaced,
      change: `target replaced by ${texts(added)}`,
      clients: `no new connections until ${texts(added)} is healthy, about ${seconds} s; ${drains}`,
      seconds,
      resource,
    },
  ];
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
  network: Situation["network"],
  before: readonly PlannedTarget[],
  after: readonly PlannedTarget[],
): TargetChange {
  const is =
    (...wanted: readonly Action[]) =>
    ({ attachment }: PlannedTarget): boolean => {
      const { action = "none", changed = [] } = network.planned(attachment) ?? {};
      // The provider can't update a target in place. If another version can, it deregisters the old one, too.
      const isOther = action === "update" && changed.some((name) => IDENTITY.includes(name));
      return wanted.includes(isOther ? "replace" : action);
    };
  // By address and port. An attachment with an unknown address may be any target.
  const old = grouped(before, (target) => [socketOf(target)]);
  const next = grouped(after, (target) => [socketOf(target)]);
  const isNew = after.filter(is("create", "replace"));
  const isGone = before.filter(is("delete", "replace"));
  const sameResource = (one: PlannedTarget, others: readonly PlannedTarget[] = []): boolean =>
    others.some(({ attachment }) => network.planned(attachment) === network.planned(one.attachment));
  const both = isNew.filter((target) => target.ip !== undefined && old.has(socketOf(target)));
  return {
    stay: after.filter(is("none", "update", "forget")),
    added: isNew.filter((target) => target.ip === undefined || !old.has(socketOf(target))),
    removed: isGone.filter((target) => !next.has(socketOf(target))),
    again: both.filter((target) => sameResource(target, old.get(socketOf(target)))),
    moved: both.filter((target) => !sameResource(target, old.get(socketOf(target)))),
  };
}

function socketOf({ ip, port }: PlannedTarget): string {
  return JSON.stringify([ip ?? null, port ?? null]);
}
