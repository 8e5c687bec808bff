import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Elb } from "@cdktf/provider-aws/lib/elb";
import { LoadBalancerBackendServerPolicy } from "@cdktf/provider-aws/lib/load-balancer-backend-server-policy";
import { LoadBalancerPolicy } from "@cdktf/provider-aws/lib/load-balancer-policy";
import type { Construct } from "constructs";
import type { ClassicLoadBalancerSettings } from "../defaults/proxy-protocol-elb";
import { renderSoundHcl } from "../hcl";
import { valueText } from "../texts";

// The only place that states the arguments of these resources. Every value can be a literal or a token.

export interface ClassicLoadBalancer {
  readonly resource: Elb;
  readonly name: string;
  /** Attribute references for `replace_triggered_by`, which allows no interpolation. */
  readonly references: { readonly id: string; readonly listener: string };
}

/** Returns the names of the zones that need no opt-in, like CloudFormation's `Fn::GetAZs`. */
export function availabilityZones(scope: Construct, id: string): string[] {
  return new DataAwsAvailabilityZones(scope, id, {
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  }).names;
}

export function classicLoadBalancer(
  scope: Construct,
  id: string,
  settings: ClassicLoadBalancerSettings,
  zones: string[] | undefined,
): ClassicLoadBalancer {
  const { serverPort, listenerPort } = settings;
  const resource = new Elb(scope, id, {
    name: settings.name,
    internal: settings.internal,
    subnets: settings.subnetIds,
    availabilityZones: zones,
    securityGroups: settings.securityGroupIds,
    instances: settings.instanceIds,
    crossZoneLoadBalancing: settings.crossZone,
    connectionDraining: settings.connectionDraining,
    listener: [{ lbPort: listenerPort, lbProtocol: "tcp", instancePort: serverPort, instanceProtocol: "tcp" }],
    healthCheck: {
      target: `TCP:${valueText(serverPort)}`,
      healthyThreshold: 3,
      unhealthyThreshold: 5,
      interval: 30,
      timeout: 5,
    },
    tags: settings.tags,
  });
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  return { resource, name: resource.name, references: { id: `${address}.id`, listener: `${address}.listener` } };
}

/** @returns the policy's name */
export function proxyProtocolPolicy(scope: Construct, id: string, elb: ClassicLoadBalancer): string {
  const policy = new LoadBalancerPolicy(scope, id, {
    loadBalancerName: elb.name,
    policyName: "EnableProxyProtocol",
    policyTypeName: "ProxyProtocolPolicyType",
    policyAttribute: [{ name: "ProxyProtocol", value: "true" }],
    // Another load balancer that takes over the name has no policies.
    lifecycle: { replaceTriggeredBy: [elb.references.id] },
  });
  renderSoundHcl(policy);
  return policy.policyName;
}

/** Enables a policy on the servers' port. It has no effect before. */
export function backendServerPolicy(
  scope: Construct,
  id: string,
  { serverPort }: ClassicLoadBalancerSettings,
  elb: ClassicLoadBalancer,
  policyName: string,
): void {
  const policy = new LoadBalancerBackendServerPolicy(scope, id, {
    loadBalancerName: elb.name,
    instancePort: serverPort,
    policyNames: [policyName],
    // If the servers' port changes, the provider keeps the old port's ID and plans the change again and again. AWS
    // doesn't document what happens to a port's policy when its listener is removed and added again.
    lifecycle: { replaceTriggeredBy: [elb.references.id, elb.references.listener] },
  });
  renderSoundHcl(policy);
}
