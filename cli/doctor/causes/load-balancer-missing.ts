import type { Cause } from "../cause";
import { forward } from "../finding";
import { DEPLOY } from "../words";

/** AWS has no load balancer with the name in the list. */
export const loadBalancerMissing: Cause = {
  id: "load-balancer-missing",
  explains: [],
  find: ({ list, facts: { loadBalancer, region } }) =>
    loadBalancer
      ? []
      : [
          {
            subject: `load balancer ${list.name}`,
            seen: `there is no Network Load Balancer with this name in ${region}`,
            expected: "the load balancer in the list",
            fix: {
              advice: `apply the list (${DEPLOY}), or use another --region or --profile`,
            },
            concerns: list.forwards.map(forward),
          },
        ],
};
