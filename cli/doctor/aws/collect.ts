import type { Facts, RouteTableFacts } from "../facts";
import type { Aws } from "./aws";
import { interfacesOf } from "./interfaces";
import { peeringsOf, vpnConnectionsOf } from "./links";
import { described, descriptionOfInterfaces, listenersOf, loadBalancerFacts } from "./load-balancer";
import { routeTablesOf } from "./route-tables";
import { securityGroupsOf } from "./security-groups";
import { targetGroupsOf } from "./target-groups";
import { attachmentsOf, transitGatewayRouteTablesOf } from "./transit-gateways";
import { networkAclsOf, subnetsOf, vpcsOf } from "./vpcs";

/** A load balancer, and the targets that it should have. */
export interface Asked {
  readonly name: string;
  readonly targetIps: readonly string[];
}

/**
 * All that AWS says of a load balancer, and of the network between it and its targets.
 *
 * @throws Error if AWS cannot be asked, or does not permit what nothing can be said without
 */
export async function collect(aws: Aws, { name, targetIps }: Asked): Promise<Facts> {
  const region = await aws.region();
  const found = await described(aws, name);
  if (!found) return { region, listeners: [], targetGroups: [], unread: aws.unread };
  const [loadBalancer, listeners, targetGroups] = await Promise.all([
    loadBalancerFacts(aws, found),
    listenersOf(aws, found),
    targetGroupsOf(aws, found),
  ]);
  const registered = targetGroups.flatMap(({ targets = [] }) => targets).map(({ ip }) => ip);
  const interfaces = await interfacesOf(aws, [...targetIps, ...registered], descriptionOfInterfaces(found));
  const ofTargets = interfaces ?? [];
  const vpcIds = [loadBalancer.vpcId, ...ofTargets.map(({ vpcId }) => vpcId)];
  const groupIds = [loadBalancer, ...ofTargets].flatMap(({ securityGroupIds }) => securityGroupIds);
  const [vpcs, subnets, securityGroups, networkAcls, ways] = await Promise.all([
    vpcsOf(aws, vpcIds),
    subnetsOf(aws, vpcIds),
    securityGroupsOf(aws, groupIds),
    networkAclsOf(aws, vpcIds),
    waysOutOf(aws, vpcIds),
  ]);
  const network = { vpcs, subnets, interfaces, securityGroups, networkAcls, ...ways };
  return { region, loadBalancer, listeners, targetGroups, ...known(network), unread: aws.unread };
}

/** Routes of some VPCs, and what is behind those that leave them. */
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

/** What routes lead to, of one kind; nothing where the routes are not known. */
function reached(routeTables: readonly RouteTableFacts[] | undefined, prefix: string): string[] | undefined {
  const routes = routeTables?.flatMap((table) => table.routes);
  return routes?.map(({ via }) => via).filter((via) => via.startsWith(prefix));
}

/** Without what is not known: as JSON has it. */
function known<Parts extends object>(parts: Parts): { [Name in keyof Parts]?: NonNullable<Parts[Name]> } {
  const entries = Object.entries(parts).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Parts]?: NonNullable<Parts[Name]> };
}
