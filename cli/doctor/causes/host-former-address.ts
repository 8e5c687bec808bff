import type { Cause } from "../cause";
import { through } from "../finding";
import { formerTargets, healthOf, hostPairs, isOutdated } from "../hosts";
import { socket } from "../situation";
import { enumerated } from "../words";

/** A registered address that its name no longer has. Harmless: the function deregisters it after some answers without it. */
export const hostFormerAddress: Cause = {
  id: "host-former-address",
  explains: [],
  find: (situation) =>
    // With a function that doesn't work, or addresses that are missing, another cause says what to do.
    (healthOf(situation.facts.hostTargets)?.broken ? [] : hostPairs(situation))
      .filter((one) => !isOutdated(one))
      .flatMap((one) =>
        formerTargets(one).map((target) => ({
          subject: `target ${socket(target)}`,
          seen: `it is registered, but ${enumerated(one.hosts.map(({ name }) => name))} doesn't resolve to it now`,
          expected: "deregistered after hostTargets.missesBeforeRemoval answers without it",
          fix: { advice: "wait for the function's next runs: it keeps an address that only some answers contain" },
          harmless: true,
          concerns: [through(one.pair, target)],
        })),
      ),
};
