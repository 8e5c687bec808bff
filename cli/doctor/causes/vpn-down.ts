import { grouped } from "../../inventory/grouped";
import type { Cause } from "../cause";
import type { VpnConnectionFacts } from "../facts";
import { ofFlows } from "../finding";
import type { Flow, Situation } from "../situation";
import { enumerated } from "../words";

/** All tunnels of the VPN connection to a target are down. */
export const vpnDown: Cause = {
  id: "vpn-down",
  explains: ["target-health"],
  find: (situation) => {
    const flows = situation.destinations.flatMap((destination) => destination.flows);
    const connected = flows.map((flow) => ({ flow, connections: connectionsOf(situation, flow) }));
    const alike = grouped(connected, ({ connections }) => [enumerated(connections.map(({ id }) => id))]);
    return [...alike].flatMap(([ids, all]) => {
      const tunnels = (all[0]?.connections ?? []).flatMap((connection) => connection.tunnels);
      if (tunnels.length === 0 || tunnels.some(({ up }) => up)) return [];
      const messages = tunnels.map(({ outsideAddress, message = "" }) => `${outsideAddress} ${message}`.trim());
      return [
        {
          subject: `VPN connection ${ids}`,
          seen: `all tunnels are down: ${enumerated(messages)}`,
          expected: "at least one tunnel up",
          fix: {
            advice: "check the customer gateway: its IKE and IPsec settings, and that one side initiates the tunnel",
          },
          concerns: ofFlows(all.map(({ flow }) => flow)),
        },
      ];
    });
  },
};

/** Returns the VPN connections that a flow's packets may use. */
function connectionsOf(situation: Situation, { node, target }: Flow): readonly VpnConnectionFacts[] {
  const via = situation.gateway(node, target) ?? "";
  const next = situation.nextAttachment(via, target);
  return (situation.facts.vpnConnections ?? []).filter(
    ({ id, gatewayId, state }) =>
      state === "available" && (via.startsWith("vgw-") ? gatewayId === via : next?.resourceId === id),
  );
}
