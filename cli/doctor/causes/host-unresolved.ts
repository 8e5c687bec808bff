import type { Cause } from "../cause";
import { forward } from "../finding";
import { hostPairs } from "../hosts";

/** A name doesn't resolve from here. It may still resolve in the function's VPC, unless the function says otherwise. */
export const hostUnresolved: Cause = {
  id: "host-unresolved",
  explains: [],
  find: (situation) =>
    // The function has resolved every name.
    situation.facts.hostTargets?.unresolvedNames === 0
      ? []
      : hostPairs(situation).flatMap(({ pair, hosts }) =>
          hosts.flatMap(({ name, reason }) =>
            reason === undefined
              ? []
              : [
                  {
                    subject: name,
                    seen: `it doesn't resolve from here (${reason})`,
                    expected: "a name that resolves in the function's VPC",
                    fix: { advice: "run the doctor in the VPC if only that knows the name, or correct targetHost" },
                    harmless: true,
                    concerns: [forward(pair)],
                  },
                ],
          ),
        ),
};
