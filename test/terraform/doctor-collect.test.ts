import {
  AcceptVpcPeeringConnectionCommand,
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
  CreateVpcPeeringConnectionCommand,
  CreateVpnConnectionCommand,
  CreateVpnGatewayCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { Aws } from "../../src/doctor/aws/aws";
import { iamPolicy } from "../../src/doctor/aws/calls";
import { collect } from "../../src/doctor/aws/collect";
import type { Facts } from "../../src/doctor/facts";
import { denied, environment, Intercepted } from "../doctor/support/intercepted";
import { type ArticleNetwork, FakeAws, required } from "./support/fake-aws";

// What the doctor reads of a network that has all that it asks for. What moto does not say is in test/doctor/aws.

const TARGET = "172.31.129.10";
const LISTED = "172.31.137.10";
const PEER_TARGET = "10.1.0.10";

let fake: FakeAws;
let server: Intercepted;
let made: Awaited<ReturnType<typeof createNetwork>>;
const opened: Aws[] = [];

beforeAll(async () => {
  fake = await FakeAws.start();
  server = await Intercepted.start(fake.environment.AWS_ENDPOINT_URL);
  made = await createNetwork();
});

beforeEach(() => {
  server.reset();
  jest.replaceProperty(process, "env", environment());
});

afterEach(() => {
  for (const aws of opened.splice(0)) aws.destroy();
  jest.restoreAllMocks();
});

afterAll(async () => {
  await server.stop();
  await fake.stop();
});

function opening(): Aws {
  const aws = new Aws({ endpointUrl: server.endpoint });
  opened.push(aws);
  return aws;
}

async function collected(aws = opening(), name = "tcp"): Promise<Facts> {
  return collect(aws, { name, targetIps: [LISTED] });
}

it("reads a load balancer with its listeners, target groups and targets", async () => {
  const { region, loadBalancer, listeners, targetGroups, unread } = await collected();
  const { network, groupId, loadBalancerArn, targetGroupArn, unusedArn } = made;
  expect({ region, unread }).toEqual({ region: "ap-northeast-1", unread: [] });
  expect(loadBalancer).toEqual({
    name: "tcp",
    arn: loadBalancerArn,
    state: "active",
    internal: true,
    vpcId: network.vpc_id,
    securityGroupIds: [groupId],
    crossZone: false,
    nodes: [
      { zone: "ap-northeast-1a", subnetId: network.private_subnet_1a_id, addresses: ["172.31.129.5"] },
      { zone: "ap-northeast-1c", subnetId: network.private_subnet_1c_id, addresses: [] },
    ],
  });
  expect(listeners).toEqual([{ arn: expect.any(String), port: 10022, protocol: "TCP", targetGroupArn }]);
  const healthCheck = { protocol: "TCP" };
  const group = { protocol: "TCP", vpcId: network.vpc_id };
  expect(targetGroups).toEqual([
    {
      ...group,
      arn: targetGroupArn,
      name: "ssh",
      used: true,
      healthCheck: { ...healthCheck, port: 22 },
      crossZone: true,
      preservesClientIp: false,
      targets: [
        { ip: TARGET, port: 22, state: "healthy" },
        { ip: PEER_TARGET, port: 22, zone: "all", state: "healthy" },
      ],
    },
    { ...group, arn: unusedArn, name: "unused", used: false, healthCheck },
  ]);
});

it("reads the network interfaces of targets, of those in the list too, and what is behind them", async () => {
  const { interfaces } = await collected();
  const { network, groupId, instanceId, interfaceId, peerInterfaceId, peerSubnetId, peerVpcId } = made;
  expect(
    [...(interfaces ?? [])].sort((one, other) => (String(one.addresses) < String(other.addresses) ? -1 : 1)),
  ).toEqual([
    {
      id: peerInterfaceId,
      vpcId: peerVpcId,
      subnetId: peerSubnetId,
      addresses: [PEER_TARGET],
      securityGroupIds: [expect.stringMatching(/^sg-/)],
      attached: false,
    },
    {
      id: expect.stringMatching(/^eni-/),
      vpcId: network.vpc_id,
      subnetId: network.private_subnet_1a_id,
      addresses: [TARGET],
      securityGroupIds: [groupId],
      attached: true,
      instanceId,
      instanceState: "running",
    },
    {
      id: interfaceId,
      vpcId: network.vpc_id,
      subnetId: network.private_subnet_1c_id,
      addresses: [LISTED],
      securityGroupIds: [groupId],
      attached: false,
    },
  ]);
});

it("reads VPCs, subnets, network ACLs and security groups, where the load balancer is and where its targets are", async () => {
  const { vpcs, subnets, networkAcls, securityGroups } = await collected();
  const { network, groupId, peerSubnetId, peerVpcId } = made;
  expect(new Set(vpcs)).toEqual(
    new Set([
      { id: network.vpc_id, cidrBlocks: ["172.31.128.0/17"] },
      { id: peerVpcId, cidrBlocks: ["10.1.0.0/16"] },
    ]),
  );
  expect(subnets).toHaveLength(3);
  expect(subnets).toContainEqual({
    id: peerSubnetId,
    vpcId: peerVpcId,
    zone: "ap-northeast-1a",
    cidrBlocks: ["10.1.0.0/24"],
  });
  const acl = networkAcls?.find(({ subnetIds }) => subnetIds.includes(peerSubnetId));
  const all = { protocol: "-1", cidrBlock: "0.0.0.0/0" };
  expect(new Set(acl?.entries)).toEqual(
    new Set([
      { ...all, number: 100, egress: false, allow: true },
      { ...all, number: 100, egress: true, allow: true },
      { ...all, number: 32767, egress: false, allow: false },
      { ...all, number: 32767, egress: true, allow: false },
    ]),
  );
  // The default group of the other VPC is that of the interface there.
  expect(securityGroups?.map(({ name }) => name).sort()).toEqual(["default", "targets"]);
  expect(securityGroups?.find(({ id }) => id === groupId)).toEqual({
    id: groupId,
    name: "targets",
    inbound: [
      {
        protocol: "tcp",
        fromPort: 22,
        toPort: 23,
        cidrBlocks: ["172.31.128.0/17", "192.0.2.0/24"],
        securityGroupIds: [groupId],
      },
    ],
    outbound: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"], securityGroupIds: [] }],
  });
});

it("reads routes, and the peerings, VPN connections and transit gateways that they lead to", async () => {
  const facts = await collected();
  const { network, peeringId, peerVpcId, vpnGatewayId, transitGatewayId, attachmentId, vpnConnectionId } = made;
  const table = facts.routeTables?.find(({ vpcId }) => vpcId === network.vpc_id);
  expect(table).toMatchObject({ main: true, subnetIds: [] });
  expect(table?.routes).toEqual([
    { destinations: ["172.31.128.0/17"], via: "local", blackhole: false },
    { destinations: ["10.1.0.0/16"], via: peeringId, blackhole: false },
    { destinations: ["10.2.0.0/16"], via: vpnGatewayId, blackhole: false },
    { destinations: ["10.3.0.0/16"], via: transitGatewayId, blackhole: false },
  ]);
  expect(facts.peerings).toEqual([
    {
      id: peeringId,
      state: "active",
      requesterVpcId: network.vpc_id,
      accepterVpcId: peerVpcId,
      sameRegion: true,
    },
  ]);
  const attachment = facts.transitGatewayAttachments?.[0];
  expect(facts.transitGatewayAttachments).toEqual([
    {
      id: attachmentId,
      transitGatewayId,
      resourceType: "vpc",
      resourceId: network.vpc_id,
      state: "available",
      routeTableId: expect.stringMatching(/^tgw-rtb-/),
    },
  ]);
  expect(facts.transitGatewayRouteTables).toEqual([
    {
      id: attachment?.routeTableId,
      routes: [{ destinations: ["172.31.128.0/17"], blackhole: false, attachmentIds: [attachmentId] }],
    },
  ]);
  const tunnel = { outsideAddress: expect.any(String), up: true, message: expect.any(String) };
  expect(facts.vpnConnections).toEqual([
    { id: vpnConnectionId, gatewayId: vpnGatewayId, state: "available", tunnels: [tunnel, tunnel] },
  ]);
});

it("calls what its policy permits, all of it and nothing else", async () => {
  await collected();
  expect(server.actions).toEqual(iamPolicy().Statement[0]?.Action);
});

it("makes the calls about a network once for two load balancers in it", async () => {
  const aws = opening();
  const { loadBalancer, ...facts } = await collected(aws);
  const before = server.calls.length;
  const { loadBalancer: other, ...otherFacts } = await collected(aws, "udp");
  const again = server.calls.slice(before).map(({ action }) => action);
  expect([...new Set(again)].sort()).toEqual([
    "ec2:DescribeNetworkInterfaces",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancerAttributes",
  ]);
  expect(other?.name).toBe("udp");
  expect(otherFacts.networkAcls).toEqual(facts.networkAcls);
  expect(loadBalancer?.name).toBe("tcp");
});

/** What is known without an action that is not permitted, of what else is; nothing is what cannot be said. */
const WITHOUT: Readonly<Record<string, (facts: Facts) => Partial<Facts>>> = {
  "ec2:DescribeInstances": ({ interfaces }) => ({
    interfaces: interfaces?.map(({ instanceState: _, ...one }) => one),
  }),
  "ec2:DescribeNetworkAcls": () => ({ networkAcls: undefined }),
  "ec2:DescribeNetworkInterfaces": (facts) => ({
    ...ofOwnVpc(facts),
    interfaces: undefined,
    securityGroups: facts.securityGroups?.filter(({ id }) => id === made.groupId),
  }),
  "ec2:DescribeRouteTables": () => ({
    routeTables: undefined,
    peerings: undefined,
    vpnConnections: undefined,
    transitGatewayAttachments: undefined,
    transitGatewayRouteTables: undefined,
  }),
  "ec2:DescribeSecurityGroups": () => ({ securityGroups: undefined }),
  "ec2:DescribeSubnets": () => ({ subnets: undefined }),
  "ec2:DescribeTransitGatewayAttachments": () => ({
    transitGatewayAttachments: undefined,
    transitGatewayRouteTables: undefined,
  }),
  "ec2:DescribeVpcPeeringConnections": () => ({ peerings: undefined }),
  "ec2:DescribeVpcs": () => ({ vpcs: undefined }),
  "ec2:DescribeVpnConnections": () => ({ vpnConnections: undefined }),
  "ec2:GetManagedPrefixListEntries": ({ securityGroups }) => ({
    securityGroups: securityGroups?.map((group) => ({
      ...group,
      inbound: group.inbound.map((rule) =>
        rule.cidrBlocks.includes("192.0.2.0/24")
          ? { ...rule, cidrBlocks: ["172.31.128.0/17"], incomplete: true }
          : rule,
      ),
    })),
  }),
  "ec2:SearchTransitGatewayRoutes": () => ({ transitGatewayRouteTables: undefined }),
  "elasticloadbalancing:DescribeLoadBalancerAttributes": ({ loadBalancer }) => ({
    loadBalancer: { ...required(loadBalancer), crossZone: undefined },
  }),
  "elasticloadbalancing:DescribeTargetGroupAttributes": ({ targetGroups }) => ({
    targetGroups: targetGroups.map((group) => ({ ...group, crossZone: undefined, preservesClientIp: undefined })),
  }),
  // Interfaces are those of the list's targets alone.
  "elasticloadbalancing:DescribeTargetHealth": (facts) => ({
    ...ofOwnVpc(facts),
    targetGroups: facts.targetGroups.map((group) => ({ ...group, targets: undefined })),
    interfaces: facts.interfaces?.filter(({ id }) => id === made.interfaceId),
    securityGroups: facts.securityGroups?.filter(({ id }) => id === made.groupId),
  }),
};

const NEEDED = ["DescribeListeners", "DescribeLoadBalancers", "DescribeTargetGroups"].map(
  (name) => `elasticloadbalancing:${name}`,
);

it("can do without each action but three", () => {
  expect([...Object.keys(WITHOUT), ...NEEDED].sort()).toEqual(iamPolicy().Statement[0]?.Action);
});

it.each(Object.entries(WITHOUT))("leaves out what it is not permitted to read, %s", async (action, changes) => {
  const all = await collected();
  server.answer = (call) => (call.action === action ? denied(call) : undefined);
  const unread = [{ action, message: `You are not authorized to perform: ${action}` }];
  const facts = await collected();
  expect(facts).toEqual({ ...all, ...changes(all), unread });
  expect(facts).not.toEqual({ ...all, unread });
});

it.each(NEEDED)("rejects to go on without %s", async (action) => {
  server.answer = (call) => (call.action === action ? denied(call) : undefined);
  await expect(collected()).rejects.toThrow(
    `AWS does not permit ${action}; permit it, \`port-forward-nlb doctor --iam-policy\` prints all that is needed`,
  );
});

/** What is read of the load balancer's own VPC, where targets elsewhere are not known. */
function ofOwnVpc({ vpcs, subnets, networkAcls, routeTables }: Facts): Partial<Facts> {
  const { network, peerSubnetId } = made;
  return {
    vpcs: vpcs?.filter(({ id }) => id === network.vpc_id),
    subnets: subnets?.filter(({ vpcId }) => vpcId === network.vpc_id),
    networkAcls: networkAcls?.filter(({ subnetIds }) => !subnetIds.includes(peerSubnetId)),
    routeTables: routeTables?.filter(({ vpcId }) => vpcId === network.vpc_id),
  };
}

/** Of what a network is made, and what is asked for in it. */
async function createNetwork() {
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

  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      // one that moto has
      ImageId: "ami-12c6146b",
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: network.private_subnet_1a_id, PrivateIpAddress: TARGET, Groups: [groupId] },
      ],
    }),
  );
  const listed = await ec2.send(
    new CreateNetworkInterfaceCommand({
      SubnetId: network.private_subnet_1c_id,
      PrivateIpAddress: LISTED,
      Groups: [groupId],
    }),
  );

  const peer = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
  const peerVpcId = required(peer.Vpc?.VpcId);
  const peerSubnetId = await fake.createSubnet(peerVpcId, "10.1.0.0/24", "a");
  const peerInterface = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: peerSubnetId, PrivateIpAddress: PEER_TARGET }),
  );
  const peering = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId: peerVpcId }));
  const peeringId = required(peering.VpcPeeringConnection?.VpcPeeringConnectionId);
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: peeringId }));

  return {
    network,
    groupId,
    instanceId: required(Instances[0]?.InstanceId),
    interfaceId: required(listed.NetworkInterface?.NetworkInterfaceId),
    peerVpcId,
    peerSubnetId,
    peerInterfaceId: required(peerInterface.NetworkInterface?.NetworkInterfaceId),
    peeringId,
    ...(await createWaysOut(network, peeringId)),
    ...(await createLoadBalancers(network, groupId)),
  };
}

