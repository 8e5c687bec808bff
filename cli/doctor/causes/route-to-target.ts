import { parseBlock } from "../parsed";
import type { Cause } from "../cause";
import { ofFlows } from "../finding";
import { badRoutes } from "../routing";

/** A subnet of the load balancer has no route to a target. */
export const routeToTarget: Cause = {
  id: "route-to-target",
  explains: ["target-health"],
  find: (situation) => {
    const departures = situation.destinations.flatMap(({ ip, flows }) => {
      const to = parseBlock(ip);
      return flows.flatMap((flow) => (to ? [{ subnetId: flow.node.subnetId, to, concerns: ofFlows([flow]) }] : []));
    });
    return badRoutes(situation, departures, "a route to the targets in each subnet of the load balancer");
  },
};
