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
import { hostsOf } from "../host-targets-input";
import type { TerraformDataConfig } from "../terraform-data";
import { OPTIONS } from "../options";
import { argument, json } from "../template";
import { valueText } from "../texts";
import { awsTargetType } from "../targets";
import { isUnresolved } from "../unresolved";

// The only place that states the arguments of these resources. Every value can be a literal or a token. cdktf creates
// a token, with a stack trace, at each read of an attribute; that is most of a resource's cost at synthesis. So
// callers create resources as far up the call stack as they can, and read an attribute once and pass it on.

/** A target group as other resources refer to it. */
interface TargetGroupReference {
  readonly arn: string;
  /** Terraform address of its ID. */
  readonly idAddress: string;
}

export function targetGroupReference(address: string): TargetGroupReference {
  return { arn: arnOf(address), idAddress: `${address}.id` };
}

/** Returns the reference that a token for the resource's ARN would resolve to, without the cost of a token. */
export function arnOf(address: string): string {
  return `\${${address}.arn}`;
}

/**
 * Changes when the load balancer gets its first security group or loses its last.
 *
 * AWS supports neither, so the load balancer must be replaced. Provider 5.100 plans the replacement only if it knows
 * the IDs of all groups. It doesn't know the ID of a group created in the same apply, which would fail halfway.
 */
export function securityGroupsMarkerConfig({ hasSecurityGroups }: LoadBalancerSettings): TerraformDataConfig {
  return { input: { has_security_groups: hasSecurityGroups } };
}

/**
 * @param own ID of the construct's security group, if any
 * @param marker Terraform address of the resource that `securityGroupsMarkerConfig()` configures
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
    // Always use mappings: a later change from `subnets` to mappings fails.
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

/** @param marker Terraform address of the resource that `protocolMarkerConfig()` configures */
export function targetGroupConfig(
  { vpcId }: LoadBalancerSettings,
  forward: ForwardSettings,
  marker: string,
): LbTargetGroupConfig {
  const { healthCheck } = forward;
  return {
    name: forward.targetGroupName,
    port: forward.ownTarget.targetPort,
    protocol: forward.targetProtocol,
    targetType: awsTargetType(forward.targetType),
    ipAddressType: forward.ipAddressType,
    vpcId,
    ...regularArguments("targetGroup", forward),
    // AWS allows no stickiness for TLS target groups.
    stickiness:
      forward.targetProtocol === ForwardProtocol.TLS || forward.stickiness === undefined
        ? undefined
        : { type: "source_ip", enabled: forward.stickiness },
    targetHealthState: targetHealthState(forward),
    targetGroupHealth: targetGroupHealth(forward),
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
    // The group's port is only the default for attachments without a port, and ours all have one. A change would
    // replace the group, which AWS refuses while a listener uses it: the old target would be gone and the new one
    // never added. Only a load balancer's listener must have the group's own port. Without an attribute `target`, a
    // trigger does nothing.
    lifecycle: {
      ignoreChanges: ["port"],
      replaceTriggeredBy: [`${marker}.input.target`],
    },
  };
}

/**
 * Its `protocol` changes with the listener's, to replace the listener, and its `target` when the target group must be
 * replaced. Its `hosts` show them in a plan, where the function's input isn't known, and its `target_group` says whose
 * they are: a plan doesn't show triggers. The target group is replaced anyway when its name changes.
 *
 * AWS can change TCP to TLS in place, but provider 5.100 also sends arguments of the old protocol: a policy, which
 * AWS rejects for TCP, or an idle timeout. No attribute of the target group changes with the listener's protocol.
 *
 * Terraform doesn't know the targets that the function for hosts registers, so they would stay in a group that becomes
 * another target's.
 */
export function protocolMarkerConfig(forward: ForwardSettings): TerraformDataConfig {
  const { protocol, targetType, ownTarget } = forward;
  switch (targetType) {
    case "alb":
      // Not the number alone, which cdktf writes without quotes in HCL.
      return { input: { protocol, target: `alb:${valueText(ownTarget.targetPort)}` } };
    case "host":
      return {
        input: {
          protocol,
          target: "host",
          hosts: json(hostsOf(forward)),
          target_group: forward.targetGroupName,
        },
      };
    default:
      return { input: { protocol } };
  }
}

/** @param marker Terraform address of the resource that `protocolMarkerConfig()` configures */
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
    // Not a weighted `forward` block, which AWS rejects for this listener.
    defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    tags: forward.tags,
    // Replace the listener with its target group, and destroy it first; AWS refuses any other order. Terraform allows
    // no interpolation here.
    lifecycle: { replaceTriggeredBy: [targetGroup.idAddress, `${marker}.input.protocol`] },
  };
}

/**
 * Finds the network interface of a load balancer in a subnet, which only its description identifies.
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
  target: Pick<TargetSettings, "id" | "targetPort" | "availabilityZone">,
  targetGroupArn: string,
): LbTargetGroupAttachmentConfig {
  return {
    targetGroupArn,
    targetId: target.id,
    port: target.targetPort,
    availabilityZone: target.availabilityZone,
  };
}

/** Returns the arguments of the regular options. */
function regularArguments(resource: "targetGroup" | "listener", forward: ForwardSettings): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, { [resource]: argument, asText, otherwise, targetTypes }] of OPTIONS) {
    if (argument === undefined || targetTypes?.includes(forward.targetType) === false) continue;
    const value = forward[name];
    found[argument] = asText && value !== undefined ? valueText(value as number | boolean) : (value ?? otherwise);
  }
  return found;
}

/** For TCP and TLS target groups only. */
function targetHealthState(forward: ForwardSettings): LbTargetGroupConfig["targetHealthState"] {
  const { unhealthyConnectionTermination: terminates, unhealthyDrainingIntervalSeconds: interval } = forward;
  if (terminates === undefined) return undefined;
  return [{ enableUnhealthyConnectionTermination: terminates, unhealthyDrainingInterval: interval }];
}

/** AWS writes `off` for a threshold that doesn't apply. */
function targetGroupHealth(forward: ForwardSettings): LbTargetGroupConfig["targetGroupHealth"] {
  const { dnsMinimumHealthyTargetCount: dns, routingMinimumHealthyTargetCount: routing } = forward;
  if (dns === undefined) return undefined;
  const orOff = (percentage: number | undefined): string => (percentage === undefined ? "off" : valueText(percentage));
  return {
    dnsFailover: {
      minimumHealthyTargetsCount: valueText(dns),
      minimumHealthyTargetsPercentage: orOff(forward.dnsMinimumHealthyTargetPercentage),
    },
    unhealthyStateRouting: {
      minimumHealthyTargetsCount: routing,
      minimumHealthyTargetsPercentage: orOff(forward.routingMinimumHealthyTargetPercentage),
    },
  };
}

/** Returns the user's timeout, or AWS's default if the interval is long enough for it. */
function healthCheckTimeout({ protocol, timeoutSeconds, intervalSeconds }: HealthCheckSettings): number | undefined {
  const { timeoutSeconds: ofAws } = healthCheckDefaults(protocol);
  if (timeoutSeconds !== undefined || ofAws === undefined) return timeoutSeconds;
  if (isUnresolved(intervalSeconds)) return Token.asNumber(Fn.min([ofAws, Token.asNumber(argument(intervalSeconds))]));
  return Number.isSafeInteger(intervalSeconds) ? Math.min(ofAws, intervalSeconds) : ofAws;
}
