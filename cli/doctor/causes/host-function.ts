import type { Cause } from "../cause";
import { forward } from "../finding";
import { healthOf, hostPairs, isOutdated } from "../hosts";

/** The function that registers the addresses of hosts fails, or doesn't run. A warning while all targets are current. */
export const hostFunction: Cause = {
  id: "host-function",
  explains: ["host-without-target", "host-differs"],
  find: (situation) => {
    const { hostTargets } = situation.facts;
    const health = healthOf(hostTargets);
    const pairs = hostPairs(situation);
    if (!hostTargets || health?.broken !== true || pairs.length === 0) return [];
    const outdated = pairs.filter(isOutdated);
    return [
      {
        subject: `function ${hostTargets.functionName}`,
        seen: health.text,
        expected: "runs at each interval that resolve every name and reach AWS's API",
        fix: { advice: health.advice, ...(health.commands && { commands: health.commands }) },
        ...(outdated.length === 0 && { harmless: true }),
        concerns: (outdated.length === 0 ? pairs : outdated).map(({ pair }) => forward(pair)),
      },
    ];
  },
};
