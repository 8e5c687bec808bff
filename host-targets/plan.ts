import { keyOf, type RegisteredTarget, type Target } from "./target";
import type { Wanted } from "./wanted";

/** For each target, how many answers in a row it was missing from. */
export type Misses = ReadonlyMap<string, number>;

/** What to change in a target group. */
export interface Plan {
  readonly register: readonly Target[];
  /** To deregister once the others are registered. */
  readonly deregister: readonly RegisteredTarget[];
  /** Targets that the group has no room for. */
  readonly beyond: readonly Target[];
  readonly misses: Misses;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html */
export const MOST_TARGETS = 1_000;

/**
 * States in which a target gets no new connections: `initial` lasts until the first health checks have passed, which can
 * take minutes.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
 */
const NOT_READY = ["initial", "draining"];

/**
 * Compares a group's targets with the wanted ones.
 *
 * Nothing is deregistered while a name doesn't resolve, or before a wanted target is ready for connections. So the group
 * is never left empty.
 */
export function plan(
  { targets, complete, ports }: Pick<Wanted, "targets" | "complete" | "ports">,
  registered: readonly RegisteredTarget[],
  misses: Misses,
  missesBeforeRemoval: number,
): Plan {
  const present = new Map(registered.map((target) => [keyOf(target), target]));
  const wanted = new Map(targets.map((target) => [keyOf(target), target]));
  const others = registered.filter((target) => !wanted.has(keyOf(target)) && target.state !== "draining");

  const missesNow = countMisses(others, misses, complete);
  const addresses = new Set(targets.map(({ address }) => address));
  // An address that is wanted on another port has moved there if no host has the old port. Then it needn't be missing from
  // several answers.
  const isOver = (target: RegisteredTarget): boolean =>
    (addresses.has(target.address) && !ports.has(target.port)) ||
    (missesNow.get(keyOf(target)) ?? 0) >= missesBeforeRemoval;
  const isReady = targets.some((target) => {
    const { state } = present.get(keyOf(target)) ?? {};
    return state !== undefined && !NOT_READY.includes(state);
  });

  const added = targets.filter((target) => !present.has(keyOf(target)));
  const room = Math.max(0, MOST_TARGETS - registered.length);
  return {
    register: [...targets.filter((target) => isDifferent(target, present.get(keyOf(target)))), ...added.slice(0, room)],
    deregister: complete && isReady ? others.filter(isOver) : [],
    beyond: added.slice(room),
    misses: missesNow,
  };
}

/** Whether a target is registered, but not as it should be. AWS has one target for each address and port. */
function isDifferent({ external }: Target, registered: RegisteredTarget | undefined): boolean {
  return registered !== undefined && (registered.state === "draining" || registered.external !== external);
}

/** Counts an answer. Keeps the counts as they are if a name didn't resolve. */
function countMisses(missing: readonly RegisteredTarget[], misses: Misses, complete: boolean): Misses {
  const counted = missing.map(
    (target) => [keyOf(target), (misses.get(keyOf(target)) ?? 0) + (complete ? 1 : 0)] as const,
  );
  return new Map(counted);
}
