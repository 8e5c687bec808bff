import { FORWARD_RULES, type ForwardSubject } from "./forward";
import { LOAD_BALANCER_RULES, type LoadBalancerSubject } from "./load-balancer";
import { check, type Finding, type Malformed, type Rule } from "./rule";
import { shown } from "./shown";
import { SUBNET_MAPPING_RULES, type SubnetMappingSubject } from "./subnet-mapping";

export { forwardLabel, type ForwardSubject } from "./forward";
export type { Malformed, Severity } from "./rule";
export { subnetMappingSubjects } from "./subnet-mapping";

/** Every rule, by what it is held against. */
export const RULES = {
  PortForwardNlbProps: LOAD_BALANCER_RULES,
  NlbSubnetMapping: SUBNET_MAPPING_RULES,
  PortForward: FORWARD_RULES,
} as const;

/** All findings: on the construct's props, then on its subnet mappings and its forwards, each in the order of the list. */
export function findings(
  loadBalancer: LoadBalancerSubject,
  subnetMappings: readonly (SubnetMappingSubject | Malformed)[],
  forwards: readonly (ForwardSubject | Malformed)[],
): Finding[] {
  return [
    ...check(loadBalancer, LOAD_BALANCER_RULES),
    ...checkRows(subnetMappings, SUBNET_MAPPING_RULES, "{ subnetId }"),
    ...checkRows(forwards, FORWARD_RULES, "{ listenerPort, targetIp, targetPort }"),
  ];
}

function checkRows<S extends SubnetMappingSubject | ForwardSubject>(
  rows: readonly (S | Malformed)[],
  rules: readonly Rule<S>[],
  example: string,
): Finding[] {
  return rows.flatMap((row): Finding[] =>
    "malformed" in row
      ? [
          {
            severity: "error",
            message: `${row.label} must be an object such as ${example}, got ${shown(row.malformed)}; give one`,
          },
        ]
      : check(row, rules),
  );
}
