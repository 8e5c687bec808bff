import { TargetIpAddressType } from "../port-forward";
import type { ForwardSettings } from "./defaults/forward";
import type { HostTargetsSettings, LoadBalancerSettings } from "./defaults/load-balancer";

/** Name, port and, if the row sets it, `external`. */
type Host = readonly [name: string, port: number] | readonly [name: string, port: number, external: boolean];

/** A target group of the function's input. */
interface InputGroup {
  readonly id: string;
  readonly hosts: readonly Host[];
  readonly ipv6?: true;
}

/** The constant input of the function for hosts, which `host-targets/` reads. */
export interface HostTargetsInput {
  readonly loadBalancerArn: string;
  readonly targetGroups: readonly InputGroup[];
  readonly vpcCidrBlocks?: readonly string[];
  readonly nameServers?: readonly string[];
  readonly missesBeforeRemoval: number;
}

/**
 * @param loadBalancerArn ARN of the load balancer
 * @param groups the forwards to hosts, each with the ID of its target group, `<name>/<id>`
 */
export function hostTargetsInput(
  { vpcCidrBlocks }: Pick<LoadBalancerSettings, "vpcCidrBlocks">,
  { nameServers, missesBeforeRemoval }: HostTargetsSettings,
  loadBalancerArn: string,
  groups: readonly { readonly forward: ForwardSettings; readonly id: string }[],
): HostTargetsInput {
  return {
    loadBalancerArn,
    targetGroups: groups.map(({ forward, id }) => ({
      id,
      hosts: hostsOf(forward),
      ...(forward.ipAddressType === TargetIpAddressType.IPV6 && { ipv6: true }),
    })),
    ...(vpcCidrBlocks !== undefined && { vpcCidrBlocks }),
    ...(nameServers.length > 0 && { nameServers }),
    missesBeforeRemoval,
  };
}

/** Returns the hosts of a forward. */
export function hostsOf({ targets }: ForwardSettings): Host[] {
  return targets.map(({ id, targetPort, givenExternal }) =>
    givenExternal === undefined ? [id, targetPort] : [id, targetPort, givenExternal],
  );
}
