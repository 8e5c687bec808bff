import type { NlbImportFrom, NlbMovedFrom } from "./adoption";
import type { ForwardDefaults } from "./forward-defaults";
import type { PortForward } from "./port-forward";

/**
 * A subnet of the load balancer, and its address there.
 *
 * AWS chooses an IPv4 address unless `privateIpv4Address` or `allocationId` is set.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SubnetMapping.html
 */
export interface NlbSubnetMapping {
  /** ID of the subnet. One subnet for each Availability Zone. */
  readonly subnetId: string;

  /**
   * CIDR block of the subnet, to check `privateIpv4Address`. No resource gets it.
   *
   * An IPv4 block from /16 to /28, inside the VPC.
   *
   * @default - no check
   */
  readonly cidrBlock?: string;

  /**
   * Availability Zone of the subnet, to check that no other mapping has the same. No resource gets it.
   *
   * @default - no check
   */
  readonly availabilityZone?: string;

  /**
   * Static private IPv4 address of the load balancer.
   *
   * Inside the VPC and the subnet, but not one of the subnet's first four addresses or its last. For internal load
   * balancers only.
   *
   * @default - AWS chooses an address
   */
  readonly privateIpv4Address?: string;

  /**
   * Allocation ID of an Elastic IP address, such as `eipalloc-0a1b2c3d`.
   *
   * For internet-facing load balancers only. A token is allowed.
   *
   * @default - AWS chooses an address
   */
  readonly allocationId?: string;

  /**
   * Static IPv6 address of the load balancer, inside the subnet's IPv6 block.
   *
   * For dual-stack load balancers only.
   *
   * @default - AWS chooses an address
   */
  readonly ipv6Address?: string;
}

/**
 * Location of the load balancer's access logs.
 *
 * AWS logs TLS listeners only. The bucket policy must allow AWS log delivery to write to the bucket.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
export interface NlbAccessLogs {
  /** Name of the S3 bucket, not its ARN. In the load balancer's Region. */
  readonly bucket: string;

  /**
   * Prefix of the log objects' keys.
   *
   * Letters, digits and `_ . - /`; no slash at either end; doesn't contain `AWSLogs`, which AWS adds.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/**
 * The Lambda function that keeps the targets of forwards with a `targetHost` equal to the addresses of their names.
 *
 * It runs in the VPC, and needs a way to AWS's Elastic Load Balancing API from its subnets: an interface endpoint for
 * `elasticloadbalancing`, or a NAT gateway. An address that a name no longer has stays a target until it was missing
 * from several answers in a row. A name that can't be resolved loses none.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export interface HostTargets {
  /**
   * IDs of the subnets that the function runs in.
   *
   * From 1 to 16 private subnets of the load balancer's VPC. Tokens are allowed.
   */
  readonly subnetIds: string[];

  /**
   * IDs of the function's security groups.
   *
   * At most 5. They must allow HTTPS to AWS's API, and DNS to the `nameServers`. Tokens are allowed.
   *
   * @default - a new group that allows just that
   */
  readonly securityGroupIds?: string[];

  /**
   * IPv4 addresses of the name servers to ask, such as on-premises ones.
   *
   * At most 5. The next one is asked if one doesn't answer. The list itself can't be a token, but its addresses can.
   *
   * @default - the VPC's resolver
   */
  readonly nameServers?: string[];

  /**
   * Time between two runs in seconds.
   *
   * A multiple of 60, up to 300: AWS keeps a function's memory, which counts misses, for some minutes only.
   *
   * @default 60
   */
  readonly intervalSeconds?: number;

  /**
   * Answers in a row that an address must be missing from before it is deregistered.
   *
   * An integer from 1 to 10. With 1, a name that has more addresses than fit into an answer loses targets at each run.
   *
   * @default 3
   */
  readonly missesBeforeRemoval?: number;
}

