import type { Cause } from "../cause";
import { forward } from "../finding";

/** A listener is there that no row accounts for. */
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
          seen: `it is there, and forwards to ${targetGroup ? `target group ${targetGroup.name}` : "nothing known"}`,
          expected: "only listeners that the list has",
          fix: {
            advice: "put it into the list (importFrom takes it over), or delete it",
            commands: [`aws elbv2 delete-listener --listener-arn ${listener.arn}`],
          },
          harmless: true,
          concerns: [forward(pair)],
        },
      ];
    }),
};
