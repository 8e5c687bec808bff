import { nameResolver, type ResolveNames } from "../../check/resolve";
import { isInstance } from "../../../src/private/targets";
import type { Facts, InstanceFacts, NameFacts, RouteTableFacts, TargetGroupFacts } from "../facts";
import type { Aws } from "./aws";
import { hostTargetsOf } from "./host-targets";
import { instancesOf, interfacesOf } from "./interfaces";
import { peeringsOf, vpnConnectionsOf } from "./links";
import { described, descriptionOfInterfaces, listenersOf, loadBalancerFacts } from "./load-balancer";
import { routeTablesOf } from "./route-tables";
import { securityGroupsOf } from "./security-groups";
import { targetGroupsOf } from "./target-groups";
import { attachmentsOf, transitGatewayRouteTablesOf } from "./transit-gateways";
import { networkAclsOf, subnetsOf, vpcsOf } from "./vpcs";

/** A load balancer to ask about, and the targets that it should have, by AWS's IDs. */
export interface Asked {
  readonly name: string;
  readonly targetIds: readonly string[];
  /** Names of its hosts. */
  readonly hosts?: readonly string[];
}

/** How long to wait for the answers of name servers. */
const DEADLINE_MILLISECONDS = 5_000;

/**
 * Reads what AWS says about a load balancer, and about the network between it and its targets.
 *
 * @param resolve resolves the names of hosts, from here
 * @throws Error if AWS can't be reached, or IAM denies a call that the doctor can't do without
 */
export async function collect(
  aws: Aws,
  { name, targetIds, hosts = [] }: Asked,
  resolve = nameResolver({ deadlineMilliseconds: DEADLINE_MILLISECONDS }),
): Promise<Facts> {
  const region = await aws.region();
  const found = await described(aws, name);
  if (!found) return { region, listeners: [], targetGroups: [], unread: aws.unread };
  const [loadBalancer, listeners, groups] = await Promise.all([
    loadBalancerFacts(aws, found),
    listenersOf(aws, found),
    targetGroupsOf(aws, found),
  ]);
  const registered = groups.flatMap(({ targets = [] }) => targets).map(({ ip }) => ip);
  const ids = [...targetIds, ...registered];
  const instances = await instancesOf(aws, ids.filter(isInstance));
  const addresses = (instances ?? []).map(({ address }) => address).filter((address) => address !== undefined);
  const targetGroups = groups.map((group) => withAddresses(group, instances));
  const interfaces = await interfacesOf(aws, [...ids, ...addresses], descriptionOfInterfaces(found));
  const ofTargets = interfaces ?? [];
  const vpcIds = [loadBalancer.vpcId, ...ofTargets.map(({ vpcId }) => vpcId)];
  const groupIds = [loadBalancer, ...ofTargets].flatMap(({ securityGroupIds }) => securityGroupIds);
  const [vpcs, subnets, securityGroups, networkAcls, ways, hostTargets, names] = await Promise.all([
    vpcsOf(aws, vpcIds),
    subnetsOf(aws, vpcIds),
    securityGroupsOf(aws, groupIds),
    networkAclsOf(aws, vpcIds),
    waysOutOf(aws, vpcIds),
    hosts.length > 0 ? hostTargetsOf(aws, found) : undefined,
    hosts.length > 0 ? namesOf(hosts, resolve) : undefined,
  ]);
  const network = { vpcs, subnets, interfaces, instances, securityGroups, networkAcls, ...ways, hostTargets, names };
  return { region, loadBalancer, listeners, targetGroups, ...known(network), unread: aws.unread };
}

async function namesOf(hosts: readonly string[], resolve: ResolveNames): Promise<NameFacts[]> {
  return [...(await resolve(hosts))].map(([name, resolution]) => ({ name, ...resolution }));
}

/** Replaces the IDs of instances by their addresses, to which packets go. */
function withAddresses(group: TargetGroupFacts, instances: readonly InstanceFacts[] = []): TargetGroupFacts {
  const addresses = new Map(instances.map(({ id, address }) => [id, address]));
  if (!group.targets) return group;
  return {
    ...group,
    targets: group.targets.map((target) => ({ ...target, ip: addresses.get(target.ip) ?? target.ip })),
  };
}

/** Reads the routes of some VPCs, and the gateways to which they lead. */
async function waysOutOf(aws: Aws, vpcIds: readonly string[]) {
  const routeTables = await routeTablesOf(aws, vpcIds);
  const transitGatewayIds = reached(routeTables, "tgw-");
  const [peerings, vpnConnections, transitGatewayAttachments] = await Promise.all([
    peeringsOf(aws, reached(routeTables, "pcx-")),
    vpnConnectionsOf(aws, reached(routeTables, "vgw-"), transitGatewayIds),
    attachmentsOf(aws, transitGatewayIds),
  ]);
  const transitGatewayRouteTables = await transitGatewayRouteTablesOf(aws, transitGatewayAttachments);
  return { routeTables, peerings, vpnConnections, transitGatewayAttachments, transitGatewayRouteTables };
}

/** Returns the IDs of one kind of gateway in the routes. Undefined if the routes aren't known. */
function reached(routeTables: readonly RouteTableFacts[] | undefined, prefix: string): string[] | undefined {
  const routes = routeTables?.flatMap((table) => table.routes);
  return routes?.map(({ via }) => via).filter((via) => via.startsWith(prefix));
}

/** Removes undefined values. */
function known<Parts extends object>(parts: Parts): { [Name in keyof Parts]?: NonNullable<Parts[Name]> } {
  const entries = Object.entries(parts).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Parts]?: NonNullable<Parts[Name]> };
}
