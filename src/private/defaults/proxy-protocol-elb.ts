import type { ProxyProtocolElbProps } from "../../proxy-protocol-elb-props";
import { type Given, leaf } from "../given";
import { listOfLeaves, tagLeaves } from "../template";

/** Props of a classic load balancer with all defaults applied. */
export interface ClassicLoadBalancerSettings extends Omit<ProxyProtocolElbProps, "instanceIds"> {
  /** Undefined for an empty list: an empty set would deregister instances that something else registered. */
  readonly instanceIds: string[] | undefined;
  readonly listenerPort: number;
  readonly internal: boolean;
  readonly crossZone: boolean;
  readonly connectionDraining: boolean;
}

export function classicLoadBalancerSettings(given: Given): ClassicLoadBalancerSettings {
  const props = given as Partial<ProxyProtocolElbProps> & Pick<ProxyProtocolElbProps, "serverPort">;
  const serverPort = leaf(props.serverPort) ?? 0;
  const instanceIds = listOfLeaves(props.instanceIds);
  return {
    serverPort,
    listenerPort: leaf(props.listenerPort) ?? serverPort,
    subnetIds: listOfLeaves(props.subnetIds),
    availabilityZones: listOfLeaves(props.availabilityZones),
    instanceIds: instanceIds?.length ? instanceIds : undefined,
    securityGroupIds: listOfLeaves(props.securityGroupIds),
    name: leaf(props.name),
    tags: tagLeaves(props.tags),
    internal: leaf(props.internal) ?? false,
    crossZone: leaf(props.crossZone) ?? true,
    connectionDraining: leaf(props.connectionDraining) ?? false,
  };
}
