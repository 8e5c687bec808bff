import { iamPolicy } from "../../cli/doctor/aws/calls";
import { collect } from "../../cli/doctor/aws/collect";
import type { Facts } from "../../cli/doctor/facts";
import type { Options } from "../../cli/inventory/options";
import { Asking, denied } from "../cli/doctor/support/intercepted";
import {
  CERTIFICATE,
  type CollectedNetwork,
  createCollectedNetwork,
  LISTED,
  PEER_TARGET,
  TARGET,
} from "./support/collected-network";
import { FakeAws, required } from "./support/fake-aws";

// Collects facts about a network that has everything the doctor queries. test/cli/doctor/aws covers what moto can't
// answer.

let fake: FakeAws;
let made: CollectedNetwork;

const asking = Asking.begin(async () => {
  fake = await FakeAws.start();
  made = await createCollectedNetwork(fake);
  return fake.environment.AWS_ENDPOINT_URL;
});

afterAll(async () => {
  await fake.stop();
});

async function collected(aws = asking.aws(), name = "tcp"): Promise<Facts> {
  return collect(aws, { name, targetIds: [LISTED] });
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
      {
        zone: "ap-northeast-1c",
        subnetId: network.private_subnet_1c_id,
        // AWS chose this address.
        addresses: [expect.stringMatching(/^172\.31\.1(3[6-9]|4[0-3])\./)],
      },
    ],
    options: expect.objectContaining({
      Scheme: "internal",
      IpAddressType: "ipv4",
      SecurityGroups: groupId,
      Subnets: [network.private_subnet_1a_id, network.private_subnet_1c_id].sort().join(", "),
      "deletion_protection.enabled": "false",
    }),
  });
  const listener = { arn: expect.any(String), targetGroupArn };
  expect(listeners).toEqual([
    { ...listener, port: 10022, protocol: "TCP", options: { "tcp.idle_timeout.seconds": "350" } },
    {
      ...listener,
      port: 10443,
      protocol: "TLS",
      options: {
        DefaultCertificate: CERTIFICATE,
        AdditionalCertificates: "none",
        SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      },
    },
  ]);
  const healthCheck = { protocol: "TCP" };
  const fields = {
    VpcId: network.vpc_id,
    HealthCheckIntervalSeconds: "30",
    HealthCheckTimeoutSeconds: "10",
    HealthyThresholdCount: "5",
    UnhealthyThresholdCount: "2",
  };
  const group = {
    ipAddressType: "ipv4",
    protocol: "TCP",
    vpcId: network.vpc_id,
    options: expect.objectContaining(fields),
  };
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

