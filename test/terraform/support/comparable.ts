import type { Tag } from "@aws-sdk/client-ec2";
import type { ReportedForward, ReportedNlb } from "./reported";

// Removes a load balancer's own name, ARNs, DNS name and IDs from what the API reports. Two load balancers with the
// same list are then equal, however they got it.

/** IDs, ARNs and times that AWS generates for each resource. */
const MADE_UP: readonly string[] = [
  "CanonicalHostedZoneId",
  "CreatedTime",
  "DNSName",
  "ListenerArn",
  "LoadBalancerArn",
  "LoadBalancerArns",
  "LoadBalancerName",
  "SecurityGroupRuleArn",
  "SecurityGroupRuleId",
  "TargetGroupArn",
  "AlarmArn",
  "AlarmConfigurationUpdatedTimestamp",
  "StateTransitionedTimestamp",
  "StateUpdatedTimestamp",
];

/**
 * @param name prefix of the load balancer's names
 * @param groups IDs of security groups that the construct doesn't create
 */
export function comparable(nlb: ReportedNlb, name: string, groups: readonly string[]): unknown {
  const { forwards: _, rules, alarms, attributes, ...others } = nlb;
  const rest = { ...others, attributes: withoutIdleBucket(attributes) };
  const sorted = [...rules, ...alarms].map((each) => JSON.stringify(withoutMadeUp(each, name, groups))).sort();
  return withoutMadeUp({ ...rest, made: sorted.map((each) => JSON.parse(each) as unknown) }, name, groups);
}

export function comparableForward(forward: ReportedForward, name: string): unknown {
  const targets = [...forward.targets].map((each) => JSON.stringify(each)).sort();
  return withoutMadeUp({ ...forward, certificates: [...forward.certificates].sort(), targets }, name, []);
}

/** Returns the number of values. */
export function valuesIn(compared: unknown): number {
  if (typeof compared !== "object" || compared === null) return 1;
  return Object.values(compared).reduce<number>((count, each) => count + valuesIn(each), 0);
}

function withoutMadeUp(reported: object, name: string, groups: readonly string[]): unknown {
  return JSON.parse(
    JSON.stringify(reported, (key, value: unknown) => {
      if (MADE_UP.includes(key)) return undefined;
      if (key === "SecurityGroups") return (value as string[]).map((id) => general(id, name, groups)).sort();
      // AWS lists only the default one here. moto adds the others, which `certificates` has, in the order of
      // creation.
      if (key === "Certificates") return (value as unknown[]).slice(0, 1);
      if (isDimensions(value)) return [...value].sort((one, other) => one.Name.localeCompare(other.Name));
      if (key === "Tags")
        return [...(value as Tag[])].sort(({ Key: one = "" }, { Key: other = "" }) => one.localeCompare(other));
      return typeof value === "string" ? general(value, name, groups) : value;
    }),
  ) as unknown;
}

/** Returns a text without the load balancer's own names and IDs. */
function general(value: string, name: string, groups: readonly string[]): string {
  if (/^sg-\w+$/.test(value) && !groups.includes(value)) return "the list's own";
  if (value.startsWith("arn:aws:elasticloadbalancing:")) return "made up";
  return /^(net|targetgroup)\//.test(value) ? "made up" : value.replaceAll(name, "NAME");
}

/** Whether a value is an alarm's dimensions, which have no order. */
function isDimensions(value: unknown): value is { Name: string }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof (each as { Name?: unknown }).Name === "string")
  );
}

/** AWS keeps the location of disabled access logs: the provider only disables them. */
function withoutIdleBucket(attributes: ReportedNlb["attributes"]): ReportedNlb["attributes"] {
  if (attributes["access_logs.s3.enabled"] === "true") return attributes;
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !/^access_logs\.s3\.(bucket|prefix)$/.test(name)),
  );
}
