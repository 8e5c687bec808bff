import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { dependable } from "cdktf";
import type { Construct } from "constructs";
import type { ForwardSettings, LoadBalancerSettings } from "../defaults";
import { renderSoundHcl } from "../hcl";

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
  readonly arn: string;
  /** Reference to the resource's id as Terraform wants it in `replace_triggered_by`, where it takes no interpolation. */
  readonly idReference: string;
}

export function networkLoadBalancer(scope: Construct, id: string, settings: LoadBalancerSettings): LoadBalancer {
  const resource = new Lb(scope, id, {
    name: settings.name,
    loadBalancerType: "network",
    internal: settings.internal,
    enableDeletionProtection: settings.deletionProtection,
    enableCrossZoneLoadBalancing: settings.crossZone,
    // Always mappings: a change from `subnets` to them later fails.
    subnetMapping: settings.subnetMappings.map(({ subnetId, privateIpv4Address, allocationId, ipv6Address }) => ({
      subnetId: subnetId ?? "",
      privateIpv4Address,
      allocationId,
      ipv6Address,
    })),
    // An empty set would be an attribute that nobody asked for.
    securityGroups: settings.securityGroupIds?.length ? settings.securityGroupIds : undefined,
    tags: settings.tags,
  });
  return { resource, arn: resource.arn, dependency: dependable(resource) };
}

export function targetGroup(
  scope: Construct,
  id: string,
  { vpcId, tags }: LoadBalancerSettings,
  forward: ForwardSettings,
  loadBalancer: LoadBalancer,
): TargetGroup {
  const group = new LbTargetGroup(scope, id, {
    name: forward.targetGroupName,
    port: forward.targetPort,
    protocol: forward.protocol,
    targetType: "ip",
    ipAddressType: forward.ipAddressType,
    vpcId,
    deregistrationDelay: "300",
    healthCheck: {
      port: "traffic-port",
      protocol: "TCP",
      healthyThreshold: 3,
      unhealthyThreshold: 3,
      interval: 30,
    },
    tags,
    // Its port is only the default of an attachment that names none, and ours names its own. To follow it would replace
    // the group, which AWS refuses while a listener uses it: the old target is gone by then, the new one never comes.
    lifecycle: { ignoreChanges: ["port"] },
  });
  group.dependsOn = [loadBalancer.dependency];
  renderSoundHcl(group);
  return { arn: group.arn, idReference: `${group.terraformResourceType}.${group.friendlyUniqueId}.id` };
}

export function listener(
  scope: Construct,
  id: string,
  { tags }: LoadBalancerSettings,
  forward: ForwardSettings,
  loadBalancer: LoadBalancer,
  group: TargetGroup,
): LbListener {
  const resource = new LbListener(scope, id, {
    loadBalancerArn: loadBalancer.arn,
    port: forward.listenerPort,
    protocol: forward.protocol,
    // Not a weighted `forward` block: an NLB refuses it.
    defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
    tags,
    // A group that must be replaced takes its listener along, which is destroyed before it; AWS refuses any other order.
    lifecycle: { replaceTriggeredBy: [group.idReference] },
  });
  renderSoundHcl(resource);
  return resource;
}

export function targetAttachment(
  scope: Construct,
  id: string,
  forward: ForwardSettings,
  group: TargetGroup,
): LbTargetGroupAttachment {
  return new LbTargetGroupAttachment(scope, id, {
    targetGroupArn: group.arn,
    targetId: forward.targetIp,
    port: forward.targetPort,
    availabilityZone: forward.external ? "all" : undefined,
  });
}
