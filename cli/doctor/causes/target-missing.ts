import { parseAddress } from "../parsed";
import type { Cause } from "../cause";
import { through } from "../finding";
import { served, socket } from "../situation";
import { APPLY } from "../words";

/** A target of a row is not registered. */
export const targetMissing: Cause = {
  id: "target-missing",
  explains: [],
  find: ({ pairs }) =>
    pairs.flatMap((pair) => {
      const { row, targetGroup } = pair;
      if (!row || !targetGroup?.targets) return [];
      const registered = new Set(served(targetGroup).map(socket));
      return row.targets
        .filter(({ ip, port }) => parseAddress(ip) && port !== undefined && !registered.has(socket({ ip, port })))
        .map((target) => ({
          subject: `target ${socket(target)}`,
          seen: `it is not registered with target group ${targetGroup.name}`,
          expected: "registered, since the list has it",
          fix: { advice: APPLY },
          concerns: [through(pair, target)],
        }));
    }),
};
