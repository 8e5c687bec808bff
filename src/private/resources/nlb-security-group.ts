import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { VpcSecurityGroupEgressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import type { CidrArgument } from "./cidr-argument";

// What each resource of the security group that is made of the list is, stated here and nowhere else; each value may be a
// literal or a token.

/** What goes over the wire: TLS is TCP there. */
export type IpProtocol = "tcp" | "udp";

/** A family of addresses. */
export type Family = "IPv4" | "IPv6";

/** Who is on the other side of a rule. */
export type SourceOrDestination = CidrArgument | { readonly referencedSecurityGroupId: string };

/** A port, and what is spoken there. */
export interface Socket {
  readonly ipProtocol: IpProtocol;
  readonly port: number;
}

/** An ICMP message, and whom it may come from. */
type IcmpMessage = CidrArgument & { readonly ipProtocol: string; readonly type: number; readonly code: number };

/** "Fragmentation needed", and what IPv6 has in its place: without them, large packets are lost on a narrower path. */
export const PATH_MTU: Record<Family, IcmpMessage> = {
  IPv4: { ipProtocol: "icmp", type: 3, code: 4, cidrIpv4: "0.0.0.0/0" },
  IPv6: { ipProtocol: "icmpv6", type: 2, code: 0, cidrIpv6: "::/0" },
};

export function securityGroupConfig({ name, vpcId, tags }: LoadBalancerSettings): SecurityGroupConfig {
  return {
    // That of the load balancer: a new one replaces both, and the group is free by then.
    name,
    // Another text would replace the group, which AWS refuses while the load balancer uses it.
    description: "Clients and targets of the Network Load Balancer",
    vpcId,
    tags,
    // Or Terraform would delete a group that is taken out before the load balancer gives it up, which AWS refuses.
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
  target: CidrArgument,
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

/** A rule of a security group of the targets' own, which admits the load balancer. */
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
