import { ForwardProtocol, type PortForward } from "../port-forward";
import type { PortForwardNlbProps } from "../port-forward-nlb";
import { defaultLoadBalancerName, defaultTargetGroupName } from "./names";

/** Props of the construct with every default applied, the list itself aside. */
export type LoadBalancerSettings = ReturnType<typeof loadBalancerSettings>;

/** A row of the list with every default applied. */
export type ForwardSettings = ReturnType<typeof forwardSettings>;

export function loadBalancerSettings(props: PortForwardNlbProps) {
  return {
    vpcId: props.vpcId,
    subnetMappings: props.subnetMappings,
    securityGroupIds: props.securityGroupIds,
    tags: props.tags,
    name: props.loadBalancerName ?? defaultLoadBalancerName(props.name),
    internal: props.internal ?? true,
    deletionProtection: props.deletionProtection ?? true,
    crossZone: props.crossZone ?? true,
  };
}

export function forwardSettings(forward: PortForward, name: string) {
  return {
    listenerPort: forward.listenerPort,
    targetIp: forward.targetIp,
    targetPort: forward.targetPort,
    key: forward.key,
    protocol: ForwardProtocol.TCP,
    external: forward.external ?? false,
    targetGroupName: forward.targetGroupName ?? defaultTargetGroupName(name, forward.listenerPort),
  };
}
