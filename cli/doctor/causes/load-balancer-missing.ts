import type { Cause } from "../cause";
import { forward } from "../finding";

/** AWS has no load balancer of the list's name. */
export const loadBalancerMissing: Cause = {
  id: "load-balancer-missing",
  explains: [],
  find: ({ list, facts: { loadBalancer, region } }) =>
    loadBalancer
      ? []
      : [
          {
            subject: `load balancer ${list.name}`,
            seen: `there is no Network Load Balancer of this name in ${region}`,
            expected: "the one that the list describes",
            fix: { advice: "apply the list (cdktf deploy, terraform apply), or give another --region or --profile" },
            concerns: list.forwards.map(forward),
          },
        ],
};
