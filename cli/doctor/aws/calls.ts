import {
  type CloudWatchClient,
  type CloudWatchPaginationConfiguration,
  paginateGetMetricData,
} from "@aws-sdk/client-cloudwatch";
import {
  DescribeVpnConnectionsCommand,
  type DescribeVpnConnectionsCommandInput,
  type EC2Client,
  type EC2PaginationConfiguration,
  paginateDescribeInstances,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeTransitGatewayAttachments,
  paginateDescribeVpcPeeringConnections,
  paginateDescribeVpcs,
  paginateGetManagedPrefixListEntries,
  paginateSearchTransitGatewayRoutes,
} from "@aws-sdk/client-ec2";
import {
  DescribeListenerAttributesCommand,
  type DescribeListenerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommand,
  type DescribeLoadBalancerAttributesCommandInput,
  DescribeTargetGroupAttributesCommand,
  type DescribeTargetGroupAttributesCommandInput,
  DescribeTargetHealthCommand,
  type DescribeTargetHealthCommandInput,
  type ElasticLoadBalancingV2Client,
  type ElasticLoadBalancingV2PaginationConfiguration,
  paginateDescribeListenerCertificates,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";

// All calls to AWS's API. They only read. Each name in these tables is also the name of the call's IAM action.

export interface AwsClients {
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingV2Client;
}

/** A call that returns all pages of its answer as one list. */
export interface Call<Input, Item> {
  readonly read: (clients: AwsClients, input: Input) => Promise<Item[]>;
}

export const CLOUDWATCH = {
  GetMetricData: cloudWatchPages(paginateGetMetricData, ({ MetricDataResults }) => MetricDataResults),
};

export const ELB = {
  DescribeListenerAttributes: single(
    async ({ elb }, input: DescribeListenerAttributesCommandInput) =>
      elb.send(new DescribeListenerAttributesCommand(input)),
    ({ Attributes }) => Attributes,
  ),
  DescribeListenerCertificates: elbPages(paginateDescribeListenerCertificates, ({ Certificates }) => Certificates),
  DescribeListeners: elbPages(paginateDescribeListeners, ({ Listeners }) => Listeners),
  DescribeLoadBalancerAttributes: single(
    async ({ elb }, input: DescribeLoadBalancerAttributesCommandInput) =>
      elb.send(new DescribeLoadBalancerAttributesCommand(input)),
    ({ Attributes }) => Attributes,
  ),
  DescribeLoadBalancers: elbPages(paginateDescribeLoadBalancers, ({ LoadBalancers }) => LoadBalancers),
  DescribeTargetGroupAttributes: single(
    async ({ elb }, input: DescribeTargetGroupAttributesCommandInput) =>
      elb.send(new DescribeTargetGroupAttributesCommand(input)),
    ({ Attributes }) => Attributes,
  ),
  DescribeTargetGroups: elbPages(paginateDescribeTargetGroups, ({ TargetGroups }) => TargetGroups),
  DescribeTargetHealth: single(
    async ({ elb }, input: DescribeTargetHealthCommandInput) => elb.send(new DescribeTargetHealthCommand(input)),
    ({ TargetHealthDescriptions }) => TargetHealthDescriptions,
  ),
};

export const EC2 = {
  DescribeInstances: ec2Pages(paginateDescribeInstances, ({ Reservations }) =>
    Reservations?.flatMap(({ Instances = [] }) => Instances),
  ),
  DescribeNetworkAcls: ec2Pages(paginateDescribeNetworkAcls, ({ NetworkAcls }) => NetworkAcls),
  DescribeNetworkInterfaces: ec2Pages(paginateDescribeNetworkInterfaces, ({ NetworkInterfaces }) => NetworkInterfaces),
  DescribeRouteTables: ec2Pages(paginateDescribeRouteTables, ({ RouteTables }) => RouteTables),
  DescribeSecurityGroups: ec2Pages(paginateDescribeSecurityGroups, ({ SecurityGroups }) => SecurityGroups),
  DescribeSubnets: ec2Pages(paginateDescribeSubnets, ({ Subnets }) => Subnets),
  DescribeTransitGatewayAttachments: ec2Pages(
    paginateDescribeTransitGatewayAttachments,
    ({ TransitGatewayAttachments }) => TransitGatewayAttachments,
  ),
  DescribeVpcPeeringConnections: ec2Pages(
    paginateDescribeVpcPeeringConnections,
    ({ VpcPeeringConnections }) => VpcPeeringConnections,
  ),
  DescribeVpcs: ec2Pages(paginateDescribeVpcs, ({ Vpcs }) => Vpcs),
  DescribeVpnConnections: single(
    async ({ ec2 }, input: DescribeVpnConnectionsCommandInput) => ec2.send(new DescribeVpnConnectionsCommand(input)),
    ({ VpnConnections }) => VpnConnections,
  ),
  GetManagedPrefixListEntries: ec2Pages(paginateGetManagedPrefixListEntries, ({ Entries }) => Entries),
  // Returns whole pages, because the last page tells whether AWS omitted routes.
  SearchTransitGatewayRoutes: ec2Pages(paginateSearchTransitGatewayRoutes, (page) => [page], {}),
};

/** The IAM action of each call: `ec2:DescribeSubnets`. */
const ACTIONS = new Map<object, string>([
  ...Object.entries(CLOUDWATCH).map(([name, call]) => [call, `cloudwatch:${name}`] as const),
  ...Object.entries(ELB).map(([name, call]) => [call, `elasticloadbalancing:${name}`] as const),
  ...Object.entries(EC2).map(([name, call]) => [call, `ec2:${name}`] as const),
]);

export function actionOf<Input, Item>(call: Call<Input, Item>): string {
  return ACTIONS.get(call) ?? "";
}

/** An IAM policy document. */
export interface IamPolicy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string;
  }[];
}

/**
 * Returns the policy that allows all calls.
 *
 * The resource is `*`: Describe calls and metrics don't support resource-level permissions, and the IDs for the other two calls
 * are only known once the routes have been read.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export function iamPolicy(): IamPolicy {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: [...ACTIONS.values()].sort(), Resource: "*" }],
  };
}

function cloudWatchPages<Input, Page, Item>(
  paginate: (config: CloudWatchPaginationConfiguration, input: Input) => AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Call<Input, Item> {
  return { read: async ({ cloudWatch }, input) => all(paginate({ client: cloudWatch }, input), itemsOf) };
}

function elbPages<Input, Page, Item>(
  paginate: (config: ElasticLoadBalancingV2PaginationConfiguration, input: Input) => AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Call<Input, Item> {
  return { read: async ({ elb }, input) => all(paginate({ client: elb }, input), itemsOf) };
}

/**
 * Sets a page size, because EC2 throttles many calls that have none. All of these calls accept 100.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
 */
function ec2Pages<Input, Page, Item>(
  paginate: (config: EC2PaginationConfiguration, input: Input) => AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  size: { readonly pageSize?: number } = { pageSize: 100 },
): Call<Input, Item> {
  return { read: async ({ ec2 }, input) => all(paginate({ client: ec2, ...size }, input), itemsOf) };
}

/** Returns a call whose answer has no pages. */
function single<Input, Answer, Item>(
  send: (clients: AwsClients, input: Input) => Promise<Answer>,
  itemsOf: (answer: Answer) => readonly Item[] | undefined,
): Call<Input, Item> {
  return { read: async (clients, input) => [...(itemsOf(await send(clients, input)) ?? [])] };
}

async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
