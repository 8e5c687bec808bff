import type { TerraformStack } from "cdktf";
import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";

// The load balancer of the unit tests.

/** Props as an untyped caller may pass them. */
export type Untyped<T> = { [Prop in keyof T]?: unknown } | Record<string, unknown>;

/** Props without a finding. */
export const VALID = {
  name: "example",
  vpcId: "vpc-1",
  subnetMappings: [
    { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" },
    { subnetId: "subnet-2", privateIpv4Address: "172.31.136.10" },
  ],
  securityGroupIds: [],
  forwards: [
    { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 },
    { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true },
  ],
} satisfies PortForwardNlbProps;

/** Adds a load balancer with the valid props, of which some are replaced. */
export function nlb(
  stack: TerraformStack,
  props: Untyped<PortForwardNlbProps> = {},
  id = "forwarding",
): PortForwardNlb {
  return new PortForwardNlb(stack, id, { ...VALID, ...props } as PortForwardNlbProps);
}
