import type { ProxyProtocolElbProps } from "../../proxy-protocol-elb-props";
import { type Given, leaf } from "../given";
import { listOfLeaves, tagLeaves } from "../template";

/** Props of a classic load balancer with every default applied. */
export interface ClassicLoadBalancerSettings extends ProxyProtocolElbProps {
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
    // An empty set would take out those that something else registered.
    instanceIds: instanceIds?.length ? instanceIds : undefined,
    securityGroupIds: listOfLeaves(props.securityGroupIds),
    name: leaf(props.name),
    tags: tagLeaves(props.tags),
    internal: leaf(props.internal) ?? false,
    crossZone: leaf(props.crossZone) ?? true,
    connectionDraining: leaf(props.connectionDraining) ?? false,
  };
}
