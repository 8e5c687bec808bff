import {
  AssociateTransitGatewayRouteTableCommand,
  CreateRouteCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayRouteCommand,
  CreateTransitGatewayRouteTableCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteTransitGatewayCommand,
  DeleteTransitGatewayRouteTableCommand,
  DeleteTransitGatewayVpcAttachmentCommand,
  DeleteVpcCommand,
  DeleteVpcPeeringConnectionCommand,
  DeleteVpnConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DisassociateRouteTableCommand,
} from "@aws-sdk/client-ec2";
import { type ArticleNetwork, type FakeAws, required } from "./fake-aws";
import { connect, createRouteTable, createServer, deleteServer, peer, type Server } from "./network-parts";

// Paths to the external target other than the VPC's own VPN connection.

export const VPC_BLOCK = "172.31.128.0/17";
/** Block of the external target. */
export const EXTERNAL_BLOCK = "10.0.0.0/24";
export const EXTERNAL_IP = "10.0.0.10";

/** A path to the external target through a transit gateway. */
export interface TransitGatewayPath {
  readonly transitGatewayId: string;
  /** Route table of the VPC's attachment, with the route to the target. */
  readonly routeTableThereId: string;
  /** Route table of the VPN's attachment, with the route back. */
  readonly routeTableBackId: string;
  readonly vpcAttachmentId: string;
  readonly vpnAttachmentId: string;
  readonly vpnConnectionId: string;
}

export async function createTransitGatewayPath(
  aws: FakeAws,
  network: ArticleNetwork,
  customerGatewayId: string,
): Promise<TransitGatewayPath> {
  const { ec2 } = aws;
  const { TransitGateway } = await ec2.send(
    new CreateTransitGatewayCommand({
      // Each attachment gets its own route table.
      Options: { DefaultRouteTableAssociation: "disable", DefaultRouteTablePropagation: "disable" },
    }),
  );
  const transitGatewayId = required(TransitGateway?.TransitGatewayId);
  const { TransitGatewayVpcAttachment } = await ec2.send(
    new CreateTransitGatewayVpcAttachmentCommand({
      TransitGatewayId: transitGatewayId,
      VpcId: network.vpc_id,
      SubnetIds: [network.private_subnet_1a_id, network.private_subnet_1c_id],
    }),
  );
  const vpcAttachmentId = required(TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
  const vpnConnectionId = await connect(aws, {
    CustomerGatewayId: customerGatewayId,
    TransitGatewayId: transitGatewayId,
  });
  const { TransitGatewayAttachments = [] } = await ec2.send(
    new DescribeTransitGatewayAttachmentsCommand({ Filters: [{ Name: "resource-id", Values: [vpnConnectionId] }] }),
  );
  const vpnAttachmentId = required(TransitGatewayAttachments[0]?.TransitGatewayAttachmentId);

  const routeTable = async (from: string, to: string, block: string): Promise<string> => {
    const { TransitGatewayRouteTable } = await ec2.send(
      new CreateTransitGatewayRouteTableCommand({ TransitGatewayId: transitGatewayId }),
    );
    const TransitGatewayRouteTableId = required(TransitGatewayRouteTable?.TransitGatewayRouteTableId);
    await ec2.send(
      new AssociateTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId, TransitGatewayAttachmentId: from }),
    );
    await ec2.send(
      new CreateTransitGatewayRouteCommand({
        TransitGatewayRouteTableId,
        TransitGatewayAttachmentId: to,
        DestinationCidrBlock: block,
      }),
    );
    return TransitGatewayRouteTableId;
  };

  return {
    transitGatewayId,
    routeTableThereId: await routeTable(vpcAttachmentId, vpnAttachmentId, EXTERNAL_BLOCK),
    routeTableBackId: await routeTable(vpnAttachmentId, vpcAttachmentId, VPC_BLOCK),
    vpcAttachmentId,
    vpnAttachmentId,
    vpnConnectionId,
  };
}

export async function deleteTransitGatewayPath({ ec2 }: FakeAws, path: TransitGatewayPath): Promise<void> {
  for (const TransitGatewayRouteTableId of [path.routeTableThereId, path.routeTableBackId]) {
    await ec2.send(new DeleteTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId }));
  }
  await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: path.vpnConnectionId }));
  const TransitGatewayAttachmentId = path.vpcAttachmentId;
  await ec2.send(new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId }));
  await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId: path.transitGatewayId }));
}

/** A path to the external target in a peered VPC. */
export interface PeeringPath {
  readonly vpcId: string;
  readonly routeTableId: string;
  readonly server: Server;
  /** Changes when the peering is deleted and recreated. */
  peeringId: string;
}

export async function createPeeringPath(
  aws: FakeAws,
  network: ArticleNetwork,
  loadBalancerGroupId?: string,
): Promise<PeeringPath> {
  const { ec2 } = aws;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: EXTERNAL_BLOCK }));
  const vpcId = required(Vpc?.VpcId);
  const subnetId = await aws.createSubnet(vpcId, EXTERNAL_BLOCK, "a");
  const routeTableId = await createRouteTable(aws, vpcId, subnetId);
  const peeringId = await peer(aws, network.vpc_id, vpcId);
  const back = { RouteTableId: routeTableId, DestinationCidrBlock: VPC_BLOCK, VpcPeeringConnectionId: peeringId };
  await ec2.send(new CreateRouteCommand(back));
  const server = await createServer(aws, vpcId, { name: "External", ip: EXTERNAL_IP, subnetId, loadBalancerGroupId });
  return { vpcId, routeTableId, server, peeringId };
}

export async function deletePeeringPath(aws: FakeAws, path: PeeringPath): Promise<void> {
  const { ec2 } = aws;
  await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: path.peeringId }));
  await deleteServer(aws, path.server);
  await ec2.send(new DeleteSubnetCommand({ SubnetId: path.server.subnetId }));
  const RouteTableId = path.routeTableId;
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }));
  const AssociationId = RouteTables[0]?.Associations?.[0]?.RouteTableAssociationId;
  await ec2.send(new DisassociateRouteTableCommand({ AssociationId }));
  await ec2.send(new DeleteRouteTableCommand({ RouteTableId }));
  await ec2.send(new DeleteVpcCommand({ VpcId: path.vpcId }));
}
