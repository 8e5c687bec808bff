import { AnnotationMetadataEntryType, type TerraformStack } from "cdktf";
import { type PortForward, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";

/** A list without a finding. */
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

/** Props as an untyped caller may give them. */
export type Untyped<T> = { [Prop in keyof T]?: unknown } | Record<string, unknown>;

/** What synthesis says of some props. */
export function findings(stack: TerraformStack, props: Untyped<PortForwardNlbProps>, id = "forwarding"): string[] {
  return findingsOf(new PortForwardNlb(stack, id, { ...VALID, ...props } as PortForwardNlbProps));
}

/** What synthesis says of a list whose first row is changed. */
export function rowFindings(
  stack: TerraformStack,
  row: Untyped<PortForward>,
  props: Untyped<PortForwardNlbProps> = {},
) {
  const [first, ...others] = VALID.forwards;
  return findings(stack, { forwards: [{ ...first, ...row }, ...others], ...props });
}

export function findingsOf(forwarding: PortForwardNlb): string[] {
  const errors = forwarding.node.validate();
  const warning: string = AnnotationMetadataEntryType.WARN;
  const warnings = forwarding.node.metadata
    .filter(({ type }) => type === warning)
    .map(({ data }) => `warning: ${String(data)}`);
  return [...errors, ...warnings];
}

/** So many rows, on listener ports from 10000 on. */
export function forwards(length: number): PortForward[] {
  return Array.from({ length }, (_, index) => ({
    listenerPort: 10000 + index,
    targetIp: "172.31.129.10",
    targetPort: 22,
  }));
}
