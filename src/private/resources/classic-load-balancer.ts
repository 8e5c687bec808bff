import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Elb } from "@cdktf/provider-aws/lib/elb";
import { LoadBalancerBackendServerPolicy } from "@cdktf/provider-aws/lib/load-balancer-backend-server-policy";
import { LoadBalancerPolicy } from "@cdktf/provider-aws/lib/load-balancer-policy";
import type { Construct } from "constructs";
import type { ClassicLoadBalancerSettings } from "../defaults/proxy-protocol-elb";
import { renderSoundHcl } from "../hcl";
import { valueText } from "../texts";

// Every resource of a classic load balancer is stated here and nowhere else. Each value may be a literal or a token.

export interface ClassicLoadBalancer {
  readonly resource: Elb;
  readonly name: string;
  /** References to attributes as Terraform wants them in `replace_triggered_by`, where it takes no interpolation. */
  readonly references: { readonly id: string; readonly listener: string };
}

/** Names of the zones that every account has, as CloudFormation's `Fn::GetAZs` gives them. */
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
    // A load balancer of the same name that took this one's place has no policies.
    lifecycle: { replaceTriggeredBy: [elb.references.id] },
  });
  renderSoundHcl(policy);
  return policy.policyName;
}

/** Switches a policy on for the servers' port: without this it has no effect. */
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
    // With another port of the servers the provider keeps the id of the old one, and plans the change for ever; and what
    // AWS does with the policy of a port whose listener goes and comes again is written nowhere.
    lifecycle: { replaceTriggeredBy: [elb.references.id, elb.references.listener] },
  });
  renderSoundHcl(policy);
}
