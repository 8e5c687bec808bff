import { setMaxListeners } from "node:events";
import type { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import pLimit from "p-limit";
import { parseEvent } from "./event";
import { log } from "./log";
import { type Counts, embeddedMetrics, type UnresolvedName } from "./metrics";
import { type Answers, resolveNames } from "./names";
import type { Misses } from "./plan";
import { TargetGroupTargets } from "./target-group-targets";
import { update } from "./update";
import { wantedTargets } from "./wanted";

/** How long the calls of a run take, at most, in sum. The function's timeout is longer, so that the run can report. */
const CALLS_MILLISECONDS = 40_000;

/** Target groups at the same time. AWS limits how many calls an account makes. */
const GROUPS_AT_A_TIME = 8;

/** Keeps the targets of target groups equal to what names resolve to. */
export class HostTargets {
  /**
   * Missing targets by the ARN of their group. Only this object has them, since the function may change nothing but
   * targets: after a cold start, counting begins again, which can only delay a removal.
   */
  private readonly misses = new Map<string, Misses>();

  public constructor(private readonly client: ElasticLoadBalancingV2Client) {}

  /**
   * Updates every target group of an event once.
   *
   * @throws if the event is malformed, or a target group can't be updated
   */
  public async run(event: unknown): Promise<Counts> {
    const { loadBalancer, targetGroups, vpcBlocks, missesBeforeRemoval, nameServers } = parseEvent(event);
    const answers = await resolveNames({ targetGroups, nameServers });
    const abortSignal = AbortSignal.timeout(CALLS_MILLISECONDS);
    // Each call listens to it. Node.js would warn of a leak.
    setMaxListeners(0, abortSignal);
    const limit = pLimit(GROUPS_AT_A_TIME);
    const updates = await Promise.all(
      targetGroups.map(async (group) =>
        limit(async () => {
          const targets = new TargetGroupTargets(this.client, group.arn, abortSignal);
          const wanted = wantedTargets(group, answers, vpcBlocks);
          const misses = this.misses.get(group.arn) ?? new Map<string, number>();
          return { group, wanted, ...(await update(group, wanted, targets, misses, missesBeforeRemoval)) };
        }),
      ),
    );
    this.misses.clear();
    for (const { group, misses } of updates) this.misses.set(group.arn, misses);

    const unresolved = unresolvedNames(
      answers,
      updates.flatMap(({ wanted }) => wanted.unusable),
    );
    const counts = {
      unresolvedNames: unresolved.length,
      registeredTargets: sum(updates.map(({ registered }) => registered)),
      deregisteredTargets: sum(updates.map(({ deregistered }) => deregistered)),
    };
    const problems = updates.flatMap(({ group, problem }) =>
      problem === undefined ? [] : [`${group.id}: ${problem}`],
    );
    // A run that fails has no metrics, and the alarm goes off without them.
    log(problems.length > 0 ? { ...counts, unresolved } : embeddedMetrics(loadBalancer, counts, unresolved));
    if (problems.length > 0) {
      throw new Error(`${problems.length} of ${updates.length} target groups can't be updated: ${problems.join("; ")}`);
    }
    return counts;
  }
}

/** @param unusable names without an address that AWS accepts */
function unresolvedNames({ ipv4, ipv6 }: Answers, unusable: readonly string[]): UnresolvedName[] {
  const found = [...ipv6, ...ipv4].flatMap(([name, { reason }]) =>
    reason === undefined ? [] : [[name, reason] as const],
  );
  const others = unusable.map((name) => [name, "no address that AWS accepts"] as const);
  return [...new Map([...others, ...found])].map(([name, reason]) => ({ name, reason }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
