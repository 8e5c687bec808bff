import { TargetGroupNotFoundException } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { TargetGroup } from "./event";
import { log } from "./log";
import { type Misses, plan } from "./plan";
import type { RegisteredTarget, Target } from "./target";
import type { TargetGroupTargets } from "./target-group-targets";
import type { Wanted } from "./wanted";

/** What a run did to a target group. */
export interface Update {
  readonly registered: number;
  readonly deregistered: number;
  readonly misses: Misses;
  /** Why the update isn't complete. */
  readonly problem?: string;
}

/** Registers a group's wanted targets, then deregisters those that are over. Never rejects. */
export async function update(
  group: TargetGroup,
  wanted: Wanted,
  groupTargets: TargetGroupTargets,
  misses: Misses,
  missesBeforeRemoval: number,
): Promise<Update> {
  const names = [...new Set(group.hosts.map(({ name }) => name))].join(", ");
  const say = (what: string, about: object): void => {
    log({ message: what, targetGroup: group.id, ...about });
  };
  const done = { registered: 0, deregistered: 0, misses };
  const registered = (targets: readonly Target[]): void => {
    done.registered += targets.length;
    for (const target of targets) say("registered", target);
  };
  const deregistered = (targets: readonly RegisteredTarget[]): void => {
    done.deregistered += targets.length;
    for (const { address, port, external } of targets) say("deregistered", { address, port, external, name: names });
  };

  for (const address of wanted.refused) say("not registered: AWS doesn't accept the address as a target", address);
  try {
    const planned = plan(wanted, await groupTargets.list(), misses, missesBeforeRemoval);
    done.misses = planned.misses;
    for (const target of planned.beyond) say("not registered: the target group is full", target);
    const errors = await groupTargets.register(planned.register, registered);
    // Also if AWS refused a target: those that are over may take the room that it needs.
    await groupTargets.deregister(planned.deregister, deregistered);
    return errors.length > 0 ? { ...done, problem: problemOf(errors) } : done;
  } catch (error) {
    if (!(error instanceof TargetGroupNotFoundException)) return { ...done, problem: problemOf([error]) };
    // Terraform is destroying or replacing it.
    say("skipped: the target group no longer exists", { name: names });
    return done;
  }
}

function problemOf(errors: readonly unknown[]): string {
  const [first = "", ...others] = errors.map((error) => `${(error as Error).name}: ${(error as Error).message}`);
  return others.length > 0 ? `${first} (and ${others.length} more)` : first;
}
