import {
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeListenerAttributesCommand,
  DescribeListenersCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type FakeAws, required } from "./fake-aws";

// AWS's answers about everything that surroundings and faults consist of.

export type Answers = Awaited<ReturnType<typeof answers>>;

/** Reads what exists, without deleted resources, which AWS still lists. */
export async function answers(aws: FakeAws) {
  const { ec2 } = aws;
  const [instances, interfaces, groups, acls, tables, vpcs, subnets, peerings, gateways, connections] =
    await Promise.all([
      ec2.send(new DescribeInstancesCommand({})),
      ec2.send(new DescribeNetworkInterfacesCommand({})),
      ec2.send(new DescribeSecurityGroupsCommand({})),
      ec2.send(new DescribeNetworkAclsCommand({})),
      ec2.send(new DescribeRouteTablesCommand({})),
      ec2.send(new DescribeVpcsCommand({})),
      ec2.send(new DescribeSubnetsCommand({})),
      ec2.send(new DescribeVpcPeeringConnectionsCommand({})),
      ec2.send(new DescribeVpnGatewaysCommand({})),
      ec2.send(new DescribeVpnConnectionsCommand({})),
    ]);
  const { Vpcs = [] } = vpcs;
  return withoutGone({
    instances: (instances.Reservations ?? []).flatMap(({ Instances = [] }) => Instances),
    networkInterfaces: interfaces.NetworkInterfaces ?? [],
    securityGroups: groups.SecurityGroups ?? [],
    // moto keeps the default ACL of a deleted VPC.
    networkAcls: (acls.NetworkAcls ?? []).filter(({ VpcId }) => Vpcs.some((vpc) => vpc.VpcId === VpcId)),
    routeTables: tables.RouteTables ?? [],
    vpcs: Vpcs,
    subnets: subnets.Subnets ?? [],
    peerings: peerings.VpcPeeringConnections ?? [],
    vpnGateways: gateways.VpnGateways ?? [],
    vpnConnections: connections.VpnConnections ?? [],
    transitGateways: await transitGateways(aws),
    loadBalancers: await loadBalancers(aws),
    targetGroups: await targetGroups(aws),
  });
}

async function transitGateways({ ec2 }: FakeAws) {
  const { TransitGateways = [] } = await ec2.send(new DescribeTransitGatewaysCommand({}));
  return Promise.all(
    TransitGateways.map(async (gateway) => {
      const Filters = [{ Name: "transit-gateway-id", Values: [required(gateway.TransitGatewayId)] }];
      const { TransitGatewayAttachments: attachments = [] } = await ec2.send(
        new DescribeTransitGatewayAttachmentsCommand({ Filters }),
      );
      const { TransitGatewayRouteTables = [] } = await ec2.send(
        new DescribeTransitGatewayRouteTablesCommand({ Filters }),
      );
      const routeTables = TransitGatewayRouteTables.map(async (table) => {
        const { Routes: routes = [] } = await ec2.send(
          new SearchTransitGatewayRoutesCommand({
            TransitGatewayRouteTableId: table.TransitGatewayRouteTableId,
            Filters: [{ Name: "state", Values: ["active", "blackhole"] }],
            MaxResults: 1000,
          }),
        );
        return { ...table, routes };
      });
      return { ...gateway, attachments, routeTables: await Promise.all(routeTables) };
    }),
  );
}

async function loadBalancers(aws: FakeAws) {
  return Promise.all(
    (await aws.loadBalancers()).map(async (balancer) => {
      const LoadBalancerArn = required(balancer.LoadBalancerArn);
      const { Listeners = [] } = await aws.elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
      const listeners = Listeners.map(async (listener) => {
        const { ListenerArn } = listener;
        const { Attributes } = await aws.elb.send(new DescribeListenerAttributesCommand({ ListenerArn }));
        return { ...listener, attributes: Attributes, tags: [...(await aws.tags(required(ListenerArn)))] };
      });
      return {
        ...balancer,
        attributes: Object.fromEntries(await aws.loadBalancerAttributes(LoadBalancerArn)),
        listeners: await Promise.all(listeners),
      };
    }),
  );
}

async function targetGroups(aws: FakeAws) {
  return Promise.all(
    (await aws.targetGroups()).map(async (group) => {
      const { TargetGroupArn } = group;
      const { Attributes = [] } = await aws.elb.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
      const { TargetHealthDescriptions: targets = [] } = await aws.elb.send(
        new DescribeTargetHealthCommand({ TargetGroupArn }),
      );
      const attributes = new Map(Attributes.map(({ Key, Value }) => [required(Key), required(Value)]));
      return { ...group, attributes: Object.fromEntries(attributes), targets };
    }),
  );
}

function withoutGone<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => !isGone(item)).map(withoutGone) as T;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutGone<unknown>(item)])) as T;
}

function isGone(item: unknown): boolean {
  const { State, Status, CidrBlockState } = item as Partial<Record<string, unknown>>;
  return [State, Status, CidrBlockState].some((state) => {
    const { Name, Code, State: nested } = Object(state) as Partial<Record<string, unknown>>;
    return [state, Name, Code, nested].some((word) => GONE.has(word));
  });
}

const GONE = new Set<unknown>(["deleted", "terminated", "disassociated"]);

const VOLATILE = /^(AttachTime|ClientToken|LaunchTime|MacAddress|StateReason|StateTransitionReason)$/;

/**
 * Returns answers that can be compared: sorted, without the IDs and times of resources that undoing a fault
 * recreates.
 */
export function comparable(value: unknown): unknown {
  if (typeof value === "string") {
    return value
      .replace(/\b(eni-attach|eni|i|pcx|vol)-[0-9a-f]{8,17}\b/g, "$1")
      .replace(/(:listener\/.*\/)[0-9a-f]{16}$/, "$1");
  }
  if (Array.isArray(value)) {
    return value
      .map(comparable)
      .map((item) => [JSON.stringify(item), item] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, item]) => item);
  }
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  const entries = Object.entries(value)
    .filter(([name]) => !VOLATILE.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, comparable(item)]));
}
