import type { Cause } from "../cause";
import { type Finding, from } from "../finding";
import { type Pair, served, type Situation } from "../situation";
import { enumerated } from "../words";

/** Without cross-zone load balancing, an address leads nowhere if its zone has no target. */
export const zoneWithoutTarget: Cause = {
  id: "zone-without-target",
  explains: [],
  find: (situation) => situation.pairs.flatMap((pair) => findings(situation, pair)),
};

function findings(situation: Situation, pair: Pair): Finding[] {
  const { row, targetGroup } = pair;
  if (!row || !targetGroup || situation.isCrossZone(pair) !== false) return [];
  const targets = served(targetGroup);
  const zones = targets.map((target) => situation.zoneOf(target));
  if (targets.length === 0 || zones.some((zone) => zone === undefined || zone === "all")) return [];
  const empty = (situation.loadBalancer?.nodes ?? []).filter(({ zone }) => !zones.includes(zone));
  return empty.map((node) => ({
    subject: `${node.addresses.length > 0 ? enumerated(node.addresses) : "the load balancer's node"} (${node.zone})`,
    seen: `cross-zone load balancing is off, and ${node.zone} has no target`,
    expected: "a target in each zone of the load balancer, or cross-zone load balancing on",
    fix: {
      advice: "set crossZone: true (the default), or add a target in this zone (additionalTargets), and apply",
    },
    concerns: [from(pair, node)],
  }));
}
