import { type TerraformStack, TerraformVariable } from "cdktf";
import { type ForwardAlarms, NlbIpAddressType, type PortForward, PortForwardNlb } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { type Attributes, byId, synthesized } from "../../synthesized";

const WEB: PortForward = { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true };

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

/** Alarms by their IDs in the construct. */
function alarms(given: ForwardAlarms | undefined, row: Partial<PortForward> = {}): Record<string, Attributes> {
  new PortForwardNlb(stack, "forwarding", {
    name: "example",
    vpcId: "vpc-1",
    subnetMappings: [{ subnetId: "subnet-1" }],
    securityGroupIds: [],
    ipAddressType: NlbIpAddressType.DUALSTACK,
    tags: { team: "network" },
    forwards: [{ ...WEB, ...row }],
    alarms: given,
  });
  return byId(synthesized(stack).resource, "aws_cloudwatch_metric_alarm", "forwarding");
}

function description(row: Partial<PortForward>): unknown {
  return alarms({ actionArns: [] }, row)["30080_unhealthy-hosts"]?.alarm_description;
}

test("there are none by default", () => {
  expect(alarms(undefined)).toEqual({});
});

test("each forward has one for unhealthy targets that names it, and the load balancer one for its ports", () => {
  const common = {
    namespace: "AWS/NetworkELB",
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluation_periods: 3,
    alarm_actions: ["arn:1"],
    tags: { team: "network" },
  };
  const LoadBalancer = expect.stringMatching(/^\$\{aws_lb\.forwarding_lb_\w+\.arn_suffix\}$/);
  expect(alarms({ actionArns: ["arn:1"] })).toEqual({
    "30080_unhealthy-hosts": {
      ...common,
      alarm_name: "example-nlb 30080 unhealthy hosts",
      alarm_description: "30080 -> 10.0.0.10:80: a target is unhealthy",
      metric_name: "UnHealthyHostCount",
      statistic: "Maximum",
      dimensions: {
        LoadBalancer,
        TargetGroup: expect.stringMatching(
          /^\$\{aws_lb_target_group\.forwarding_30080_target-group_\w+\.arn_suffix\}$/,
        ),
      },
    },
    "port-allocation-errors": {
      ...common,
      alarm_name: "example-nlb port allocation errors",
      alarm_description:
        "example-nlb: a target IP and port has as many connections as there are ports, and new ones fail",
      metric_name: "PortAllocationErrorCount",
      statistic: "Sum",
      dimensions: { LoadBalancer },
    },
  });
});

test("either kind can be disabled, and periods are configurable", () => {
  const measured = { actionArns: [], periodSeconds: 300, evaluationPeriods: 1 };
  expect(Object.entries(alarms({ ...measured, portAllocationErrors: false }))).toEqual([
    ["30080_unhealthy-hosts", expect.objectContaining({ period: 300, evaluation_periods: 1 })],
  ]);
  stack = awsStack();
  const [[id, attributes] = []] = Object.entries(alarms({ ...measured, unhealthyHosts: false }));
  expect(id).toBe("port-allocation-errors");
  expect(attributes).not.toHaveProperty("alarm_actions");
});

test("actions can be a token list", () => {
  const actionArns = new TerraformVariable(stack, "topics", { type: "list(string)" }).listValue;
  expect(alarms({ actionArns })["port-allocation-errors"]).toMatchObject({ alarm_actions: "${var.topics}" });
});

test("a forward is named with its targets and description", () => {
  const additionalTargets = ["10.0.0.11", "10.0.0.12"].map((targetIp) => ({ targetIp, external: true }));
  expect(description({ additionalTargets, description: "Web" })).toBe(
    "30080 -> 10.0.0.10:80, 10.0.0.11:80, 10.0.0.12:80 (Web): a target is unhealthy",
  );
});

test("an IPv6 target is in brackets", () => {
  expect(description({ targetIp: "2001:db8::10" })).toBe("30080 -> [2001:db8::10]:80: a target is unhealthy");
});

test("the first of many targets are named, and tokens resolve", () => {
  const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
  const additionalTargets = Array.from({ length: 9 }, (_, index) => ({
    targetIp: `10.0.1.${index}`,
    external: true,
    key: String(index),
  }));
  expect(description({ additionalTargets, targetPort: port })).toBe(
    `30080 -> 10.0.0.10:\${var.port}, ${[0, 1, 2, 3].map((index) => `10.0.1.${index}:\${var.port}`).join(", ")}, 5 more: a target is unhealthy`,
  );
});
