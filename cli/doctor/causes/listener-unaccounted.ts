import type { Cause } from "../cause";
import { forward } from "../finding";

/** AWS has a listener that isn't in the list. */
export const listenerUnaccounted: Cause = {
  id: "listener-unaccounted",
  explains: [],
  find: ({ pairs }) =>
    pairs.flatMap((pair) => {
      const { row, listener, targetGroup } = pair;
      if (row || !listener) return [];
      return [
        {
          subject: `listener ${listener.protocol}:${listener.port}`,
          seen: `it exists and forwards to ${targetGroup ? `target group ${targetGroup.name}` : "an unknown target group"}`,
          expected: "only listeners in the list",
          fix: {
            advice: "add it to the list (importFrom adopts it), or delete it",
            commands: [`aws elbv2 delete-listener --listener-arn ${listener.arn}`],
          },
          harmless: true,
          concerns: [forward(pair)],
        },
      ];
    }),
};
