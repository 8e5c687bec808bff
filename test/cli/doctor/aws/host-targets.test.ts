import { collect } from "../../../../cli/doctor/aws/collect";
import type { Facts } from "../../../../cli/doctor/facts";
import type { ResolveNames } from "../../../../cli/check/resolve";
import { type Answer, answered, Asking } from "../support/intercepted";

const ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/50dc6c495c0c9188";

const asking = Asking.begin();

/** Values of a metric by the minute, the last minute first. */
type Minutes = readonly (readonly [minute: number, value: number])[];

interface Metrics {
  readonly invocations?: Minutes;
  readonly errors?: Minutes;
  readonly unresolved?: Minutes;
}

function metricData(metrics: Metrics): Answer {
  const results = Object.entries(metrics).map(([Id, minutes]: [string, Minutes]) => ({
    Id,
    StatusCode: "Complete",
    Timestamps: minutes.map(([minute]) => 1_800_000_000 + 60 * minute),
    Values: minutes.map(([, value]) => value),
  }));
  return { status: 200, body: JSON.stringify({ MetricDataResults: results }) };
}

const DENIED: Answer = {
  status: 400,
  body: JSON.stringify({ __type: "com.amazonaws.cloudwatch#AccessDenied", message: "not authorized" }),
};

const resolve: ResolveNames = async (names) =>
  Promise.resolve(new Map([...names].map((name) => [name, { addresses: ["10.0.0.10"] }])));

async function collected(data: Answer, hosts: readonly string[] = ["db.internal"]): Promise<Facts> {
  asking.server.answer = (call) => {
    if (call.action === "cloudwatch:GetMetricData") return data;
    const found = `<LoadBalancers><member><LoadBalancerArn>${ARN}</LoadBalancerArn><VpcId>vpc-1</VpcId>
      <LoadBalancerName>example-nlb</LoadBalancerName><Type>network</Type></member></LoadBalancers>`;
    return answered(call, call.action.endsWith(":DescribeLoadBalancers") ? found : "");
  };
  return collect(asking.aws(), { name: "example-nlb", targetIds: [], hosts }, resolve);
}

test("reads the function's runs, and resolves the names", async () => {
  const facts = await collected(
    metricData({
      invocations: [
        [9, 1],
        [8, 1],
      ],
      errors: [
        [9, 0],
        [8, 1],
      ],
      unresolved: [
        [8, 3],
        [9, 2],
      ],
    }),
  );
  expect(facts).toMatchObject({
    hostTargets: { functionName: "example-nlb-host-targets", invocations: 2, failed: false, unresolvedNames: 2 },
    names: [{ name: "db.internal", addresses: ["10.0.0.10"] }],
    unread: [],
  });
  const [call] = asking.server.callsOf("cloudwatch:GetMetricData");
  const { MetricDataQueries, StartTime, EndTime } = JSON.parse(call?.parameters.get("json") ?? "") as {
    MetricDataQueries: { MetricStat: { Metric: { MetricName: string; Dimensions: { Value: string }[] } } }[];
    StartTime: number;
    EndTime: number;
  };
  expect(EndTime - StartTime).toBe(600);
  expect(
    MetricDataQueries.map(({ MetricStat: { Metric } }) => [Metric.MetricName, Metric.Dimensions[0]?.Value]),
  ).toEqual([
    ["Invocations", "example-nlb-host-targets"],
    ["Errors", "example-nlb-host-targets"],
    ["UnresolvedNames", "net/example-nlb/50dc6c495c0c9188"],
  ]);
});

test("knows that the last run failed", async () => {
  const { hostTargets } = await collected(
    metricData({
      invocations: [
        [9, 1],
        [8, 1],
      ],
      errors: [
        [9, 1],
        [8, 0],
      ],
    }),
  );
  expect(hostTargets).toEqual({ functionName: "example-nlb-host-targets", invocations: 2, failed: true });
});

test("a function without metrics hasn't run", async () => {
  const { hostTargets } = await collected(metricData({ invocations: [], errors: [] }));
  expect(hostTargets).toMatchObject({ invocations: 0, failed: false });
});

test("says that IAM denies the metrics, and still resolves the names", async () => {
  const facts = await collected(DENIED);
  expect(facts.hostTargets).toBeUndefined();
  expect(facts.names).toHaveLength(1);
  expect(facts.unread.map(({ action }) => action)).toEqual(["cloudwatch:GetMetricData"]);
});

test("asks neither CloudWatch nor a name server if the list has no hosts", async () => {
  const facts = await collected(DENIED, []);
  expect(facts).not.toHaveProperty("names");
  expect(facts).not.toHaveProperty("hostTargets");
  expect(asking.server.callsOf("cloudwatch:GetMetricData")).toEqual([]);
});
