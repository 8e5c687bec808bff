import { grouped } from "../../inventory/grouped";
import type { Cause } from "../cause";
import { type Concern, distinct, type Fix, from, ofFlows } from "../finding";
import type { Situation } from "../situation";

/** The peering connection that leads to a target, or to the clients, isn't active. */
export const peeringState: Cause = {
  id: "peering-state",
  explains: ["route-to-target", "route-back", "route-to-clients", "target-health"],
  find: (situation) => {
    const routed = [...ofTargets(situation), ...ofClients(situation)];
    return [...grouped(routed, ({ via }) => [via])].flatMap(([via, all]) => {
      const peering = situation.facts.peerings?.find(({ id }) => id === via);
      if (!peering || peering.state === "active") return [];
      const { id, state } = peering;
      return [
        {
          subject: `peering connection ${id}`,
          seen: `its state is ${state}`,
          expected: "active",
          fix: mend(id, state),
          concerns: distinct(all.flatMap(({ concerns }) => concerns)),
        },
      ];
    });
  },
};

/** Only a peering connection that is pending acceptance can become active. */
function mend(id: string, state: string): Fix {
  if (state !== "pending-acceptance") return { advice: "create a new peering connection, and point the routes at it" };
  return {
    advice: "accept it as the owner of the other VPC",
    commands: [`aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id ${id}`],
  };
}

/** Forwards whose packets go through a gateway. */
interface Routed {
  readonly via: string;
  readonly concerns: readonly Concern[];
}

function ofTargets(situation: Situation): Routed[] {
  return situation.destinations
    .flatMap(({ flows }) => flows)
    .map((flow) => ({ via: situation.gateway(flow.node, flow.target) ?? "", concerns: ofFlows([flow]) }));
}

function ofClients(situation: Situation): Routed[] {
  const nodes = situation.loadBalancer?.nodes ?? [];
  return situation.pairs
    .filter(({ row, listener }) => row && listener)
    .flatMap((pair) =>
      situation.clientsOf(pair).blocks.flatMap((block) =>
        nodes.map((node) => ({
          via: situation.network.routeFor(node.subnetId, block)?.route?.via ?? "",
          concerns: [from(pair, node)],
        })),
      ),
    );
}
