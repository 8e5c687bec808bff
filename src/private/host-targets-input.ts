import type { ForwardSettings } from "./defaults/forward";
import type { HostTargetsSettings, LoadBalancerSettings } from "./defaults/load-balancer";

/** A target group of the function's input. */
interface InputGroup {
  readonly id: string;
  /** Name, port and, if the row sets it, `external`. */
  readonly hosts: readonly (readonly [string, number] | readonly [string, number, boolean])[];
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
      hosts: forward.targets.map(({ id: host, targetPort, givenExternal }) =>
        givenExternal === undefined ? ([host, targetPort] as const) : ([host, targetPort, givenExternal] as const),
      ),
      ...(forward.ipAddressType === "ipv6" && { ipv6: true }),
    })),
    ...(vpcCidrBlocks !== undefined && { vpcCidrBlocks }),
    ...(nameServers.length > 0 && { nameServers }),
    missesBeforeRemoval,
  };
}
