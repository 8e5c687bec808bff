import type { CidrBlock } from "../../../src/private/addresses";
import type { Cause } from "../cause";
import { ofFlows } from "../finding";
import { type Departure, badRoutes } from "../routing";
import type { Flow, Situation } from "../situation";
import { address } from "../words";

/** A target's subnet has no route back to the load balancer, so that the target can't answer. */
export const routeBack: Cause = {
  id: "route-back",
  explains: ["target-health"],
  find: (situation) => {
    const departures = situation.destinations.flatMap(({ flows }) =>
      flows.flatMap((flow) => {
        const subnetId = situation.subnetIdOf(flow.target);
        if (subnetId === undefined) return [];
        return situation.sources(flow.node, flow.target).map((to) => ({
          subnetId,
          to,
          likely: likely(situation, flow, to),
          concerns: ofFlows([flow]),
        }));
      }),
    );
    return badRoutes(situation, departures, "a route back to the load balancer in each target's subnet");
  },
};

/** Returns the likely route back: through the gateway that the load balancer's packets use, to its VPC's CIDR block. */
function likely(situation: Situation, { node, target }: Flow, to: CidrBlock): Departure["likely"] {
  const destination = situation.network.blockOf(situation.vpcId, address(to));
  const via = situation.gateway(node, target);
  return { ...(destination !== undefined && { destination }), ...(via !== undefined && { via }) };
}
