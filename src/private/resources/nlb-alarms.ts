import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { Construct } from "constructs";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import type { AlarmSettings, LoadBalancerSettings } from "../defaults/load-balancer";
import { numberText } from "../texts";

// The alarms that are made of the list. Every resource is stated here and nowhere else; each value may be a literal or a
// token.

/** So many targets are named by an alarm. */
const NAMED_TARGETS = 5;

/** @param arnSuffix the load balancer's, by which CloudWatch knows it */
export function unhealthyHostsAlarm(
  scope: Construct,
  id: string,
  { name, tags }: LoadBalancerSettings,
  alarms: AlarmSettings,
  forward: ForwardSettings,
  arnSuffix: string,
  group: LbTargetGroup,
): void {
  new CloudwatchMetricAlarm(scope, id, {
    alarmName: `${name} ${forward.listenerPort} unhealthy hosts`,
    alarmDescription: `${route(forward)}: a target is unhealthy`,
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    dimensions: { LoadBalancer: arnSuffix, TargetGroup: group.arnSuffix },
    ...aboveNone(alarms),
    tags,
  });
}

export function portAllocationErrorsAlarm(
  scope: Construct,
  id: string,
  { name, tags }: LoadBalancerSettings,
  alarms: AlarmSettings,
  arnSuffix: string,
): void {
  new CloudwatchMetricAlarm(scope, id, {
    alarmName: `${name} port allocation errors`,
    alarmDescription: `${name}: a target IP and port has as many connections as there are ports, and new ones fail`,
    metricName: "PortAllocationErrorCount",
    statistic: "Sum",
    dimensions: { LoadBalancer: arnSuffix },
    ...aboveNone(alarms),
    tags,
  });
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

/** Where a forward leads, `30080 -> 10.0.0.10:80`. */
function route({ listenerPort, targets, description }: ForwardSettings): string {
  const named = targets.slice(0, NAMED_TARGETS).map(socket);
  const others = targets.length - named.length;
  const list = [...named, ...(others > 0 ? [`${others} more`] : [])].join(", ");
  return `${listenerPort} -> ${list}${description === undefined ? "" : ` (${description})`}`;
}

function socket({ targetIp, targetPort, address }: TargetSettings): string {
  return `${address?.kind() === "ipv6" ? `[${targetIp}]` : targetIp}:${numberText(targetPort)}`;
}