/**
 * CloudWatch alarms for the list: one for each forward, and one for the load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
export interface ForwardAlarms {
  /**
   * ARNs of the alarms' actions, such as SNS topics.
   *
   * At most 5. Tokens are allowed.
   */
  readonly actionArns: string[];

  /**
   * Whether each forward has an alarm for unhealthy targets (`UnHealthyHostCount` above 0).
   *
   * @default true
   */
  readonly unhealthyHosts?: boolean;

  /**
   * Whether the load balancer has an alarm for connections that found no free port (`PortAllocationErrorCount` above
   * 0).
   *
   * Without client IP preservation, each target IP address and port has 55,000.
   *
   * @default true
   */
  readonly portAllocationErrors?: boolean;

  /**
   * Whether there is an alarm for names of hosts that weren't resolved for ten minutes, or a function that failed or didn't run.
   *
   * Only if a forward has a `targetHost`.
   *
   * @default true
   */
  readonly unresolvedHosts?: boolean;

  /**
   * Period of a data point in seconds.
   *
   * A multiple of 60, up to 86400. A token is allowed.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly periodSeconds?: number;

  /**
   * Data points in a row above 0 before the alarm goes off.
   *
   * An integer of 1 or more. Times `periodSeconds`, at most a day, or a week if the period is an hour or more. A
   * token is allowed.
   *
   * @default 3
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly evaluationPeriods?: number;
}

/**
 * IP address families for clients.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#ip-address-type
 */
export enum NlbIpAddressType {
  /** IPv4 only. */
  IPV4 = "ipv4",
  /** IPv4 and IPv6. The subnets must have IPv6 blocks. */
  DUALSTACK = "dualstack",
}

/**
 * Which Availability Zones' addresses the load balancer's DNS name returns to a client.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
 */
export enum DnsRecordClientRoutingPolicy {
  /** The addresses of all healthy zones. */
  ANY_AVAILABILITY_ZONE = "any_availability_zone",
  /** The addresses of the client's own zone, for clients that use Route 53 Resolver. */
  AVAILABILITY_ZONE_AFFINITY = "availability_zone_affinity",
  /** The addresses of the client's own zone for 85 % of the queries, of any healthy zone for the rest. */
  PARTIAL_AVAILABILITY_ZONE_AFFINITY = "partial_availability_zone_affinity",
}

/**
 * Properties of a `PortForwardNlb`.
 */
export interface PortForwardNlbProps {
  /**
   * Prefix of the names on AWS: `<name>-nlb`, `<name>-tg-<listenerPort>`.
   *
   * Letters, digits and hyphens. A name that would be longer than 32 characters is shortened and ends in a hash of
   * `name`.
   */
  readonly name: string;

  /** ID of the VPC of the load balancer and its target groups. */
  readonly vpcId: string;

  /**
   * All CIDR blocks of the VPC, such as `172.31.128.0/17`: primary and secondary, IPv4 and IPv6.
   *
   * Used to derive and check each target's `external`; no resource gets them. If one of them is a token, only
   * addresses inside the others can be classified. An IPv4 block is from /16 to /28.
   *
   * @default - no blocks; set `external` on each target outside the VPC
   */
  readonly vpcCidrBlocks?: string[];

  /**
   * Subnets of the load balancer, one for each Availability Zone.
   *
   * You can add a subnet in place. Provider 5.100 doesn't plan a changed static address as a replacement: the apply
   * fails, and nothing changes.
   */
  readonly subnetMappings: NlbSubnetMapping[];

  /**
   * The list of forwards, in any order.
   *
   * At most 50, the number of listeners AWS allows. Use `addForward()` to add more, and `PortForwards.fromCsv()` to
   * read the list from a file.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
   */
  readonly forwards: PortForward[];

  /**
   * Options for every forward that doesn't set them itself, field by field.
   *
   * @default - each option's own default
   */
  readonly forwardDefaults?: ForwardDefaults;

  /**
   * Whether the load balancer has only private addresses.
   *
   * @default true
   */
  readonly internal?: boolean;

  /**
   * Whether AWS refuses to delete the load balancer.
   *
   * To destroy or replace it, set this to false and apply first.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-delete.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether each address of the load balancer reaches the targets in every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
   */
  readonly crossZone?: boolean;

  /**
   * IP address families for clients.
   *
   * IPv6 targets require `DUALSTACK`.
   *
   * @default NlbIpAddressType.IPV4
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#ip-address-type
   */
  readonly ipAddressType?: NlbIpAddressType;

