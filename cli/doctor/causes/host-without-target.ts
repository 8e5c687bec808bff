import type { Cause } from "../cause";
import { forward } from "../finding";
import { because, healthOf, hostPairs } from "../hosts";
import { enumerated } from "../words";

/** No address of a forward's hosts is registered. */
export const hostWithoutTarget: Cause = {
  id: "host-without-target",
  explains: [],
  find: (situation) => {
    const health = healthOf(situation.facts.hostTargets);
    return hostPairs(situation)
      .filter(({ targets }) => targets.length === 0)
      .map(({ pair, hosts, groupName }) => ({
        subject: `target group ${groupName}`,
        seen: `it has no target${because(health)}`,
        expected: `the addresses of ${enumerated(hosts.map(({ name }) => name))} as targets`,
        fix: { advice: health?.advice ?? "check that the function for hosts runs, and reaches AWS's API" },
        concerns: [forward(pair)],
      }));
  },
};
