import type { VpcPeeringConnection, VpnConnection } from "@aws-sdk/client-ec2";
import type { PeeringFacts, VpnConnectionFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered, together } from "./filtered";

// Reads what leads out of a VPC, by the IDs in its routes. If the IDs aren't known, the result is undefined.

export async function peeringsOf(aws: Aws, ids: readonly string[] | undefined): Promise<PeeringFacts[] | undefined> {
  const [region, peerings] = await Promise.all([
    aws.region(),
    filtered(aws, EC2.DescribeVpcPeeringConnections, "vpc-peering-connection-id", ids),
  ]);
  return peerings?.map((peering) => peeringFacts(peering, region));
}

/** Returns the VPN connections of virtual private gateways and transit gateways. */
export async function vpnConnectionsOf(
  aws: Aws,
  vpnGatewayIds: readonly string[] | undefined,
  transitGatewayIds: readonly string[] | undefined,
): Promise<VpnConnectionFacts[] | undefined> {
  const found = await Promise.all([
    filtered(aws, EC2.DescribeVpnConnections, "vpn-gateway-id", vpnGatewayIds),
    filtered(aws, EC2.DescribeVpnConnections, "transit-gateway-id", transitGatewayIds),
  ]);
  return together(found)?.map(vpnConnectionFacts);
}

function peeringFacts(peering: VpcPeeringConnection, region: string): PeeringFacts {
  const { RequesterVpcInfo: requester, AccepterVpcInfo: accepter } = peering;
  return {
    id: peering.VpcPeeringConnectionId ?? "",
    state: peering.Status?.Code ?? "",
    requesterVpcId: requester?.VpcId ?? "",
    accepterVpcId: accepter?.VpcId ?? "",
    sameRegion: requester?.Region === region && accepter?.Region === region,
  };
}

function vpnConnectionFacts(connection: VpnConnection): VpnConnectionFacts {
  return {
    id: connection.VpnConnectionId ?? "",
    gatewayId: connection.VpnGatewayId ?? connection.TransitGatewayId ?? "",
    state: connection.State ?? "",
    tunnels: (connection.VgwTelemetry ?? []).map(({ OutsideIpAddress, Status, StatusMessage }) => ({
      outsideAddress: OutsideIpAddress ?? "",
      up: Status === "UP",
      ...(StatusMessage ? { message: StatusMessage } : {}),
    })),
  };
}
