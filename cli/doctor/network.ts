import type { CidrBlock } from "../../src/private/addresses";
import { parseAddress, parseCidr } from "./parsed";
import type {
  Facts,
  InterfaceFacts,
  NetworkAclFacts,
  RouteFacts,
  RouteTableFacts,
  SecurityGroupFacts,
  SubnetFacts,
  TransitGatewayAttachmentFacts,
  TransitGatewayRouteTableFacts,
} from "./facts";

/** The route that packets from a subnet take. */
export interface RouteLookup {
  readonly table: RouteTableFacts;
  /** Undefined if no route matches. */
  readonly route?: RouteFacts;
}

/** The network's facts, indexed for lookups. */
export class Network {
  private readonly subnets: ReadonlyMap<string, SubnetFacts>;
  private readonly groups: ReadonlyMap<string, SecurityGroupFacts>;
  private readonly aclBySubnet: ReadonlyMap<string, NetworkAclFacts>;
  private readonly tableBySubnet: ReadonlyMap<string, RouteTableFacts>;
  private readonly mainTables: ReadonlyMap<string, RouteTableFacts>;
  private readonly interfaces: ReadonlyMap<string, InterfaceFacts>;
  private readonly lookups = new Map<string, RouteLookup | undefined>();

  public constructor(private readonly facts: Facts) {
    const { subnets = [], securityGroups = [], networkAcls = [], routeTables = [], interfaces = [] } = facts;
    this.subnets = new Map(subnets.map((subnet) => [subnet.id, subnet]));
    this.groups = new Map(securityGroups.map((group) => [group.id, group]));
    this.aclBySubnet = new Map(networkAcls.flatMap((acl) => acl.subnetIds.map((id) => [id, acl])));
    this.tableBySubnet = new Map(routeTables.flatMap((table) => table.subnetIds.map((id) => [id, table])));
    this.mainTables = new Map(routeTables.filter(({ main }) => main).map((table) => [table.vpcId, table]));
    this.interfaces = new Map(
      interfaces.flatMap((one) => one.addresses.map((ip) => [`${one.vpcId} ${normalized(ip)}`, one])),
    );
  }

  public subnet(id: string): SubnetFacts | undefined {
    return this.subnets.get(id);
  }

  /** Returns the subnet of a VPC that contains an address. */
  public subnetOf(vpcId: string, ip: string): SubnetFacts | undefined {
    const address = parseAddress(ip);
    if (!address) return undefined;
    return this.facts.subnets?.find(
      (subnet) => subnet.vpcId === vpcId && subnet.cidrBlocks.some((block) => parseCidr(block)?.contains(address)),
    );
  }

  /** Returns the VPC's CIDR block that contains an address. Undefined if there is none, or its blocks couldn't be read. */
  public blockOf(vpcId: string, ip: string): string | undefined {
    const address = parseAddress(ip);
    const vpc = this.facts.vpcs?.find(({ id }) => id === vpcId);
    return address && vpc?.cidrBlocks.find((block) => parseCidr(block)?.contains(address));
  }

  /** Returns the network interface that has an address in a VPC. */
  public interfaceOf(vpcId: string, ip: string): InterfaceFacts | undefined {
    return this.interfaces.get(`${vpcId} ${normalized(ip)}`);
  }

  /** Returns security groups by ID. Undefined if any of them couldn't be read. */
  public securityGroups(ids: readonly string[]): readonly SecurityGroupFacts[] | undefined {
    const found = ids.map((id) => this.groups.get(id));
    return found.every((group) => group !== undefined) ? found : undefined;
  }

  public networkAcl(subnetId: string): NetworkAclFacts | undefined {
    return this.aclBySubnet.get(subnetId);
  }

  /** Returns the route that packets from a subnet to a CIDR block take. Undefined if that isn't known. */
  public routeFor(subnetId: string, block: CidrBlock): RouteLookup | undefined {
    const key = `${subnetId} ${block.toString()}`;
    if (!this.lookups.has(key)) this.lookups.set(key, this.lookedUp(this.tableOf(subnetId), block));
    return this.lookups.get(key);
  }

  /** Returns the routes to a CIDR block in all route tables of a VPC. */
  public routesTo(vpcId: string, block: CidrBlock): readonly RouteFacts[] {
    const tables = this.facts.routeTables?.filter((table) => table.vpcId === vpcId) ?? [];
    return tables.map((table) => mostSpecific(table.routes, block)).filter((route) => route !== undefined);
  }

  /** Returns the VPC at the other end of a peering connection. */
  public peerVpc(peeringId: string, vpcId: string): string | undefined {
    const peering = this.facts.peerings?.find(({ id }) => id === peeringId);
    if (!peering) return undefined;
    return peering.requesterVpcId === vpcId ? peering.accepterVpcId : peering.requesterVpcId;
  }

  /** Returns the attachment of a VPC to a transit gateway. */
  public attachment(transitGatewayId: string, vpcId: string): TransitGatewayAttachmentFacts | undefined {
    return this.facts.transitGatewayAttachments?.find(
      (one) => one.transitGatewayId === transitGatewayId && one.resourceId === vpcId,
    );
  }

  /** Returns the attachment to which a transit gateway sends packets that come from another attachment. */
  public nextAttachment(
    from: TransitGatewayAttachmentFacts | undefined,
    block: CidrBlock,
  ): TransitGatewayAttachmentFacts | undefined {
    const table = this.transitGatewayRouteTable(from?.routeTableId);
    const route = table && mostSpecific(table.routes, block);
    return this.facts.transitGatewayAttachments?.find(({ id }) => route?.attachmentIds.includes(id));
  }

  public transitGatewayRouteTable(id: string | undefined): TransitGatewayRouteTableFacts | undefined {
    return this.facts.transitGatewayRouteTables?.find((table) => table.id === id);
  }

  private tableOf(subnetId: string): RouteTableFacts | undefined {
    const own = this.tableBySubnet.get(subnetId);
    const subnet = this.subnets.get(subnetId);
    return own ?? (subnet && this.mainTables.get(subnet.vpcId));
  }

  private lookedUp(table: RouteTableFacts | undefined, block: CidrBlock): RouteLookup | undefined {
    if (!table) return undefined;
    const route = mostSpecific(table.routes, block);
    if (route) return { table, route };
    return table.routes.some(({ incomplete }) => incomplete) ? undefined : { table };
  }
}

/** A route, as longest-prefix matching needs it. */
interface Destined {
  readonly destinations: readonly string[];
  readonly blackhole: boolean;
}

/**
 * Returns the route that packets to a CIDR block take: the most specific route that covers the whole block, or else one that
 * covers a part of it. Prefers an active route to an equally specific blackhole.
 */
export function mostSpecific<Route extends Destined>(routes: readonly Route[], block: CidrBlock): Route | undefined {
  let best: { readonly route: Route; readonly rank: number } | undefined;
  for (const route of routes) {
    for (const destination of route.destinations) {
      const own = parseCidr(destination);
      if (!own?.overlaps(block)) continue;
      const leads = route.blackhole ? 0 : 1;
      const rank = own.covers(block) ? 1000 + own.prefix * 2 + leads : leads * 500 + own.prefix;
      if (!best || rank > best.rank) best = { route, rank };
    }
  }
  return best?.route;
}

/** Returns an address in canonical form, because IPv6 has several notations for the same address. */
export function normalized(ip: string): string {
  return parseAddress(ip)?.toString() ?? ip;
}
