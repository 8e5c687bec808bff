import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { dependable, Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { renderSoundHcl } from "../hcl";
import { numberText, switchText } from "../texts";

// Every resource is stated here and nowhere else. Each value may be a literal or a token.

// A resource as others refer to it. cdktf takes a stack trace for each token, which is most of what a resource costs at
// synthesis, and makes one whenever an attribute is read: read once, and passed on.

export interface LoadBalancer {
  readonly resource: Lb;
  readonly arn: string;
  /** The resource in a `depends_on`. */
  readonly dependency: string;
}

export interface TargetGroup {
  readonly resource: LbTargetGroup;
  readonly arn: string;
  /** Reference to the resource's id as Terraform wants it in `replace_triggered_by`, where it takes no interpolation. */
  readonly idReference: string;
}

/** @param ownSecurityGroupId the security group that is made of the list, if one is */
export function networkLoadBalancer(
  scope: Construct,
  id: string,
  settings: LoadBalancerSettings,
  ownSecurityGroupId: string | undefined,
): LoadBalancer {
  const { accessLogs } = settings;
  const resource = new Lb(scope, id, {
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
    securityGroups: securityGroups(ownSecurityGroupId, settings.securityGroupIds),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: switchText(
      settings.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
      "on",
      "off",
    ),
    accessLogs: accessLogs && { enabled: true, bucket: accessLogs.bucket ?? "", prefix: accessLogs.prefix },
    tags: settings.tags,
  });
  return { resource, arn: resource.arn, dependency: dependable(resource) };
}

function securityGroups(own: string | undefined, others: string[] | undefined): string[] | undefined {
  if (own === undefined) {
    // An empty set would be an attribute that nobody asked for.
    return others?.length ? others : undefined;
  }
  return Token.isUnresolved(others) ? Token.asList(Fn.concat([[own], others])) : [own, ...(others ?? [])];
}

export function targetGroup(
  scope: Construct,
  id: string,
  { vpcId }: LoadBalancerSettings,
  forward: ForwardSettings,
  loadBalancer: LoadBalancer,
): TargetGroup {
  const { healthCheck } = forward;
  const group = new LbTargetGroup(scope, id, {
    name: forward.targetGroupName,
    port: forward.ownTarget.targetPort,
    protocol: forward.targetProtocol,
    targetType: "ip",
    ipAddressType: forward.ipAddressType,
    vpcId,
    deregistrationDelay: numberText(forward.deregistrationDelaySeconds),
    connectionTermination: forward.connectionTermination,
    preserveClientIp: switchText(forward.preserveClientIp, "true", "false"),
    proxyProtocolV2: forward.proxyProtocolV2,
    stickiness: forward.stickiness === undefined ? undefined : { type: "source_ip", enabled: forward.stickiness },
    healthCheck: {
      port: healthCheck.port === undefined ? "traffic-port" : numberText(healthCheck.port),
      protocol: healthCheck.protocol,
      path: healthCheck.path,
      matcher: healthCheck.matcher,
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
      interval: healthCheck.intervalSeconds,
      timeout: healthCheck.timeoutSeconds,
    },
    tags: forward.tags,
    // Its port is only the default of an attachment that names none, and ours names its own. To follow it would replace
    // the group, which AWS refuses while a listener uses it: the old target is gone by then, the new one never comes.
    lifecycle: { ignoreChanges: ["port"] },
  });
  group.dependsOn = [loadBalancer.dependency];
  renderSoundHcl(group);
  const idReference = `${group.terraformResourceType}.${group.friendlyUniqueId}.id`;
  return { resource: group, arn: group.arn, idReference };
}

export function listener(
  scope: Construct,
  id: string,
  forward: ForwardSettings,
  loadBalancer: LoadBalancer,
  group: TargetGroup,
): LbListener {
  const resource = new LbListener(scope, id, {
    loadBalancerArn: loadBalancer.arn,
    port: forward.listenerPort,
    protocol: forward.protocol,
    certificateArn: forward.certificateArn,
    sslPolicy: forward.sslPolicy,
    alpnPolicy: forward.alpnPolicy,
    tcpIdleTimeoutSeconds: forward.tcpIdleTimeoutSeconds,
    // Not a weighted `forward` block: an NLB refuses it.
    defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
    tags: forward.tags,
    // A group that must be replaced takes its listener along, which is destroyed before it; AWS refuses any other order.
    lifecycle: { replaceTriggeredBy: [group.idReference] },
  });
  renderSoundHcl(resource);
  return resource;
}

export function listenerCertificate(
  scope: Construct,
  id: string,
  certificateArn: string,
  resource: LbListener,
): LbListenerCertificate {
  return new LbListenerCertificate(scope, id, { listenerArn: resource.arn, certificateArn });
}

export function targetAttachment(
  scope: Construct,
  id: string,
  target: TargetSettings,
  group: TargetGroup,
): LbTargetGroupAttachment {
  return new LbTargetGroupAttachment(scope, id, {
    targetGroupArn: group.arn,
    targetId: target.targetIp,
    port: target.targetPort,
    availabilityZone: target.external ? "all" : undefined,
  });
}
