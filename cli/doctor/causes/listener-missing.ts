import type { Cause } from "../cause";
import { forward } from "../finding";
import { APPLY } from "../words";

/** AWS has no listener for a forward of the list. */
export const listenerMissing: Cause = {
  id: "listener-missing",
  explains: [],
  find: ({ loadBalancer, pairs }) =>
    pairs
      .filter(({ row, listener }) => loadBalancer && row && !listener)
      .map((pair) => ({
        subject: `listener ${pair.protocol}:${pair.listenerPort}`,
        seen: `${loadBalancer?.name ?? ""} has no listener on port ${pair.listenerPort}`,
        expected: "a listener for the forward in the list",
        fix: { advice: APPLY },
        concerns: [forward(pair)],
      })),
};