it("reads the network interfaces of targets, including those only in the list, and their instances", async () => {
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

it("reads VPCs, subnets, network ACLs and security groups of the load balancer and its targets", async () => {
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
  // The default group of the other VPC belongs to the interface there.
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

it("reads routes, and the peerings, VPN connections and transit gateways that they point to", async () => {
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

/** The actions for a list without hosts. test/cli/doctor/aws/host-targets.test.ts has the other one. */
function permitted(): string[] {
  const actions = iamPolicy().Statement.flatMap(({ Action }) => Action);
  return actions.filter((action) => action !== "cloudwatch:GetMetricData");
}

it("makes exactly the calls that its policy allows", async () => {
  await collected();
  expect(asking.server.actions).toEqual(permitted());
});

it("makes a network's calls once for two load balancers in it", async () => {
  const aws = asking.aws();
  const { loadBalancer, ...facts } = await collected(aws);
  const before = asking.server.calls.length;
  const { loadBalancer: other, ...otherFacts } = await collected(aws, "udp");
  const again = asking.server.calls.slice(before).map(({ action }) => action);
  expect([...new Set(again)].sort()).toEqual([
    "ec2:DescribeNetworkInterfaces",
    "elasticloadbalancing:DescribeListenerAttributes",
    "elasticloadbalancing:DescribeListenerCertificates",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancerAttributes",
  ]);
  expect(other?.name).toBe("udp");
  expect(otherFacts.networkAcls).toEqual(facts.networkAcls);
  expect(loadBalancer?.name).toBe("tcp");
});

/** What the doctor still knows without permission for an action. Facts that need the action are absent. */
const WITHOUT: Readonly<Record<string, (facts: Facts) => Partial<Facts>>> = {
  "ec2:DescribeInstances": ({ interfaces }) => ({
    interfaces: interfaces?.map(({ instanceState: _, ...one }) => one),
  }),
  "ec2:DescribeNetworkAcls": () => ({ networkAcls: undefined }),
  "ec2:DescribeNetworkInterfaces": (facts) => ({
    ...ofOwnVpc(facts),
    interfaces: undefined,
    loadBalancer: withoutChosenAddress(facts.loadBalancer),
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
  "elasticloadbalancing:DescribeListenerAttributes": ({ listeners }) => ({
    listeners: listeners.map((listener) => ({ ...listener, options: withoutAttributes(listener.options) })),
  }),
  "elasticloadbalancing:DescribeListenerCertificates": ({ listeners }) => ({
    listeners: listeners.map((listener) => {
      const { AdditionalCertificates: _, ...options } = listener.options ?? {};
      return { ...listener, options };
    }),
  }),
  "elasticloadbalancing:DescribeLoadBalancerAttributes": ({ loadBalancer }) => {
    const facts = required(loadBalancer);
    return { loadBalancer: { ...facts, crossZone: undefined, options: withoutAttributes(facts.options) } };
  },
  "elasticloadbalancing:DescribeTargetGroupAttributes": ({ targetGroups }) => ({
    targetGroups: targetGroups.map((group) => ({
      ...group,
      crossZone: undefined,
      preservesClientIp: undefined,
      options: withoutAttributes(group.options),
    })),
  }),
  // Only the interfaces of the list's own targets are known.
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

it("requires only three of the actions", () => {
  expect([...Object.keys(WITHOUT), ...NEEDED].sort()).toEqual(permitted());
});

it.each(Object.entries(WITHOUT))("omits what it has no permission to read, %s", async (action, changes) => {
  const all = await collected();
  asking.server.answer = (call) => (call.action === action ? denied(call) : undefined);
  const unread = [{ action, message: `You are not authorized to perform: ${action}` }];
  const facts = await collected();
  expect(facts).toEqual({ ...all, ...changes(all), unread });
  expect(facts).not.toEqual({ ...all, unread });
});

it.each(NEEDED)("fails without %s", async (action) => {
  asking.server.answer = (call) => (call.action === action ? denied(call) : undefined);
  await expect(collected()).rejects.toThrow(
    `IAM doesn't allow ${action}. Attach the policy that 'port-forward-nlb doctor --iam-policy' prints.`,
  );
});

/** Options that don't come from attributes: an attribute's name contains a dot. */
function withoutAttributes(options: Options = {}): Options {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !name.includes(".")));
}

/** The address that AWS chose comes from an interface; the load balancer itself reports the static one. */
function withoutChosenAddress(loadBalancer: Facts["loadBalancer"]): Facts["loadBalancer"] {
  const nodes = loadBalancer?.nodes.map((node) =>
    node.subnetId === made.network.private_subnet_1c_id ? { ...node, addresses: [] } : node,
  );
  return loadBalancer && { ...loadBalancer, nodes: nodes ?? [] };
}

/** Facts about the load balancer's own VPC, when targets elsewhere are unknown. */
function ofOwnVpc({ vpcs, subnets, networkAcls, routeTables }: Facts): Partial<Facts> {
  const { network, peerSubnetId } = made;
  return {
    vpcs: vpcs?.filter(({ id }) => id === network.vpc_id),
    subnets: subnets?.filter(({ vpcId }) => vpcId === network.vpc_id),
    networkAcls: networkAcls?.filter(({ subnetIds }) => !subnetIds.includes(peerSubnetId)),
    routeTables: routeTables?.filter(({ vpcId }) => vpcId === network.vpc_id),
  };
}
