import type { NlbImportFrom, NlbMovedFrom } from "./adoption";
import type { ForwardDefaults } from "./forward-defaults";
import type { PortForward } from "./port-forward";

/**
 * A subnet that the load balancer has an address in, and that address.
 *
 * With neither `privateIpv4Address` nor `allocationId` AWS chooses the address.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SubnetMapping.html
 */
export interface NlbSubnetMapping {
  /** Id of the subnet; one subnet per Availability Zone. */
  readonly subnetId: string;

  /**
   * CIDR block of the subnet, to check `privateIpv4Address` against; never emitted.
   *
   * An IPv4 block from /16 to /28, inside the VPC.
   *
   * @default - not checked
   */
  readonly cidrBlock?: string;

  /**
   * Availability Zone of the subnet, to check that it is in no other mapping; never emitted.
   *
   * @default - not checked
   */
  readonly availabilityZone?: string;

  /**
   * Fixed private IPv4 address of the load balancer.
   *
   * Inside the VPC and the subnet, and not one of the subnet's first four or its last. Internal load balancers only.
   *
   * @default - chosen by AWS
   */
  readonly privateIpv4Address?: string;

  /**
   * Id of the Elastic IP of the load balancer, `eipalloc-…`.
   *
   * Internet-facing load balancers only; a token is allowed.
   *
   * @default - no Elastic IP
   */
  readonly allocationId?: string;

  /**
   * Fixed IPv6 address of the load balancer, inside the subnet's IPv6 block.
   *
   * Dual-stack load balancers only.
   *
   * @default - none
   */
  readonly ipv6Address?: string;
}

/**
 * Where the load balancer's access logs go.
 *
 * Only connections to TLS listeners are logged. The bucket's policy must let AWS's log delivery write.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
export interface NlbAccessLogs {
  /** Name of the S3 bucket, in the load balancer's Region; not its ARN. */
  readonly bucket: string;

  /**
   * What the keys of the logs begin with.
   *
   * Letters, digits and `_ . - /`, with no slash at either end and without `AWSLogs`, which AWS adds itself.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/**
 * CloudWatch alarms made of the list.
 *
 * One for each forward, and one for the load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
export interface ForwardAlarms {
  /**
   * ARNs of what an alarm that goes off sends to, such as SNS topics.
   *
   * At most 5. Tokens are allowed.
   */
  readonly actionArns: string[];

  /**
   * Whether each forward has an alarm for unhealthy targets, `UnHealthyHostCount` above 0.
   *
   * @default true
   */
  readonly unhealthyHosts?: boolean;

  /**
   * Whether the load balancer has an alarm for connections that it had no port left for, `PortAllocationErrorCount` above 0.
   *
   * Without client IP preservation there are 55,000 ports to each target IP and port.
   *
   * @default true
   */
  readonly portAllocationErrors?: boolean;

  /**
   * Time that a data point stands for.
   *
   * A multiple of 60, in seconds, up to 86400. A token is allowed.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly periodSeconds?: number;

  /**
   * Data points in a row above 0 before an alarm goes off.
   *
   * An integer of 1 or more; with periods below an hour a day at most in all, else a week. A token is allowed.
   *
   * @default 3
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly evaluationPeriods?: number;
}

/**
 * Which families of addresses clients reach a load balancer by.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#ip-address-type
 */
export enum NlbIpAddressType {
  /** IPv4 alone. */
  IPV4 = "ipv4",
  /** IPv4 and IPv6: the subnets must have IPv6 blocks. */
  DUALSTACK = "dualstack",
}

/**
 * Which zones' addresses the load balancer's DNS name gives to a client.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
 */
export enum DnsRecordClientRoutingPolicy {
  /** Those of all healthy zones. */
  ANY_AVAILABILITY_ZONE = "any_availability_zone",
  /** Those of the client's own zone; for clients of the Route 53 Resolver. */
  AVAILABILITY_ZONE_AFFINITY = "availability_zone_affinity",
  /** Those of the client's own zone for 85 % of the queries. */
  PARTIAL_AVAILABILITY_ZONE_AFFINITY = "partial_availability_zone_affinity",
}

/**
 * Properties of a `PortForwardNlb`.
 */
export interface PortForwardNlbProps {
  /**
   * Name that the AWS names are made of: `<name>-nlb`, `<name>-tg-<listenerPort>`.
   *
   * Letters, digits and hyphens. AWS takes at most 32 of them for a whole name: where that is passed, as many of `name` as
   * fit are followed by a hash of it.
   */
  readonly name: string;

  /** Id of the VPC that the load balancer stands in and the targets are reached from. */
  readonly vpcId: string;

  /**
   * CIDR blocks of the VPC, `172.31.128.0/17`, the primary one and the secondary ones, IPv4 and IPv6.
   *
   * With them, `external` is found from a forward's `targetIp`, and one that contradicts is an error. They are never
   * emitted. Where one of them is a token, only an address in the others can be found. IPv4 blocks are from /16 to /28.
   *
   * @default - `external` is as each forward has it
   */
  readonly vpcCidrBlocks?: string[];