async function createWaysOut(network: ArticleNetwork, peeringId: string) {
  const { ec2 } = fake;
  const VpcId = network.vpc_id;
  const gateway = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
  const vpnGatewayId = required(gateway.VpnGateway?.VpnGatewayId);
  await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId: vpnGatewayId }));
  const customer = await ec2.send(
    new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "198.51.100.1", BgpAsn: 65_000 }),
  );
  const vpn = await ec2.send(
    new CreateVpnConnectionCommand({
      Type: "ipsec.1",
      CustomerGatewayId: customer.CustomerGateway?.CustomerGatewayId,
      VpnGatewayId: vpnGatewayId,
    }),
  );

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
    vpnConnectionId: required(vpn.VpnConnection?.VpnConnectionId),
    transitGatewayId,
    attachmentId,
  };
}

async function createLoadBalancers(network: ArticleNetwork, groupId: string) {
  const { elb } = fake;
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
  const createLoadBalancer = async (Name: string) => {
    const { LoadBalancers = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name,
        Type: "network",
        Scheme: "internal",
        SecurityGroups: [groupId],
        SubnetMappings: [
          { SubnetId: network.private_subnet_1a_id, PrivateIPv4Address: "172.31.129.5" },
          // AWS chooses its address.
          { SubnetId: network.private_subnet_1c_id },
        ],
      }),
    );
    const loadBalancerArn = required(LoadBalancers[0]?.LoadBalancerArn);
    await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancerArn,
        Protocol: "TCP",
        Port: 10022,
        DefaultActions: [{ Type: "forward", TargetGroupArn: targetGroupArn }],
      }),
    );
    return loadBalancerArn;
  };
  const loadBalancerArn = await createLoadBalancer("tcp");
  await createLoadBalancer("udp");
  return { targetGroupArn, unusedArn, loadBalancerArn };
}
