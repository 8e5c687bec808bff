import { grouped } from "../../inventory/grouped";
import type { Cause } from "../cause";
import { type Concern, distinct, type Fix, from, ofFlows } from "../finding";
import type { Situation } from "../situation";

/** The peering connection that leads to a target, or to the clients, is not active. */
export const peeringState: Cause = {
  id: "peering-state",
  explains: ["route-to-target", "route-back", "route-to-clients", "target-health"],
  find: (situation) => {
    const led = [...ofTargets(situation), ...ofClients(situation)];
    return [...grouped(led, ({ via }) => [via])].flatMap(([via, all]) => {
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

/** Only what waits for its acceptance can become active. */
function mend(id: string, state: string): Fix {
  if (state !== "pending-acceptance") return { advice: "make a new one, and have the routes lead to it" };
  return {
    advice: "accept it, as the owner of the other VPC",
    commands: [`aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id ${id}`],
  };
}

/** What is led somewhere. */
interface Led {
  readonly via: string;
  readonly concerns: readonly Concern[];
}

function ofTargets(situation: Situation): Led[] {
  return situation.destinations
    .flatMap(({ flows }) => flows)
    .map((flow) => ({ via: situation.gateway(flow.node, flow.target) ?? "", concerns: ofFlows([flow]) }));
}

function ofClients(situation: Situation): Led[] {
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