  /**
   * Subnets that the load balancer has an address in, one per Availability Zone.
   *
   * To add one later is done in place. A static address that changes takes a replacement of the load balancer, which provider
   * 5.100 does not plan by itself: the apply fails, and nothing is changed.
   */
  readonly subnetMappings: NlbSubnetMapping[];

  /**
   * The list: what is forwarded where. `addForward()` adds to it; `PortForwards.fromCsv()` reads one from a file.
   *
   * The order of the rows does not matter. AWS allows 50 listeners per load balancer.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
   */
  readonly forwards: PortForward[];

  /**
   * What the rows that leave something out take in its place, field by field.
   *
   * @default - each field's own default
   */
  readonly forwardDefaults?: ForwardDefaults;

  /**
   * Whether the load balancer has private addresses only.
   *
   * @default true
   */
  readonly internal?: boolean;

  /**
   * Whether AWS refuses to delete the load balancer.
   *
   * A destroy or a replacement fails until this is false and applied.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-delete.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether each address of the load balancer reaches the targets of every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
   */
  readonly crossZone?: boolean;

  /**
   * Which families of addresses clients reach the load balancer by.
   *
   * Targets with IPv6 addresses take a dual-stack one.
   *
   * @default NlbIpAddressType.IPV4
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#ip-address-type
   */
  readonly ipAddressType?: NlbIpAddressType;

  /**
   * Which zones' addresses the load balancer's DNS name gives to a client.
   *
   * @default DnsRecordClientRoutingPolicy.ANY_AVAILABILITY_ZONE
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
   */
  readonly dnsRecordClientRoutingPolicy?: DnsRecordClientRoutingPolicy;

  /**
   * Whether traffic may be shifted away from an Availability Zone, with Amazon Application Recovery Controller.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/zonal-shift.html
   */
  readonly zonalShift?: boolean;

  /**
   * Where access logs go, of which AWS writes those of TLS listeners only.
   *
   * @default - no access logs
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
   */
  readonly accessLogs?: NlbAccessLogs;

  /**
   * CIDR blocks, IPv4 or IPv6, that may connect to the forwards: makes a security group from the list.
   *
   * It admits each block to each listener port, and lets the load balancer out to each target's port and health check's
   * port. To it come `clientSecurityGroupIds`, `targetSecurityGroupIds` and each row's own `clientCidrBlocks`. An empty
   * list, for rows that all have their own, makes it too. A load balancer that has no security group yet is replaced. The
   * list is no token, its items may be; a token is taken for an IPv4 block.
   *
   * @default - no security group is made, unless `clientSecurityGroupIds` are given
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly clientCidrBlocks?: string[];

  /**
   * Ids of security groups whose members may connect to the forwards, as `clientCidrBlocks` may.
   *
   * Of the VPC, or of a peered one in the Region. The list is no token, its items may be.
   *
   * @default - no security group is made, unless `clientCidrBlocks` are given
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly clientSecurityGroupIds?: string[];

  /**
   * Ids of the targets' own security groups, each of which is to admit the load balancer.
   *
   * Each gets a rule for every port that a target in the VPC, or in a peered one of the Region, is reached or checked on.
   * Takes the security group that `clientCidrBlocks` or `clientSecurityGroupIds` make. Not for a group that Terraform
   * manages with `ingress` blocks of its own, which would take the rules out again. The list is no token, its items may be.
   *
   * @default - the targets' groups are as they are
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
   */
  readonly targetSecurityGroupIds?: string[];

  /**
   * Ids of the load balancer's security groups, beside the one that `clientCidrBlocks` or `clientSecurityGroupIds` make.
   *
   * A load balancer made without one can never get one: to add the first or to remove the last replaces it. An empty
   * list says that none is meant.
   *
   * @default - no further security group; a warning where there is none at all
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether the rules of the security groups hold for what comes over AWS PrivateLink, too.
   *
   * Takes a security group.
   *
   * @default - true, where there is a security group
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html#update-security-settings
   */
  readonly enforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: boolean;

  /**
   * CloudWatch alarms made of the list.
   *
   * @default - no alarms
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
   */
  readonly alarms?: ForwardAlarms;

  /**
   * Tags of all that is made and takes tags: load balancer, listeners, target groups, security group and alarms.
   *
   * At most 50, or 49 if a forward has a `description`. Keys have 1 to 128 characters and values at most 256, which are
   * letters, digits, spaces and `_.:/=+-@`; no key begins with `aws:`.
   * The description of a forward takes the place of a tag `Description` on its listener and target group.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Record<string, string>;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens, no hyphen at either end, not beginning with `internal-`; unique in the
   * account and Region.
   *
   * @default - `<name>-nlb`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  readonly loadBalancerName?: string;

  /**
   * Where another configuration of the same state has had the resources, which are kept as they are.
   *
   * Once that is applied, it may be left out.
   *
   * @default - nothing is moved
   * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
   */
  readonly movedFrom?: NlbMovedFrom;

  /**
   * What is there already, and in no state.
   *
   * Once that is applied, it may be left out.
   *
   * @default - all of it is made
   * @see https://developer.hashicorp.com/terraform/language/import
   */
  readonly importFrom?: NlbImportFrom;
}
