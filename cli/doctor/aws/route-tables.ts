import type { Route, RouteTable } from "@aws-sdk/client-ec2";
import type { RouteFacts, RouteTableFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered } from "./filtered";
import { withPrefixLists } from "./prefix-lists";

export async function routeTablesOf(aws: Aws, vpcIds: readonly string[]): Promise<RouteTableFacts[] | undefined> {
  const tables = await filtered(aws, EC2.DescribeRouteTables, "vpc-id", vpcIds);
  return tables && Promise.all(tables.map(async (table) => routeTableFacts(aws, table)));
}

async function routeTableFacts(aws: Aws, table: RouteTable): Promise<RouteTableFacts> {
  const { Associations = [], Routes = [] } = table;
  const associations = Associations.filter(({ AssociationState }) => AssociationState?.State !== "disassociated");
  // AWS also lists routes that a route server has filtered out, but they have no effect.
  const routes = Routes.filter(({ State }) => State !== "filtered");
  return {
    id: table.RouteTableId ?? "",
    vpcId: table.VpcId ?? "",
    main: associations.some(({ Main }) => Main),
    subnetIds: associations.map(({ SubnetId }) => SubnetId).filter((id) => id !== undefined),
    routes: await Promise.all(routes.map(async (route) => routeFacts(aws, route))),
  };
}

async function routeFacts(aws: Aws, route: Route): Promise<RouteFacts> {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = route;
  const own = [DestinationCidrBlock, DestinationIpv6CidrBlock].filter((block) => block !== undefined);
  const { cidrBlocks: destinations, ...rest } = await withPrefixLists(aws, own, [DestinationPrefixListId]);
  return { destinations, via: viaOf(route), blackhole: route.State === "blackhole", ...rest };
}

/** Returns the ID of a route's target, which is in one of several fields. */
function viaOf(route: Route): string {
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    // A route to an instance has both its network interface and its ID.
    route.NetworkInterfaceId ??
    route.InstanceId ??
    route.EgressOnlyInternetGatewayId ??
    route.LocalGatewayId ??
    route.CarrierGatewayId ??
    route.CoreNetworkArn ??
    route.OdbNetworkArn ??
    ""
  );
}
