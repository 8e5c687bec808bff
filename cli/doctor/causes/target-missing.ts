import type { Cause } from "../cause";
import { through } from "../finding";
import { isTarget, listedTargets, served, socket } from "../situation";
import { APPLY } from "../words";

/** A target of the list isn't registered. */
export const targetMissing: Cause = {
  id: "target-missing",
  explains: [],
  find: ({ pairs }) =>
    pairs.flatMap((pair) => {
      const { row, targetGroup } = pair;
      if (!row || !targetGroup?.targets) return [];
      const registered = new Set(served(targetGroup).map(socket));
      return listedTargets(row)
        .filter(({ ip, port }) => isTarget(ip) && port !== undefined && !registered.has(socket({ ip, port })))
        .map((target) => ({
          subject: `target ${socket(target)}`,
          seen: `it isn't registered with target group ${targetGroup.name}`,
          expected: "registered, as in the list",
          fix: { advice: APPLY },
          concerns: [through(pair, target)],
        }));
    }),
};
