import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { ForwardProtocol } from "../forward-defaults";
import { NlbIpAddressType } from "../port-forward-nlb-props";
import { parseCidr } from "./addresses";
import type { ForwardSettings, TargetSettings } from "./defaults/forward";
import type { ClientSettings, LoadBalancerSettings } from "./defaults/load-balancer";
import { contentId } from "./expression";
import { cidrArgument } from "./resources/cidr-argument";
import {
  clientIngressRuleConfig,
  type Family,
  type IpProtocol,
  PATH_MTU,
  pathMtuRuleConfig,
  securityGroupConfig,
  targetEgressRuleConfig,
  targetIngressRuleConfig,
} from "./resources/nlb-security-group";

/** Number of rules that a security group has for an address family in one direction. */
export interface RuleCount {
  readonly direction: "inbound" | "outbound";
  readonly family: Family;
  readonly rules: number;
}

/**
 * The load balancer's security group.
 *
 * Each rule is one resource, addressed by what it allows. A change of the list adds and removes only the rules that
 * differ, and forwards that need the same rule share it.
 */
export class NlbSecurityGroup {
  public readonly id: string;

  private readonly made = new Set<string>();
  private readonly counts = new Map<string, number>();

  public constructor(
    private readonly scope: Construct,
    private readonly settings: LoadBalancerSettings,
    private readonly clients: ClientSettings,
  ) {
    this.id = new SecurityGroup(scope, "security-group", securityGroupConfig(settings)).id;
    this.passPathMtu("path-mtu", "IPv4");
    if (settings.ipAddressType === NlbIpAddressType.DUALSTACK) this.passPathMtu("path-mtu-ipv6", "IPv6");
  }

  /** Admits a forward's clients, and lets the load balancer reach its targets. */
  public open(scope: Construct, forward: ForwardSettings): void {
    const protocols = ipProtocols(forward.protocol);
    for (const ipProtocol of protocols) this.admitClients(scope, forward, ipProtocol);
    for (const target of forward.targets) {
      for (const ipProtocol of protocols) this.reach(forward, target, target.targetPort, ipProtocol);
      const { port } = forward.healthCheck;
      if (port !== undefined) this.reach(forward, target, port, "tcp");
    }
  }

  /** Number of rules by direction and address family. */
  public ruleCounts(): RuleCount[] {
    return [...this.counts].map(([kind, rules]) => {
      const [direction, family] = kind.split(" ") as [RuleCount["direction"], Family];
      return { direction, family, rules };
    });
  }

  private passPathMtu(id: string, family: Family): void {
    const config = pathMtuRuleConfig(this.settings, this.id, PATH_MTU[family]);
    new VpcSecurityGroupIngressRule(this.scope, id, config);
    this.count("inbound", family);
  }

  private admitClients(scope: Construct, forward: ForwardSettings, ipProtocol: IpProtocol): void {
    for (const given of forward.clientCidrBlocks) {
      const cidr = parseCidr(given);
      // One rule for a block in any notation.
      const block = cidr?.toString() ?? given;
      this.once(scope, `ingress-${ipProtocol}-${contentId(scope, block)}`, (id) => {
        const config = clientIngressRuleConfig(this.settings, forward, this.id, ipProtocol, cidrArgument(block));
        new VpcSecurityGroupIngressRule(scope, id, config);
        this.count("inbound", familyOf(cidr?.kind));
      });
    }
    for (const referencedSecurityGroupId of this.clients.securityGroupIds) {
      this.once(scope, `ingress-${ipProtocol}-${contentId(scope, referencedSecurityGroupId)}`, (id) => {
        const peer = { referencedSecurityGroupId };
        const config = clientIngressRuleConfig(this.settings, forward, this.id, ipProtocol, peer);
        new VpcSecurityGroupIngressRule(scope, id, config);
        this.count("inbound", "IPv4");
        this.count("inbound", "IPv6");
      });
    }
  }

  private reach(forward: ForwardSettings, target: TargetSettings, port: number, ipProtocol: IpProtocol): void {
    const { scope, settings } = this;
    const portId = contentId(scope, port);
    if (forward.targetType === "ip") {
      const address = target.address?.toString() ?? target.id;
      this.once(scope, `egress-${ipProtocol}-${contentId(scope, address)}-${portId}`, (id) => {
        const family = familyOf(target.address?.kind() ?? forward.ipAddressType);
        const block = family === "IPv6" ? { cidrIpv6: `${address}/128` } : { cidrIpv4: `${address}/32` };
        const config = targetEgressRuleConfig(settings, this.id, { ipProtocol, port }, block);
        new VpcSecurityGroupEgressRule(scope, id, config);
        this.count("outbound", family);
      });
    }
    // Outside the VPC, only a peered VPC has security groups.
    if (target.external && !forward.sameRegionPeering) return;
    for (const group of forward.targetSecurityGroupIds) {
      if (forward.targetType !== "ip") {
        this.once(scope, `egress-${ipProtocol}-${contentId(scope, group)}-${portId}`, (id) => {
          const peer = { referencedSecurityGroupId: group };
          new VpcSecurityGroupEgressRule(
            scope,
            id,
            targetEgressRuleConfig(settings, this.id, { ipProtocol, port }, peer),
          );
          this.count("outbound", "IPv4");
          this.count("outbound", "IPv6");
        });
      }
      this.once(scope, `target-ingress-${contentId(scope, group)}-${ipProtocol}-${portId}`, (id) => {
        const config = targetIngressRuleConfig(settings, this.id, { ipProtocol, port }, group);
        new VpcSecurityGroupIngressRule(scope, id, config);
      });
    }
  }

  private once(scope: Construct, id: string, make: (id: string) => void): void {
    const path = `${scope.node.path}/${id}`;
    if (this.made.has(path)) return;
    this.made.add(path);
    make(id);
  }

  private count(direction: RuleCount["direction"], family: Family): void {
    const kind = `${direction} ${family}`;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

function ipProtocols(protocol: ForwardProtocol): readonly IpProtocol[] {
  switch (protocol) {
    case ForwardProtocol.UDP:
      return ["udp"];
    case ForwardProtocol.TCP_UDP:
      return ["tcp", "udp"];
    default:
      return ["tcp"];
  }
}

/** IPv4 unless known. */
function familyOf(kind: "ipv4" | "ipv6" | undefined): Family {
  return kind === "ipv6" ? "IPv6" : "IPv4";
}
