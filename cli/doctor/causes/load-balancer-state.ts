import type { Cause } from "../cause";
import { forward } from "../finding";

const ADVICE: Readonly<Record<string, string>> = {
  provisioning: "wait until it is active: aws elbv2 wait load-balancer-available",
  active_impaired: "it serves connections but can't scale: check that its subnets have free IP addresses",
};

const OTHERWISE = "check the reason, and recreate the load balancer: terraform apply -replace=<its address>";

/** The load balancer isn't active. */
export const loadBalancerState: Cause = {
  id: "load-balancer-state",
  explains: ["target-health"],
  find: ({ loadBalancer, pairs }) => {
    if (!loadBalancer || loadBalancer.state === "active") return [];
    const { name, state, stateReason } = loadBalancer;
    return [
      {
        subject: `load balancer ${name}`,
        seen: `its state is ${state}${stateReason === undefined ? "" : `: ${stateReason}`}`,
        expected: "active",
        fix: { advice: ADVICE[state] ?? OTHERWISE },
        harmless: state === "active_impaired",
        concerns: pairs.filter(({ row }) => row).map(forward),
      },
    ];
  },
};
