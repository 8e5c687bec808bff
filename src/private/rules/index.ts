import { healthCheckSettings } from "../defaults/forward-options";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { record } from "../given";
import { butIs } from "../shown";
import { FORWARD_IMPORT_RULES, forwardImportSubjects } from "./adoption";
import { BASIC_AWS_PROVIDER_RULES } from "./basic-aws-provider";
import { ECHO_SERVER_INSTANCE_RULES } from "./echo-server-instance";
import { FORWARD_RULES } from "./forward";
import type { ForwardSubject } from "./forward-subject";
import { FORWARD_DEFAULTS_RULES } from "./forward-options";
import { ADDITIONAL_TARGET_RULES, additionalTargetSubjects } from "./forward-target";
import { LOAD_BALANCER_RULES } from "./load-balancer";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { PROXY_PROTOCOL_ELB_RULES, type ProxyProtocolElbSubject } from "./proxy-protocol-elb";
import { check, type RuleFinding, type Malformed, type Rule, type Subject } from "./rule";
import { SUBNET_MAPPING_RULES, type SubnetMappingSubject } from "./subnet-mapping";

export { forwardLabel, preservedSockets } from "./forward";
export type { ForwardSubject } from "./forward-subject";
export type { RuleFinding, Malformed, Rule, Severity } from "./rule";
export { subnetMappingSubjects } from "./subnet-mapping";

/** Every rule, by the struct that it checks. */
export const RULES = {
  PortForwardNlbProps: LOAD_BALANCER_RULES,
  NlbSubnetMapping: SUBNET_MAPPING_RULES,
  PortForward: FORWARD_RULES,
  ForwardTarget: ADDITIONAL_TARGET_RULES,
  ForwardDefaults: FORWARD_DEFAULTS_RULES,
  ForwardImportFrom: FORWARD_IMPORT_RULES,
  ProxyProtocolElbProps: PROXY_PROTOCOL_ELB_RULES,
  EchoServerInstanceProps: ECHO_SERVER_INSTANCE_RULES,
  BasicAwsProviderProps: BASIC_AWS_PROVIDER_RULES,
} as const;

/**
 * Returns all findings: on the construct's props and its defaults, then on its subnet mappings, its forwards with their
 * targets, and its imports, each in the order of the list.
 */
export function findings(
  loadBalancer: LoadBalancerSubject,
  subnetMappings: readonly (SubnetMappingSubject | Malformed)[],
  forwards: readonly (ForwardSubject | Malformed)[],
): RuleFinding[] {
  const { given, settings } = loadBalancer;
  return [
    ...check(loadBalancer, LOAD_BALANCER_RULES),
    ...forwardDefaultsFindings(given.forwardDefaults, settings),
    ...checkRows(subnetMappings, SUBNET_MAPPING_RULES, "{ subnetId }"),
    ...forwards.flatMap((forward) => {
      const found = checkRow(forward, FORWARD_RULES, "{ listenerPort, targetIp, targetPort }");
      return "malformed" in forward ? found : found.concat(additionalTargetFindings(forward));
    }),
    ...checkRows(
      forwardImportSubjects(given.importFrom, loadBalancer.forwards),
      FORWARD_IMPORT_RULES,
      "{ listenerPort, listenerArn, targetGroupArn }",
    ),
  ];
}

function forwardDefaultsFindings(
  forwardDefaults: unknown,
  { forwardDefaults: options }: LoadBalancerSettings,
): RuleFinding[] {
  const given = record(forwardDefaults);
  if (!given) return [];
  const subject = { label: "forwardDefaults", given, healthCheck: healthCheckSettings(options.healthCheck) };
  return check(subject, FORWARD_DEFAULTS_RULES);
}

function additionalTargetFindings({ label, given, forward, loadBalancer }: ForwardSubject): RuleFinding[] {
  if (forward.additionalTargets.length === 0) return [];
  const subjects = additionalTargetSubjects(label, given.additionalTargets, forward, loadBalancer);
  return checkRows(subjects, ADDITIONAL_TARGET_RULES, "{ targetIp }");
}

export function proxyProtocolElbFindings(subject: ProxyProtocolElbSubject): RuleFinding[] {
  return check(subject, PROXY_PROTOCOL_ELB_RULES);
}

export function basicAwsProviderFindings(subject: Subject): RuleFinding[] {
  return check(subject, BASIC_AWS_PROVIDER_RULES);
}

export function echoServerInstanceFindings(subject: Subject): RuleFinding[] {
  return check(subject, ECHO_SERVER_INSTANCE_RULES);
}

function checkRows<S extends Subject>(
  rows: readonly (S | Malformed)[],
  rules: readonly Rule<S>[],
  example: string,
): RuleFinding[] {
  return rows.flatMap((row) => checkRow(row, rules, example));
}

function checkRow<S extends Subject>(row: S | Malformed, rules: readonly Rule<S>[], example: string): RuleFinding[] {
  if (!("malformed" in row)) return check(row, rules);
  const message = `${row.label} must be an object such as ${example}, ${butIs(row.malformed)}.`;
  return [{ severity: "error", message }];
}
