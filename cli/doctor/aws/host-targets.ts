import type { MetricDataQuery, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { hostTargetsName } from "../../../src/private/host-targets-name";
import type { HostTargetsFacts } from "../facts";
import { RECENT_MINUTES } from "../hosts";
import type { Aws } from "./aws";
import { CLOUDWATCH } from "./calls";

const SECONDS = 60;

/** Returns the last runs of the function for hosts, as CloudWatch counts them. Undefined if IAM denies the call. */
export async function hostTargetsOf(
  aws: Aws,
  { LoadBalancerName: name = "", LoadBalancerArn = "" }: LoadBalancer,
  now = new Date(),
): Promise<HostTargetsFacts | undefined> {
  const functionName = hostTargetsName({ name });
  const ofFunction = { Namespace: "AWS/Lambda", Dimensions: [{ Name: "FunctionName", Value: functionName }] };
  const dimension = LoadBalancerArn.split(":loadbalancer/")[1] ?? "";
  const own = { Namespace: "PortForwardNlb", Dimensions: [{ Name: "LoadBalancer", Value: dimension }] };
  const query = (Id: string, MetricName: string, Stat: string, metric: typeof own): MetricDataQuery => ({
    Id,
    MetricStat: { Metric: { ...metric, MetricName }, Period: SECONDS, Stat },
  });
  const results = await aws.all(CLOUDWATCH.GetMetricData, {
    StartTime: new Date(now.getTime() - RECENT_MINUTES * SECONDS * 1000),
    EndTime: now,
    ScanBy: "TimestampDescending",
    MetricDataQueries: [
      query("invocations", "Invocations", "Sum", ofFunction),
      query("errors", "Errors", "Sum", ofFunction),
      query("unresolved", "UnresolvedNames", "Maximum", own),
    ],
  });
  if (!results) return undefined;
  const invocations = valuesOf(results, "invocations");
  const last = Math.max(...invocations.filter(([, count]) => count > 0).map(([time]) => time));
  const errors = new Map(valuesOf(results, "errors"));
  const [unresolved] = valuesOf(results, "unresolved").sort(([one], [other]) => other - one);
  return {
    functionName,
    invocations: invocations.reduce((sum, [, count]) => sum + count, 0),
    failed: (errors.get(last) ?? 0) > 0,
    ...(unresolved === undefined ? {} : { unresolvedNames: unresolved[1] }),
  };
}

/** Returns the values of a metric with their times, from all pages of the answer. */
function valuesOf(results: readonly MetricDataResult[], id: string): [time: number, value: number][] {
  return results
    .filter(({ Id }) => Id === id)
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, index): [number, number] => [time.getTime(), Values[index] ?? 0]),
    );
}
