import { AnnotationMetadataEntryType, type TerraformStack } from "cdktf";
import type { PortForward, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import type { Construct } from "constructs";
import type { Rule, Subject } from "../../../src/private/rules/rule";
import { nlb, type Untyped, VALID } from "../../nlb";

/** What synthesis says of some props. */
export function findings(stack: TerraformStack, props: Untyped<PortForwardNlbProps>, id = "forwarding"): string[] {
  return findingsOf(nlb(stack, props, id));
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

export function findingsOf(construct: Construct): string[] {
  const errors = construct.node.validate();
  const warning: string = AnnotationMetadataEntryType.WARN;
  const warnings = construct.node.metadata
    .filter(({ type }) => type === warning)
    .map(({ data }) => `warning: ${String(data)}`);
  return [...errors, ...warnings];
}

/** The rules that find nothing wrong with any of some subjects: those that a test forgot. */
export function silent<S extends Subject>(rules: readonly Rule<S>[], subjects: readonly S[]): Rule<S>[] {
  return rules.filter(({ problems }) => subjects.every((subject) => problems(subject).length === 0));
}

/** So many rows, on listener ports from 10000 on. */
export function forwards(length: number): PortForward[] {
  return Array.from({ length }, (_, index) => ({
    listenerPort: 10000 + index,
    targetIp: "172.31.129.10",
    targetPort: 22,
  }));
}
