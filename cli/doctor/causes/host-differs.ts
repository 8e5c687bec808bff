import type { Cause } from "../cause";
import { type Finding, forward, through } from "../finding";
import {
  because,
  formerTargets,
  type Health,
  healthOf,
  type HostPair,
  hostPairs,
  missingAddresses,
  type ResolvedHost,
} from "../hosts";
import { enumerated } from "../words";

/**
 * A name resolves to addresses that aren't registered. A warning if the function isn't known to be at fault: it may find other
 * addresses in its VPC than the doctor does here.
 */
export const hostDiffers: Cause = {
  id: "host-differs",
  explains: ["target-health"],
  find: (situation) => {
    const health = healthOf(situation.facts.hostTargets);
    return hostPairs(situation)
      .filter(({ targets }) => targets.length > 0)
      .flatMap((one) => one.hosts.flatMap((host) => finding(one, host, health)));
  },
};

function finding(one: HostPair, host: ResolvedHost, health: Health | undefined): Finding[] {
  const missing = missingAddresses(one, host);
  const { addresses = [], port } = host;
  const { pair, targets } = one;
  if (missing.length === 0) return [];
  const registered = targets.filter((target) => target.port === port).map(({ ip }) => ip);
  const isNoneCurrent = formerTargets(one).length === targets.length;
  return [
    {
      subject: host.name,
      seen: `it resolves to ${enumerated(addresses)}, but the target group has ${enumerated(registered) || "none"}${because(health)}`,
      expected: `${enumerated(missing)} as ${missing.length === 1 ? "a target" : "targets"}`,
      fix: {
        advice: health?.broken
          ? health.advice
          : "wait for the function's next run; if this stays, the name has other addresses in the function's VPC than here",
      },
      ...(health?.broken !== true && { harmless: true }),
      concerns: isNoneCurrent ? [forward(pair)] : missing.map((ip) => through(pair, { ip, port })),
    },
  ];
}
