import {
  AttachVpnGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateCustomerGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateSecurityGroupCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayRouteCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  CreateVpnGatewayCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type ArticleNetwork, type FakeAws, required } from "./fake-aws";
import { connect, peer, runInstance } from "./network-parts";

// A network with some of everything that the doctor queries, created with the SDK alone. It doesn't have to work.

export const TARGET = "172.31.129.10";
/** Address of a target that only the list has. */
export const LISTED = "172.31.137.10";
export const PEER_TARGET = "10.1.0.10";
export const CERTIFICATE = "arn:aws:iam::123456789012:server-certificate/example";

export type CollectedNetwork = Awaited<ReturnType<typeof createCollectedNetwork>>;

/** Creates the network, and returns the IDs that tests need. */
export async function createCollectedNetwork(fake: FakeAws) {
  const { ec2 } = fake;
  const network = await fake.createArticleNetwork();
  const VpcId = network.vpc_id;

  const list = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: "clients",
      MaxEntries: 1,
      AddressFamily: "IPv4",
      Entries: [{ Cidr: "192.0.2.0/24" }],
    }),
  );
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: "targets", Description: "What may reach a target" }),
  );
  const groupId = required(group.GroupId);
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: groupId,
      IpPermissions: [
        {
          IpProtocol: "tcp",
          FromPort: 22,
          ToPort: 23,
          IpRanges: [{ CidrIp: "172.31.128.0/17" }],
          UserIdGroupPairs: [{ GroupId: groupId }],
          PrefixListIds: [{ PrefixListId: required(list.PrefixList?.PrefixListId) }],
        },
      ],
    }),
  );

  const instanceId = await runInstance(fake, {
    ip: TARGET,
    subnetId: network.private_subnet_1a_id,
    securityGroupId: groupId,
  });
  const listed = await ec2.send(
    new CreateNetworkInterfaceCommand({
      SubnetId: network.private_subnet_1c_id,
      PrivateIpAddress: LISTED,
      Groups: [groupId],
    }),
  );

  const other = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
  const peerVpcId = required(other.Vpc?.VpcId);
  const peerSubnetId = await fake.createSubnet(peerVpcId, "10.1.0.0/24", "a");
  const peerInterface = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: peerSubnetId, PrivateIpAddress: PEER_TARGET }),
  );
  const peeringId = await peer(fake, VpcId, peerVpcId);

  return {
    network,
    groupId,
    instanceId,
    interfaceId: required(listed.NetworkInterface?.NetworkInterfaceId),
    peerVpcId,
    peerSubnetId,
    peerInterfaceId: required(peerInterface.NetworkInterface?.NetworkInterfaceId),
    peeringId,
    ...(await createWaysOut(fake, network, peeringId)),
    ...(await createLoadBalancers(fake, network, groupId)),
  };
}

async function createWaysOut(fake: FakeAws, network: ArticleNetwork, peeringId: string) {
  const { ec2 } = fake;
  const VpcId = network.vpc_id;
  const gateway = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
  const vpnGatewayId = required(gateway.VpnGateway?.VpnGatewayId);
  await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId: vpnGatewayId }));
  const customer = await ec2.send(
    new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "198.51.100.1", BgpAsn: 65_000 }),
  );
  const vpnConnectionId = await connect(fake, {
    CustomerGatewayId: required(customer.CustomerGateway?.CustomerGatewayId),
    VpnGatewayId: vpnGatewayId,
  });

  const transit = await ec2.send(new CreateTransitGatewayCommand({}));
  const transitGatewayId = required(transit.TransitGateway?.TransitGatewayId);
  const attached = await ec2.send(
    new CreateTransitGatewayVpcAttachmentCommand({
      TransitGatewayId: transitGatewayId,
      VpcId,
      SubnetIds: [network.private_subnet_1a_id],
    }),
  );
  const attachmentId = required(attached.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
  const { TransitGatewayAttachments = [] } = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({}));
  await ec2.send(
    new CreateTransitGatewayRouteCommand({
      TransitGatewayRouteTableId: TransitGatewayAttachments[0]?.Association?.TransitGatewayRouteTableId,
      DestinationCidrBlock: "172.31.128.0/17",
      TransitGatewayAttachmentId: attachmentId,
    }),
  );

  const { RouteTables = [] } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  const routes: Omit<CreateRouteCommandInput, "RouteTableId">[] = [
    { DestinationCidrBlock: "10.1.0.0/16", VpcPeeringConnectionId: peeringId },
    { DestinationCidrBlock: "10.2.0.0/16", GatewayId: vpnGatewayId },
    { DestinationCidrBlock: "10.3.0.0/16", TransitGatewayId: transitGatewayId },
  ];
  for (const route of routes) {
    await ec2.send(new CreateRouteCommand({ RouteTableId: RouteTables[0]?.RouteTableId, ...route }));
  }
  return {
    vpnGatewayId,
    vpnConnectionId,
    transitGatewayId,
    attachmentId,
  };
}

async function createLoadBalancers({ elb }: FakeAws, network: ArticleNetwork, groupId: string) {
  const createTargetGroup = async (name: string, port?: string) => {
    const { TargetGroups = [] } = await elb.send(
      new CreateTargetGroupCommand({
        Name: name,
        Protocol: "TCP",
        Port: 22,
        VpcId: network.vpc_id,
        TargetType: "ip",
        HealthCheckPort: port,
      }),
    );
    return required(TargetGroups[0]?.TargetGroupArn);
  };
  const targetGroupArn = await createTargetGroup("ssh", "22");
  const unusedArn = await createTargetGroup("unused");
  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: targetGroupArn,
      Attributes: [
        { Key: "load_balancing.cross_zone.enabled", Value: "true" },
        { Key: "preserve_client_ip.enabled", Value: "false" },
      ],
    }),
  );
  await elb.send(
    new RegisterTargetsCommand({
      TargetGroupArn: targetGroupArn,
      Targets: [{ Id: TARGET }, { Id: PEER_TARGET, AvailabilityZone: "all" }],
    }),
  );
  const DefaultActions = [{ Type: "forward" as const, TargetGroupArn: targetGroupArn }];
  const createLoadBalancer = async (Name: string) => {
    const { LoadBalancers = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name,
        Type: "network",
        Scheme: "internal",
        SecurityGroups: [groupId],
        SubnetMappings: [
          { SubnetId: network.private_subnet_1a_id, PrivateIPv4Address: "172.31.129.5" },
          // AWS chooses this address.
          { SubnetId: network.private_subnet_1c_id },
        ],
      }),
    );
    const loadBalancerArn = required(LoadBalancers[0]?.LoadBalancerArn);
    const listener = { LoadBalancerArn: loadBalancerArn, DefaultActions };
    await elb.send(new CreateListenerCommand({ ...listener, Protocol: "TCP", Port: 10022 }));
    await elb.send(
      new CreateListenerCommand({
        ...listener,
        Protocol: "TLS",
        Port: 10443,
        Certificates: [{ CertificateArn: CERTIFICATE }],
        SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      }),
    );
    return loadBalancerArn;
  };
  const loadBalancerArn = await createLoadBalancer("tcp");
  await createLoadBalancer("udp");
  return { targetGroupArn, unusedArn, loadBalancerArn };
}
