import type { DataAwsNetworkInterfaceConfig } from "@cdktf/provider-aws/lib/data-aws-network-interface";
import type { LbConfig } from "@cdktf/provider-aws/lib/lb";
import type { LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import type { LbListenerCertificateConfig } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import type { LbTargetGroupAttachmentConfig } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { Fn, Token } from "cdktf";
import { ForwardProtocol } from "../../forward-defaults";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import { healthCheckDefaults, type HealthCheckSettings } from "../defaults/forward-options";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import type { TerraformDataConfig } from "../terraform-data";
import { OPTIONS, type RegularOptions } from "../options";
import { argument } from "../template";
import { valueText } from "../texts";
import { isUnresolved } from "../unresolved";

// What each resource is, stated here and nowhere else; each value may be a literal or a token. Who makes a resource of it
// does so as far up the stack as can be: cdktf takes a stack trace for each token, which is most of what a resource costs
// at synthesis, and makes one whenever an attribute is read. So an attribute is read once, too, and passed on.

/** A target group as others refer to it. */
interface TargetGroupReference {
  readonly arn: string;
  /** Terraform address of its id. */
  readonly idAddress: string;
}

export function targetGroupReference(address: string): TargetGroupReference {
  return { arn: arnOf(address), idAddress: `${address}.id` };
}

/** What a token for a resource's ARN becomes, without the price of one. */
export function arnOf(address: string): string {
  return `\${${address}.arn}`;
}

/**
 * What changes when a load balancer gets its first security group or loses its last.
 *
 * AWS allows neither, so the load balancer is replaced then. Provider 5.100 plans that by itself only where it knows the IDs of
 * all groups. Of a group that is created in the same apply it does not, and the apply would fail halfway.
 */
export function securityGroupsMarkerConfig({ hasSecurityGroups }: LoadBalancerSettings): TerraformDataConfig {
  return { input: { has_security_groups: hasSecurityGroups } };
}

/**
 * @param own ID of the security group that is made of the list, if one is
 * @param marker Terraform address of what `securityGroupsMarkerConfig()` is for
 */
export function loadBalancerConfig(settings: LoadBalancerSettings, own: string | undefined, marker: string): LbConfig {
  const { accessLogs } = settings;
  return {
    name: settings.name,
    loadBalancerType: "network",
    internal: settings.internal,
    ipAddressType: settings.ipAddressType,
    dnsRecordClientRoutingPolicy: settings.dnsRecordClientRoutingPolicy,
    enableDeletionProtection: settings.deletionProtection,
    enableCrossZoneLoadBalancing: settings.crossZone,
    enableZonalShift: settings.zonalShift,
    // Always mappings: a change from `subnets` to them later fails.
    subnetMapping: settings.subnetMappings.map(({ subnetId, privateIpv4Address, allocationId, ipv6Address }) => ({
      subnetId: subnetId ?? "",
      privateIpv4Address,
      allocationId,
      ipv6Address,
    })),
    securityGroups: securityGroups(own, settings.securityGroupIds),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: settings.enforceInboundRulesOnPrivateLink,
    accessLogs: accessLogs && { enabled: true, bucket: accessLogs.bucket ?? "", prefix: accessLogs.prefix },
    tags: settings.tags,
    lifecycle: { replaceTriggeredBy: [marker] },
  };
}

function securityGroups(own: string | undefined, others: string[]): string[] {
  if (own === undefined) return others;
  return isUnresolved(others) ? Token.asList(Fn.concat([[own], others])) : [own, ...others];
}

export function targetGroupConfig({ vpcId }: LoadBalancerSettings, forward: ForwardSettings): LbTargetGroupConfig {
  const { healthCheck } = forward;
  return {
    name: forward.targetGroupName,
    port: forward.ownTarget.targetPort,
    protocol: forward.targetProtocol,
    targetType: "ip",
    ipAddressType: forward.ipAddressType,
    vpcId,
    ...regularArguments("targetGroup", forward),
    // AWS takes none for a target group of TLS.
    stickiness:
      forward.targetProtocol === ForwardProtocol.TLS ? undefined : { type: "source_ip", enabled: forward.stickiness },
    targetHealthState: targetHealthState(forward),
    healthCheck: {
      port: healthCheck.port === undefined ? "traffic-port" : valueText(healthCheck.port),
      protocol: healthCheck.protocol,
      path: healthCheck.path,
      matcher: healthCheck.matcher,
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
      interval: healthCheck.intervalSeconds,
      timeout: healthCheckTimeout(healthCheck),
    },
    tags: forward.tags,
    // Its port is only the default of an attachment that names none, and ours names its own. To follow it would replace
    // the group, which AWS refuses while a listener uses it: the old target is gone by then, the new one never comes.
    lifecycle: { ignoreChanges: ["port"] },
  };
}

/**
 * What changes when a listener gets another protocol, upon which it is replaced.
 *
 * AWS takes TCP for TLS in place, but provider 5.100 sends along what the listener had as the other: a policy, which AWS refuses for
 * TCP, or an idle timeout. No attribute of the target group changes with it.
 */
export function protocolMarkerConfig({ protocol }: ForwardSettings): TerraformDataConfig {
  return { input: { protocol } };
}

/** @param marker Terraform address of what `protocolMarkerConfig()` is for */
export function listenerConfig(
  forward: ForwardSettings,
  loadBalancerArn: string,
  targetGroup: TargetGroupReference,
  marker: string,
): LbListenerConfig {
  return {
    loadBalancerArn,
    port: forward.listenerPort,
    protocol: forward.protocol,
    ...regularArguments("listener", forward),
    // Not a weighted `forward` block: an NLB refuses it.
    defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    tags: forward.tags,
    // A group that must be replaced takes its listener along, which is destroyed before it; AWS refuses any other order.
    // Terraform takes no interpolation here.
    lifecycle: { replaceTriggeredBy: [targetGroup.idAddress, marker] },
  };
}

/**
 * The network interface of a load balancer in a subnet, which only its description tells from others.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
 */
export function networkInterfaceConfig(arnSuffix: string, subnetId: string): DataAwsNetworkInterfaceConfig {
  return {
    filter: [
      { name: "description", values: [`ELB ${arnSuffix}`] },
      { name: "subnet-id", values: [subnetId] },
    ],
  };
}

export function listenerCertificateConfig(listenerArn: string, certificateArn: string): LbListenerCertificateConfig {
  return { listenerArn, certificateArn };
}

export function targetAttachmentConfig(
  target: Pick<TargetSettings, "targetIp" | "targetPort" | "availabilityZone">,
  targetGroupArn: string,
): LbTargetGroupAttachmentConfig {
  return {
    targetGroupArn,
    targetId: target.targetIp,
    port: target.targetPort,
    availabilityZone: target.availabilityZone,
  };
}

/** Arguments that the provider takes as a text, though the option is a number or a switch. */
const AS_TEXT: readonly string[] = ["deregistrationDelay", "preserveClientIp", "loadBalancingCrossZoneEnabled"];

/** Returns the arguments that the regular options become. */
function regularArguments(resource: "targetGroup" | "listener", options: RegularOptions): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, { [resource]: argument, otherwise }] of OPTIONS) {
    if (argument === undefined) continue;
    const value = options[name];
    const isText = value !== undefined && AS_TEXT.includes(argument);
    found[argument] = isText ? valueText(value as number | boolean) : (value ?? otherwise);
  }
  return found;
}

/** Only target groups of TCP and TLS have it. */
function targetHealthState(forward: ForwardSettings): LbTargetGroupConfig["targetHealthState"] {
  const { unhealthyConnectionTermination: terminates, unhealthyDrainingIntervalSeconds: interval } = forward;
  if (terminates === undefined) return undefined;
  return [{ enableUnhealthyConnectionTermination: terminates, unhealthyDrainingInterval: interval }];
}

/** Returns the timeout that is given, or else AWS's own, as far as the interval leaves room for it. */
function healthCheckTimeout({ protocol, timeoutSeconds, intervalSeconds }: HealthCheckSettings): number | undefined {
  const { timeoutSeconds: ofAws } = healthCheckDefaults(protocol);
  if (timeoutSeconds !== undefined || ofAws === undefined) return timeoutSeconds;
  if (isUnresolved(intervalSeconds)) return Token.asNumber(Fn.min([ofAws, Token.asNumber(argument(intervalSeconds))]));
  return Number.isSafeInteger(intervalSeconds) ? Math.min(ofAws, intervalSeconds) : ofAws;
}