  /**
   * Which Availability Zones' addresses the load balancer's DNS name returns to a client.
   *
   * @default DnsRecordClientRoutingPolicy.ANY_AVAILABILITY_ZONE
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
   */
  readonly dnsRecordClientRoutingPolicy?: DnsRecordClientRoutingPolicy;

  /**
   * Whether Amazon Application Recovery Controller can shift traffic away from an Availability Zone.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/zonal-shift.html
   */
  readonly zonalShift?: boolean;

  /**
   * Where access logs go. AWS logs TLS listeners only.
   *
   * @default - no access logs
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
   */
  readonly accessLogs?: NlbAccessLogs;

  /**
   * IPv4 and IPv6 CIDR blocks that may connect to the forwards.
   *
   * Creates a security group that admits each block to each listener port and lets the load balancer reach each
   * target port and health check port. Add clients with `clientSecurityGroupIds`, and set `clientCidrBlocks` on a
   * forward to replace these for that forward. Pass `[]` if every forward sets its own. A load balancer that has no
   * security group yet is replaced. The list itself can't be a token, but its items can; a token counts as an IPv4
   * block.
   *
   * @default - no security group, unless `clientSecurityGroupIds` is set
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly clientCidrBlocks?: string[];

  /**
   * IDs of security groups whose members may connect to the forwards. Creates the same security group as
   * `clientCidrBlocks`.
   *
   * In the same VPC, or in a peered VPC in the same Region. The list itself can't be a token, but its items can.
   *
   * @default - no security group, unless `clientCidrBlocks` is set
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly clientSecurityGroupIds?: string[];

  /**
   * IDs of the targets' security groups, to admit the load balancer.
   *
   * Adds a rule to each group for every target port and health check port in the VPC or in a peered VPC in the same
   * Region. Requires `clientCidrBlocks` or `clientSecurityGroupIds`. Don't pass a group that Terraform manages with
   * inline `ingress` blocks; it would remove the rules. The list itself can't be a token, but its items can.
   *
   * @default - no rules are added to the targets' groups
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
   */
  readonly targetSecurityGroupIds?: string[];

  /**
   * IDs of further security groups of the load balancer, in addition to the one for `clientCidrBlocks` and
   * `clientSecurityGroupIds`.
   *
   * A load balancer without a security group can never get one: adding the first or removing the last replaces it.
   * Pass `[]` to confirm that you want none.
   *
   * @default - none, with a warning if the load balancer has no security group
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether the security groups' rules apply to AWS PrivateLink traffic.
   *
   * Requires a security group.
   *
   * @default - true if the load balancer has a security group
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html#update-security-settings
   */
  readonly enforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: boolean;

  /**
   * The function that resolves the names of forwards with a `targetHost`. Required if there are any.
   *
   * @default - no function
   */
  readonly hostTargets?: HostTargets;

  /**
   * CloudWatch alarms for the list.
   *
   * @default - no alarms
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
   */
  readonly alarms?: ForwardAlarms;

  /**
   * Tags for the load balancer, listeners, target groups, security groups, alarms, and the function of `hostTargets`
   * with its role, logs and schedule.
   *
   * At most 50, or 49 if a forward has a `description`. Keys of 1 to 128 and values of up to 256 letters, digits,
   * spaces and `_.:/=+-@`; no key starts with `aws:`. A forward's description replaces the tag `Description` on its
   * listener and target group.
   *
   * @default - the provider's default tags only
   */
  readonly tags?: Record<string, string>;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens; no hyphen at either end; doesn't start with `internal-`; unique in the
   * account and Region.
   *
   * @default - `<name>-nlb`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  readonly loadBalancerName?: string;

  /**
   * Addresses that the resources have now in another configuration of the same state, to keep them.
   *
   * You can remove it after the apply.
   *
   * @default - no resource is moved
   * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
   */
  readonly movedFrom?: NlbMovedFrom;

  /**
   * Resources that exist on AWS but in no Terraform state, to import them.
   *
   * You can remove it after the apply.
   *
   * @default - every resource is created
   * @see https://developer.hashicorp.com/terraform/language/import
   */
  readonly importFrom?: NlbImportFrom;
}
