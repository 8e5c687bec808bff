import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { cidrArgument } from "./cidr-argument";

// The security group that is made of the list. Every resource is stated here and nowhere else; each value may be a literal
// or a token.

/** What goes over the wire: TLS is TCP there. */
export type IpProtocol = "tcp" | "udp";

/** A family of addresses. */
export type Family = "IPv4" | "IPv6";

/** "Fragmentation needed", and what IPv6 has in its place: without them, large packets are lost on a narrower path. */
const PATH_MTU = {
  IPv4: { ipProtocol: "icmp", type: 3, code: 4, cidrIpv4: "0.0.0.0/0" },
  IPv6: { ipProtocol: "icmpv6", type: 2, code: 0, cidrIpv6: "::/0" },
};

export function loadBalancerSecurityGroup(
  scope: Construct,
  id: string,
  { name, vpcId, tags }: LoadBalancerSettings,
): SecurityGroup {
  return new SecurityGroup(scope, id, {
    // That of the load balancer: a new one replaces both, and the group is free by then.
    name,
    // Another text would replace the group, which AWS refuses while the load balancer uses it.
    description: "Clients and targets of the Network Load Balancer",
    vpcId,
    tags,
  });
}

/** @returns the families that have such a rule */
export function pathMtuRules(
  scope: Construct,
  id: string,
  { ipAddressType, tags }: LoadBalancerSettings,
  securityGroupId: string,
): Family[] {
  const families: Family[] = ipAddressType === NlbIpAddressType.DUALSTACK ? ["IPv4", "IPv6"] : ["IPv4"];
  for (const family of families) {
    const { type, code, ...allowed } = PATH_MTU[family];
    new VpcSecurityGroupIngressRule(scope, family === "IPv4" ? id : `${id}-ipv6`, {
      securityGroupId,
      description: "Path MTU discovery",
      ...allowed,
      fromPort: type,
      toPort: code,
      tags,
    });
  }
  return families;
}

export function clientIngressRule(
  scope: Construct,
  id: string,
  { tags }: LoadBalancerSettings,
  { listenerPort, protocol }: ForwardSettings,
  securityGroupId: string,
  ipProtocol: IpProtocol,
  client: { block: string } | { securityGroupId: string },
): void {
  new VpcSecurityGroupIngressRule(scope, id, {
    securityGroupId,
    description: `Listener ${protocol}:${listenerPort}`,
    ipProtocol,
    fromPort: listenerPort,
    toPort: listenerPort,
    ...("block" in client ? cidrArgument(client.block) : { referencedSecurityGroupId: client.securityGroupId }),
    tags,
  });
}

export function targetEgressRule(
  scope: Construct,
  id: string,
  { tags }: LoadBalancerSettings,
  securityGroupId: string,
  target: { ipProtocol: IpProtocol; port: number; block: string },
): void {
  new VpcSecurityGroupEgressRule(scope, id, {
    securityGroupId,
    description: "A target, or its health check",
    ipProtocol: target.ipProtocol,
    fromPort: target.port,
    toPort: target.port,
    ...cidrArgument(target.block),
    tags,
  });
}

/** A rule of a security group of the targets' own, which admits the load balancer. */
export function targetGroupIngressRule(
  scope: Construct,
  id: string,
  { name, tags }: LoadBalancerSettings,
  securityGroupId: string,
  target: { ipProtocol: IpProtocol; port: number; group: string },
): void {
  new VpcSecurityGroupIngressRule(scope, id, {
    securityGroupId: target.group,
    description: `Load balancer ${name}`,
    ipProtocol: target.ipProtocol,
    fromPort: target.port,
    toPort: target.port,
    referencedSecurityGroupId: securityGroupId,
    tags,
  });
}
