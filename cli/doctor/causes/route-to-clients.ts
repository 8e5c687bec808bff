import { parseCidr } from "../parsed";
import type { Cause } from "../cause";
import { from } from "../finding";
import { type Departure, badRoutes } from "../routing";
import type { Situation } from "../situation";

/** A subnet of the load balancer has no route back to the known clients, or to the internet. */
export const routeToClients: Cause = {
  id: "route-to-clients",
  explains: [],
  find: (situation) =>
    situation.loadBalancer?.internal === false
      ? badRoutes(
          situation,
          departures(situation, true),
          "a route to an internet gateway in each subnet of the load balancer",
          "internet",
        )
      : badRoutes(
          situation,
          departures(situation, false),
          "a route back to the clients in each subnet of the load balancer",
        ),
};

function departures(situation: Situation, isPublic: boolean): Departure[] {
  const nodes = situation.loadBalancer?.nodes ?? [];
  const everyone = [parseCidr("0.0.0.0/0")].filter((block) => block !== undefined);
  return situation.pairs
    .filter(({ row, listener }) => row && listener)
    .flatMap((pair) =>
      (isPublic ? everyone : situation.clientsOf(pair).blocks).flatMap((to) =>
        nodes.map((node) => ({ subnetId: node.subnetId, to, concerns: [from(pair, node)] })),
      ),
    );
}
