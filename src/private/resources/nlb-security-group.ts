import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { VpcSecurityGroupEgressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import type { CidrArgument } from "./cidr-argument";

// The only place that states the arguments of the construct's security group. Every value can be a literal or a
// token.

/** Protocol on the wire: TLS runs over TCP. */
export type IpProtocol = "tcp" | "udp";

/** Address family. */
export type Family = "IPv4" | "IPv6";

/** The other side of a rule. */
export type SourceOrDestination = CidrArgument | { readonly referencedSecurityGroupId: string };

/** A port and its protocol. */
export interface Socket {
  readonly ipProtocol: IpProtocol;
  readonly port: number;
}

/** An ICMP message, and the block it can come from. */
type IcmpMessage = CidrArgument & { readonly ipProtocol: string; readonly type: number; readonly code: number };

/**
 * "Fragmentation needed" and its IPv6 counterpart. Without them, large packets are lost on paths with a smaller MTU.
 */
export const PATH_MTU: Record<Family, IcmpMessage> = {
  IPv4: { ipProtocol: "icmp", type: 3, code: 4, cidrIpv4: "0.0.0.0/0" },
  IPv6: { ipProtocol: "icmpv6", type: 2, code: 0, cidrIpv6: "::/0" },
};

export function securityGroupConfig(
  { name, vpcId, tags }: Pick<LoadBalancerSettings, "name" | "vpcId" | "tags">,
  description = "Clients and targets of the Network Load Balancer",
): SecurityGroupConfig {
  return {
    // The load balancer's name. A new name replaces both, and by then nothing uses the group.
    name,
    // A new description would replace the group, which AWS refuses while the load balancer uses it.
    description,
    vpcId,
    tags,
    // Otherwise Terraform would delete a removed group before the load balancer stops using it, which AWS refuses.
    lifecycle: { createBeforeDestroy: true },
  };
}

export function pathMtuRuleConfig(
  { tags }: LoadBalancerSettings,
  securityGroupId: string,
  { ipProtocol, type, code, ...peer }: IcmpMessage,
): VpcSecurityGroupIngressRuleConfig {
  return {
    securityGroupId,
    description: "Path MTU discovery",
    ipProtocol,
    fromPort: type,
    toPort: code,
    ...peer,
    tags,
  };
}

export function clientIngressRuleConfig(
  { tags }: LoadBalancerSettings,
  { listenerPort, protocol }: Pick<ForwardSettings, "listenerPort" | "protocol">,
  securityGroupId: string,
  ipProtocol: IpProtocol,
  client: SourceOrDestination,
): VpcSecurityGroupIngressRuleConfig {
  return {
    securityGroupId,
    description: `Listener ${protocol}:${listenerPort}`,
    ipProtocol,
    fromPort: listenerPort,
    toPort: listenerPort,
    ...client,
    tags,
  };
}

export function targetEgressRuleConfig(
  { tags }: LoadBalancerSettings,
  securityGroupId: string,
  { ipProtocol, port }: Socket,
  target: SourceOrDestination,
): VpcSecurityGroupEgressRuleConfig {
  return {
    securityGroupId,
    description: "A target, or its health check",
    ipProtocol,
    fromPort: port,
    toPort: port,
    ...target,
    tags,
  };
}

/** A rule in a target's own security group that admits the load balancer. */
export function targetIngressRuleConfig(
  { name, tags }: LoadBalancerSettings,
  securityGroupId: string,
  { ipProtocol, port }: Socket,
  targetSecurityGroupId: string,
): VpcSecurityGroupIngressRuleConfig {
  return {
    securityGroupId: targetSecurityGroupId,
    description: `Load balancer ${name}`,
    ipProtocol,
    fromPort: port,
    toPort: port,
    referencedSecurityGroupId: securityGroupId,
    tags,
  };
}
