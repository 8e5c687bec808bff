import type { CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import type { AlarmSettings, HostTargetsSettings, LoadBalancerSettings } from "../defaults/load-balancer";
import { targetText } from "../targets";
import { valueText } from "../texts";
import { isUnresolved } from "../unresolved";

// The only place that states the arguments of the alarms. Every value can be a literal or a token.

/** Number of targets that an alarm's description lists. */
const NAMED_TARGETS = 5;

/** Length to which an alarm cuts a forward's description. */
const LONGEST_DESCRIPTION = 256;

/** CloudWatch dimensions of a load balancer and a target group: the last parts of their ARNs. */
interface Dimensions {
  readonly loadBalancer: string;
  readonly targetGroup: string;
}

/** @param where the forward's ports and targets, from `route()` */
export function unhealthyHostsAlarmConfig(
  { name, tags }: LoadBalancerSettings,
  alarms: AlarmSettings,
  listenerPort: number,
  where: string,
  { loadBalancer, targetGroup }: Dimensions,
): CloudwatchMetricAlarmConfig {
  return {
    alarmName: `${name} ${listenerPort} unhealthy hosts`,
    alarmDescription: `${where}: a target is unhealthy`,
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
    ...aboveNone(alarms),
    tags,
  };
}

export function portAllocationErrorsAlarmConfig(
  { name, tags }: LoadBalancerSettings,
  alarms: AlarmSettings,
  loadBalancer: string,
): CloudwatchMetricAlarmConfig {
  return {
    alarmName: `${name} port allocation errors`,
    alarmDescription: `${name}: a target IP and port has as many connections as there are ports, and new ones fail`,
    metricName: "PortAllocationErrorCount",
    statistic: "Sum",
    dimensions: { LoadBalancer: loadBalancer },
    ...aboveNone(alarms),
    tags,
  };
}

/** Time that a name may not be resolved, in seconds. */
const UNRESOLVED = 600;

/** A function that doesn't run resolves no names, so missing data counts as well. */
export function unresolvedHostsAlarmConfig(
  { name, tags }: LoadBalancerSettings,
  alarms: AlarmSettings,
  { intervalSeconds }: Pick<HostTargetsSettings, "intervalSeconds">,
  loadBalancer: string,
): CloudwatchMetricAlarmConfig {
  return {
    alarmName: `${name} unresolved hosts`,
    alarmDescription: `${name}: the name of a host wasn't resolved for ten minutes, or the function failed or didn't run`,
    metricName: "UnresolvedNames",
    statistic: "Minimum",
    dimensions: { LoadBalancer: loadBalancer },
    ...aboveNone(alarms),
    namespace: "PortForwardNlb",
    period: intervalSeconds,
    evaluationPeriods: Math.ceil(UNRESOLVED / intervalSeconds),
    treatMissingData: "breaching",
    tags,
  };
}

type Threshold = Pick<
  CloudwatchMetricAlarmConfig,
  "namespace" | "comparisonOperator" | "threshold" | "period" | "evaluationPeriods" | "alarmActions"
>;

function aboveNone({ actionArns, periodSeconds, evaluationPeriods }: AlarmSettings): Threshold {
  return {
    namespace: "AWS/NetworkELB",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: periodSeconds,
    evaluationPeriods,
    alarmActions: actionArns?.length ? actionArns : undefined,
  };
}

/** Returns a forward's ports and targets, such as `30080 -> 10.0.0.10:80`. */
export function route({ listenerPort, targets, description }: ForwardSettings): string {
  const named = targets.slice(0, NAMED_TARGETS).map(socket);
  const others = targets.length - named.length;
  const list = [...named, ...(others > 0 ? [`${others} more`] : [])].join(", ");
  return `${listenerPort} -> ${list}${description === undefined ? "" : ` (${shortened(description)})`}`;
}

/** CloudWatch allows 1,024 characters in an alarm's description. */
function shortened(text: string): string {
  if (isUnresolved(text)) return text;
  return Array.from(text.slice(0, 2 * LONGEST_DESCRIPTION).replace(/\p{C}/gu, " "))
    .slice(0, LONGEST_DESCRIPTION)
    .join("");
}

function socket({ id, targetPort, address }: TargetSettings): string {
  return `${address?.kind() === "ipv6" ? `[${id}]` : targetText(id)}:${valueText(targetPort)}`;
}
