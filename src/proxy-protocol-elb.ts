import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ProxyProtocolElbProps } from "./proxy-protocol-elb-props";
import { classicLoadBalancerSettings } from "./private/defaults/proxy-protocol-elb";
import { requireFramework } from "./private/framework";
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
 * A classic load balancer that sends the client's address to its servers in a PROXY protocol version 1 header.
 *
 * Each connection starts with a line of text: `PROXY TCP4 <client> <load balancer> <client's port> <listenerPort>`.
 * The servers must expect it, in health checks too. The policy `EnableProxyProtocol` adds the header. It has no
 * effect until it is enabled for the servers' port; this construct enables it.
 *
 * A Network Load Balancer uses version 2, which is binary.
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

  /** ID of the Route 53 hosted zone, for an alias record to `dnsName`. */
  public readonly zoneId: string;

  /** Name of the load balancer, which identifies it in the AWS API. */
  public readonly elbName: string;

  /** The `aws_elb` resource, for overrides and dependencies. */
  public readonly loadBalancer: TerraformResource;

  /**
   * Creates the load balancer and its policy, and enables the policy.
   *
   * Synthesis reports all errors in the props at once; `docs/rules.md` lists the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform address of every resource: a change recreates them all
   * @param props the servers, and the load balancer's network
   */
  public constructor(scope: Construct, id: string, props: ProxyProtocolElbProps) {
    super(scope, id);
    requireFramework(this);
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
