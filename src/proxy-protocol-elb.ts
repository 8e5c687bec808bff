import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ProxyProtocolElbProps } from "./proxy-protocol-elb-props";
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
