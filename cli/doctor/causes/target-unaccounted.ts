import type { Cause } from "../cause";
import { through } from "../finding";
import { knownSockets, served, socket } from "../situation";

/** A registered target isn't in the list, but receives a share of the connections. */
export const targetUnaccounted: Cause = {
  id: "target-unaccounted",
  explains: [],
  find: ({ pairs }) =>
    pairs.flatMap((pair) => {
      const { row, targetGroup } = pair;
      const own = row && knownSockets(row);
      if (!own || !targetGroup) return [];
      return served(targetGroup)
        .filter((target) => !own.has(socket(target)))
        .map((target) => ({
          subject: `target ${socket(target)}`,
          seen: `it is registered with target group ${targetGroup.name} and receives connections of listener ${pair.listenerPort}`,
          expected: "only targets in the list",
          fix: {
            advice: "add it to the list (additionalTargets), or deregister it",
            commands: [
              `aws elbv2 deregister-targets --target-group-arn ${targetGroup.arn} --targets Id=${target.instanceId ?? target.ip},Port=${target.port}`,
            ],
          },
          harmless: true,
          concerns: [through(pair, target)],
        }));
    }),
};
