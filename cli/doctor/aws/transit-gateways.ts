import type {
  SearchTransitGatewayRoutesResult,
  TransitGatewayAttachment,
  TransitGatewayRoute,
} from "@aws-sdk/client-ec2";
import type { TransitGatewayAttachmentFacts, TransitGatewayRouteTableFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered, together } from "./filtered";
import { withPrefixLists } from "./prefix-lists";

export async function attachmentsOf(
  aws: Aws,
  transitGatewayIds: readonly string[] | undefined,
): Promise<TransitGatewayAttachmentFacts[] | undefined> {
  const found = await filtered(aws, EC2.DescribeTransitGatewayAttachments, "transit-gateway-id", transitGatewayIds);
  return found?.map(attachmentFacts);
}

/** Returns the route tables with which the attachments are associated. */
export async function transitGatewayRouteTablesOf(
  aws: Aws,
  attachments: readonly TransitGatewayAttachmentFacts[] | undefined,
): Promise<TransitGatewayRouteTableFacts[] | undefined> {
  if (!attachments) return undefined;
  const ids = attachments.map(({ routeTableId }) => routeTableId).filter((id) => id !== undefined);
  const tables = [...new Set(ids)].sort().map(async (id) => {
    const pages = await aws.all(EC2.SearchTransitGatewayRoutes, {
      TransitGatewayRouteTableId: id,
      Filters: [{ Name: "state", Values: ["active", "blackhole"] }],
    });
    return pages && [await routeTableFacts(aws, id, pages)];
  });
  return together(await Promise.all(tables));
}

function attachmentFacts(attachment: TransitGatewayAttachment): TransitGatewayAttachmentFacts {
  const { Association } = attachment;
  const routeTableId = Association?.State === "associated" ? Association.TransitGatewayRouteTableId : undefined;
  return {
    id: attachment.TransitGatewayAttachmentId ?? "",
    transitGatewayId: attachment.TransitGatewayId ?? "",
    resourceType: attachment.ResourceType ?? "",
    resourceId: attachment.ResourceId ?? "",
    state: attachment.State ?? "",
    ...(routeTableId === undefined ? {} : { routeTableId }),
  };
}

async function routeTableFacts(
  aws: Aws,
  id: string,
  pages: readonly SearchTransitGatewayRoutesResult[],
): Promise<TransitGatewayRouteTableFacts> {
  const found = pages.flatMap(({ Routes = [] }) => Routes);
  const routes = await Promise.all(found.map(async (route) => routeFacts(aws, route)));
  const incomplete = pages.at(-1)?.AdditionalRoutesAvailable === true || routes.some((route) => route.incomplete);
  return { id, routes: routes.map(({ route }) => route), ...(incomplete ? { incomplete } : {}) };
}

/** Returns a route, and whether it has a prefix list that couldn't be read. */
async function routeFacts(aws: Aws, route: TransitGatewayRoute) {
  const { DestinationCidrBlock, PrefixListId, State, TransitGatewayAttachments = [] } = route;
  // If a route has both, the CIDR block is one of the prefix list's.
  const { cidrBlocks: destinations, incomplete } = DestinationCidrBlock
    ? { cidrBlocks: [DestinationCidrBlock], incomplete: false }
    : await withPrefixLists(aws, [], [PrefixListId]);
  const attachmentIds = TransitGatewayAttachments.map(({ TransitGatewayAttachmentId: id = "" }) => id);
  return { route: { destinations, blackhole: State === "blackhole", attachmentIds }, incomplete };
}
