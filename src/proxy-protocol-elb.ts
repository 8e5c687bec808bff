import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { classicLoadBalancerSettings } from "./private/defaults/proxy-protocol-elb";
import { record } from "./private/given";
import { NameRegistry } from "./private/name-registry";
import {
  availabilityZones,
  backendServerPolicy,
  classicLoadBalancer,
  proxyProtocolPolicy,
} from "./private/resources/classic-load-balancer";
import { proxyProtocolElbFindings } from "./private/rules";
import { holdToRules } from "./private/validation";

/**
 * Properties of a `ProxyProtocolElb`.
 */
export interface ProxyProtocolElbProps {
  /**
   * Port that the servers listen on, and that their health is checked at.
   *
   * An integer from 1 to 65535. A token is allowed. Another one takes the listener down and up again, and switches the
   * policy off and on again.
   */
  readonly serverPort: number;

  /**
   * Port that the load balancer listens on.
   *
   * An integer from 1 to 65535. A token is allowed. Another one takes the listener down and up again, and switches the
   * policy off and on again.
   *
   * @default - `serverPort`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
   */
  readonly listenerPort?: number;

  /**
   * Ids of the subnets that the load balancer stands in, one per Availability Zone.
   *
   * Either these or `availabilityZones`.
   *
   * @default - the default subnets of `availabilityZones`
   */
  readonly subnetIds?: string[];

  /**
   * Names of the Availability Zones that the load balancer stands in, in the default subnets of the default VPC.
   *
   * @default - those of `subnetIds`; where these are left out too, all zones of the Region that need no opt-in
   */
  readonly availabilityZones?: string[];

  /**
   * Ids of the servers' instances.
   *
   * An empty list where something else registers them, such as an Auto Scaling group.
   */
  readonly instanceIds: string[];

  /**
   * Whether each node of the load balancer reaches the instances of every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html
   */
  readonly crossZone?: boolean;

  /**
   * Whether an instance that is removed, or unhealthy, keeps its connections for up to 300 seconds.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html
   */
  readonly connectionDraining?: boolean;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens, no hyphen at either end; unique among the account's classic load balancers
   * of the Region. Another name replaces the load balancer.
   *
   * @default - made by Terraform, `tf-lb-…`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html
   */
  readonly name?: string;

  /**
   * Tags of the load balancer.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Record<string, string>;

  /**
   * Ids of the load balancer's security groups.
   *
   * They must admit the clients on `listenerPort`, and let the load balancer reach the servers on `serverPort`.
   *
   * @default - AWS's choice: with `subnetIds` the VPC's default group, which admits no clients; else a group that admits all
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-vpc-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether the load balancer has private addresses only.
   *
   * @default false
   */
  readonly internal?: boolean;
}

/**
 * A classic load balancer that tells its servers who the client is, by a PROXY protocol header of version 1.
 *
 * A line of text comes first on each connection: `PROXY TCP4 <client> <load balancer> <client's port> <listenerPort>`. The
 * servers must expect it, on health checks too. The policy that adds it, `EnableProxyProtocol`, has an effect only where
 * it is switched on for the servers' port, which this construct does.
 *
 * A Network Load Balancer sends version 2, which is binary.
 *
 * @example
 * new ProxyProtocolElb(this, "elb", {
 *   serverPort: 8888,
 *   subnetIds: ["subnet-0a1b2c3d"],
 *   instanceIds: ["i-0a1b2c3d"],
 * });
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-proxy-protocol.html
 */
export class ProxyProtocolElb extends Construct {
  /** ARN of the load balancer. */
  public readonly arn: string;

  /** DNS name of the load balancer. */
  public readonly dnsName: string;

  /** Id of the Route 53 hosted zone that an alias record to `dnsName` names. */
  public readonly zoneId: string;

  /** Name of the load balancer, by which AWS's API knows it. */
  public readonly elbName: string;

  /** The `aws_elb` resource, for overrides and dependencies. */
  public readonly loadBalancer: TerraformResource;

  /**
   * Makes the load balancer, its policy, and switches that on.
   *
   * What is wrong with the props is said at synthesis, all of it at once; `docs/rules.md` has the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform addresses of all that is made: another id makes everything anew
   * @param props the servers, and where the load balancer stands
   */
  public constructor(scope: Construct, id: string, props: ProxyProtocolElbProps) {
    super(scope, id);
    const given = record(props) ?? {};
    const settings = classicLoadBalancerSettings(given);
    const inAllZones = !settings.subnetIds && !settings.availabilityZones;
    const zones = inAllZones ? availabilityZones(this, "zones") : settings.availabilityZones;
    const elb = classicLoadBalancer(this, "elb", settings, zones);
    const policy = proxyProtocolPolicy(this, "policy", elb);
    backendServerPolicy(this, "backend-policy", settings, elb, policy);
    this.loadBalancer = elb.resource;
    this.arn = elb.resource.arn;
    this.dnsName = elb.resource.dnsName;
    this.zoneId = elb.resource.zoneId;
    this.elbName = elb.name;
    const { name } = settings;
    const nameOwners =
      name === undefined ? undefined : NameRegistry.of(this).claim("classic load balancer", name, this);
    holdToRules(this, () => proxyProtocolElbFindings({ label: "", given, nameOwners }));
  }
}
