import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Fn, TerraformVariable, type TerraformStack, Token } from "cdktf";
import {
  NlbIpAddressType,
  type PortForward,
  PortForwardNlb,
  type PortForwardNlbProps,
  PortForwards,
  TargetIpAddressType,
} from "cdktf-port-forward-nlb";
import { findingsOf } from "./private/rules/findings";
import { awsStack } from "./stack";
import { byId, only, type Resources, synthesized } from "./synthesized";

// Forwards to hosts, and the function that resolves their names. test/host-targets/ runs it, and
// test/terraform/target-host.test.ts applies it.

const TO_HOST: PortForward = { listenerPort: 5432, targetHost: "db.example.internal", targetPort: 5432 };
const TO_ADDRESS: PortForward = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

function forwarding(forwards: PortForward[], props: Partial<PortForwardNlbProps> = {}): PortForwardNlb {
  return new PortForwardNlb(stack, "forwarding", {
    name: "example",
    vpcId: "vpc-1",
    subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }],
    securityGroupIds: [],
    hostTargets: { subnetIds: ["subnet-2"] },
    forwards,
    ...props,
  });
}

function resources(forwards: PortForward[], props: Partial<PortForwardNlbProps> = {}): Resources {
  forwarding(forwards, props);
  return synthesized(stack).resource;
}

/** The function's input as written, an expression. */
function input(resource: Resources): unknown {
  return only(resource, "aws_cloudwatch_event_target").input;
}

test("a host has the target group of an address, without attachments", () => {
  const toHost = resources([TO_HOST]);
  stack = awsStack();
  const toAddress = resources([{ ...TO_ADDRESS, listenerPort: 5432, targetPort: 5432 }]);
  expect(only(toHost, "aws_lb_target_group")).toEqual(only(toAddress, "aws_lb_target_group"));
  expect(only(toHost, "aws_lb_listener")).toEqual(only(toAddress, "aws_lb_listener"));
  expect(toHost.aws_lb_target_group_attachment).toBeUndefined();
});

test("its target group is replaced if it becomes, or was, another type of target", () => {
  const marker = (forward: PortForward): unknown => {
    stack = awsStack();
    const resource = resources([forward]);
    const { lifecycle } = only(resource, "aws_lb_target_group") as { lifecycle: { replace_triggered_by: string[] } };
    const [trigger = ""] = lifecycle.replace_triggered_by;
    const [, id = ""] = /^terraform_data\.(\w[\w-]*)\.input\.target$/.exec(trigger) ?? [];
    return resource.terraform_data?.[id]?.input;
  };
  expect(marker(TO_HOST)).toEqual({
    protocol: "TCP",
    target: "host",
    hosts: '${jsonencode([["db.example.internal", 5432]])}',
    target_group: "example-tg-5432",
  });
  expect(marker(TO_ADDRESS)).toEqual({ protocol: "TCP" });
});

test("one function has all hosts in its input", () => {
  const nlb = forwarding(
    [
      TO_HOST,
      { ...TO_HOST, listenerPort: 5433, external: true, additionalTargets: [{ targetHost: "b.example.internal" }] },
      TO_ADDRESS,
    ],
    {
      vpcCidrBlocks: ["172.31.128.0/17"],
      hostTargets: { subnetIds: ["subnet-2"], nameServers: ["192.168.0.2"], missesBeforeRemoval: 5 },
    },
  );
  nlb.addForward({ ...TO_HOST, listenerPort: 5434, targetHost: "c.example.internal", external: false });
  const { resource } = synthesized(stack);
  expect(input(resource)).toMatchInlineSnapshot(
    `"\${jsonencode({"loadBalancerArn" = aws_lb.forwarding_lb_5F5D6EBE.arn, "targetGroups" = [{"id" = trimprefix(aws_lb_target_group.forwarding_5432_target-group_8C9F7653.arn_suffix, "targetgroup/"), "hosts" = [["db.example.internal", 5432]]}, {"id" = trimprefix(aws_lb_target_group.forwarding_5433_target-group_BDBF6603.arn_suffix, "targetgroup/"), "hosts" = [["db.example.internal", 5432, true], ["b.example.internal", 5432]]}, {"id" = trimprefix(aws_lb_target_group.forwarding_5434_target-group_758E9777.arn_suffix, "targetgroup/"), "hosts" = [["c.example.internal", 5432, false]]}], "vpcCidrBlocks" = ["172.31.128.0/17"], "nameServers" = ["192.168.0.2"], "missesBeforeRemoval" = 5})}"`,
  );
  const groups = ["5432", "5433", "5434"].map((port) => `aws_lb_target_group.forwarding_${port}_target-group_`);
  const { policy } = only(resource, "aws_iam_role_policy");
  expect(groups.filter((group) => String(policy).includes(group))).toEqual(groups);
  expect(policy).not.toContain("forwarding_10022");
});

test("an app without hosts has no function, and one with hosts has one", () => {
  const types = (forwards: PortForward[]): string[] => {
    stack = awsStack();
    return Object.keys(resources(forwards)).filter((type) => !type.startsWith("aws_lb"));
  };
  expect(types([TO_ADDRESS])).toEqual(["terraform_data"]);
  expect(types([TO_HOST])).toMatchInlineSnapshot(`
    [
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_log_group",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_lambda_function",
      "aws_lambda_function_event_invoke_config",
      "aws_lambda_permission",
      "aws_security_group",
      "aws_vpc_security_group_egress_rule",
      "terraform_data",
    ]
  `);
});

test("the role may register and deregister targets of these groups only", () => {
  const resource = resources([TO_HOST]);
  expect(only(resource, "aws_iam_role_policy").policy).toMatchInlineSnapshot(
    `"\${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"], "Resource" = [aws_lb_target_group.forwarding_5432_target-group_8C9F7653.arn]}, {"Effect" = "Allow", "Action" = "elasticloadbalancing:DescribeTargetHealth", "Resource" = "*"}, {"Effect" = "Allow", "Action" = ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource" = "\${aws_cloudwatch_log_group.forwarding_host-targets_logs_25C0AF43.arn}:*"}, {"Effect" = "Allow", "Action" = ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"], "Resource" = "*"}, {"Effect" = "Deny", "Action" = ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"], "Resource" = "*", "Condition" = {"ArnLike" = {"lambda:SourceFunctionArn" = "arn:*:lambda:*:*:function:example-nlb-host-targets"}}}]})}"`,
  );
  expect(only(resource, "aws_iam_role").assume_role_policy).toContain('"Service" = "lambda.amazonaws.com"');
  expect(only(resource, "aws_lambda_permission")).toMatchObject({
    principal: "events.amazonaws.com",
    source_arn: expect.stringContaining("aws_cloudwatch_event_rule.forwarding_host-targets_schedule") as unknown,
  });
});

test("the function runs the built program, one run at a time", () => {
  const { filename, source_code_hash, ...lambda } = only(resources([TO_HOST]), "aws_lambda_function");
  const hash = createHash("sha256").update(readFileSync("lib/host-targets.zip")).digest("base64");
  expect(source_code_hash).toBe(hash);
  expect(filename).toMatch(/^assets\/.*\/host-targets\.zip$/);
  expect(lambda).toMatchObject({
    function_name: "example-nlb-host-targets",
    runtime: "nodejs22.x",
    architectures: ["arm64"],
    reserved_concurrent_executions: 1,
    timeout: 50,
  });
});

test.each([
  [undefined, "rate(1 minute)", 10],
  [120, "rate(2 minutes)", 5],
  [180, "rate(3 minutes)", 4],
])(
  "with an interval of %p it runs at %s, and its alarm looks at %d runs",
  (intervalSeconds, rate, evaluationPeriods) => {
    const resource = resources([TO_HOST], {
      hostTargets: { subnetIds: ["subnet-2"], intervalSeconds },
      alarms: {
        actionArns: ["arn:aws:sns:ap-northeast-1:123456789012:alarms"],
        unhealthyHosts: false,
        portAllocationErrors: false,
      },
    });
    expect(only(resource, "aws_cloudwatch_event_rule")).toMatchObject({ schedule_expression: rate });
    expect(only(resource, "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "example-nlb unresolved hosts",
      namespace: "PortForwardNlb",
      metric_name: "UnresolvedNames",
      statistic: "Minimum",
      period: intervalSeconds ?? 60,
      evaluation_periods: evaluationPeriods,
      treat_missing_data: "breaching",
      alarm_actions: ["arn:aws:sns:ap-northeast-1:123456789012:alarms"],
    });
  },
);

test("without unresolvedHosts there is no such alarm", () => {
  const resource = resources([TO_HOST], { alarms: { actionArns: [], unresolvedHosts: false } });
  const names = Object.values(resource.aws_cloudwatch_metric_alarm ?? {}).map(({ alarm_name }) => alarm_name);
  expect(names).toEqual(["example-nlb 5432 unhealthy hosts", "example-nlb port allocation errors"]);
});

test("its security group allows HTTPS and the name servers", () => {
  const resource = resources([TO_HOST], {
    hostTargets: { subnetIds: ["subnet-2"], nameServers: ["192.168.0.2", "192.168.0.3"] },
  });
  const rules = Object.values(resource.aws_vpc_security_group_egress_rule ?? {});
  expect(
    rules.map(({ ip_protocol, from_port, cidr_ipv4, cidr_ipv6 }) => [ip_protocol, from_port, cidr_ipv4 ?? cidr_ipv6]),
  ).toEqual([
    ["tcp", 443, "0.0.0.0/0"],
    ["tcp", 53, "192.168.0.2/32"],
    ["udp", 53, "192.168.0.2/32"],
    ["tcp", 53, "192.168.0.3/32"],
    ["udp", 53, "192.168.0.3/32"],
  ]);
});

test("with groups of the user's there is no new one", () => {
  const hostTargets = { subnetIds: ["subnet-2"], securityGroupIds: ["sg-1"] };
  const resource = resources([TO_HOST], { hostTargets });
  expect(resource.aws_security_group).toBeUndefined();
  expect(only(resource, "aws_lambda_function")).toMatchObject({ vpc_config: { security_group_ids: ["sg-1"] } });
});

test("the load balancer's security group names the host's groups", () => {
  const resource = resources([{ ...TO_HOST, targetSecurityGroupIds: ["sg-db"] }], {
    clientCidrBlocks: ["192.168.1.0/24"],
  });
  const egress = byId(resource, "aws_vpc_security_group_egress_rule", "forwarding");
  expect(egress["egress-tcp-sg-db-5432"]).toMatchObject({ referenced_security_group_id: "sg-db", from_port: 5432 });
});

test("tokens are passed on: a name, subnets, blocks, name servers", () => {
  const variable = (id: string, type: string): TerraformVariable => new TerraformVariable(stack, id, { type });
  const resource = resources([{ ...TO_HOST, targetHost: variable("db", "string").stringValue }], {
    vpcCidrBlocks: variable("blocks", "list(string)").listValue,
    hostTargets: {
      subnetIds: variable("subnets", "list(string)").listValue,
      nameServers: [variable("resolver", "string").stringValue],
    },
  });
  expect(input(resource)).toContain('"hosts" = [[var.db, 5432]]');
  expect(input(resource)).toContain('"vpcCidrBlocks" = var.blocks');
  expect(input(resource)).toContain('"nameServers" = [var.resolver]');
  expect(only(resource, "aws_lambda_function")).toMatchObject({ vpc_config: { subnet_ids: "${var.subnets}" } });
});

test("strings with interpolations are passed on like tokens, in the input and in the policy", () => {
  const number = (text: string): number => Token.asNumber(text);
  const resource = resources([{ ...TO_HOST, targetHost: "db.${var.zone}", targetPort: number("${var.port}") }], {
    loadBalancerName: "${var.name}",
    vpcCidrBlocks: ["${var.block}"],
    hostTargets: {
      subnetIds: ["subnet-2"],
      nameServers: ["${var.resolver}"],
      missesBeforeRemoval: number("${var.misses}"),
    },
  });
  expect(input(resource)).toContain('"hosts" = [["db.${var.zone}", var.port]]');
  expect(input(resource)).toContain('"vpcCidrBlocks" = [var.block]');
  expect(input(resource)).toContain('"nameServers" = [var.resolver]');
  expect(input(resource)).toContain('"missesBeforeRemoval" = var.misses');
  expect(only(resource, "aws_iam_role_policy").policy).toContain('function:${var.name}-host-targets"');
});

describe("the family of targets", () => {
  const dualstack = { ipAddressType: NlbIpAddressType.DUALSTACK };

  test("of a host or an instance is IPv6 if the row says so", () => {
    const resource = resources([{ ...TO_HOST, targetIpAddressType: TargetIpAddressType.IPV6 }], dualstack);
    expect(only(resource, "aws_lb_target_group")).toMatchObject({ target_type: "ip", ip_address_type: "ipv6" });
    expect(input(resource)).toContain('"ipv6" = true');
    stack = awsStack();
    const toInstance: PortForward = {
      listenerPort: 22,
      targetInstanceId: "i-0a1b2c3d4e5f60718",
      targetPort: 22,
      targetIpAddressType: TargetIpAddressType.IPV6,
    };
    expect(only(resources([toInstance], dualstack), "aws_lb_target_group")).toMatchObject({
      target_type: "instance",
      ip_address_type: "ipv6",
    });
  });

  test("of a token is IPv6 if the row says so, in the security group's rule, too", () => {
    const targetIp = new TerraformVariable(stack, "ip", { type: "string" }).stringValue;
    const resource = resources([{ ...TO_ADDRESS, targetIp, targetIpAddressType: TargetIpAddressType.IPV6 }], {
      ...dualstack,
      clientCidrBlocks: ["192.168.1.0/24"],
    });
    expect(only(resource, "aws_lb_target_group")).toMatchObject({ ip_address_type: "ipv6" });
    const egress = byId(resource, "aws_vpc_security_group_egress_rule", "forwarding");
    expect(Object.values(egress).map(({ cidr_ipv4, cidr_ipv6 }) => cidr_ipv4 ?? cidr_ipv6)).toEqual(["${var.ip}/128"]);
  });
});

test("endpoints, the port table and alarms name the host", () => {
  const nlb = forwarding([TO_HOST, { ...TO_HOST, listenerPort: 5433, external: true }], { alarms: { actionArns: [] } });
  expect(nlb.endpoints().map(({ addresses: _, ...endpoint }) => endpoint)).toEqual([
    expect.objectContaining({ listenerPort: 5432, targetHost: "db.example.internal", external: false }),
    expect.objectContaining({ listenerPort: 5433, targetHost: "db.example.internal", external: true }),
  ]);
  expect(nlb.portTable()).toMatchInlineSnapshot(`
    "| No. | Listener | Target group    | Target port | Target              | Where    |
    | --- | -------- | --------------- | ----------- | ------------------- | -------- |
    | 1   | TCP:5432 | example-tg-5432 | TCP:5432    | db.example.internal |          |
    | 2   | TCP:5433 | example-tg-5433 | TCP:5432    | db.example.internal | external |"
  `);
  const alarms = Object.values(synthesized(stack).resource.aws_cloudwatch_metric_alarm ?? {});
  expect(alarms.map(({ alarm_description }) => alarm_description)).toContain(
    "5432 -> db.example.internal:5432: a target is unhealthy",
  );
});

test("a CSV list is written and read back", () => {
  const rows: PortForward[] = [
    { ...TO_HOST, additionalTargets: [{ targetHost: "b.example.internal", targetPort: 5433 }] },
    { ...TO_HOST, listenerPort: 5433, targetIpAddressType: TargetIpAddressType.IPV6 },
  ];
  const csv = forwarding(rows, { ipAddressType: NlbIpAddressType.DUALSTACK }).portTableCsv();
  expect(csv).toMatchInlineSnapshot(`
    "listenerPort,targetHost,targetPort,targetIpAddressType,additionalTargets.targetHost,additionalTargets.targetPort
    5432,db.example.internal,5432,,b.example.internal,5433
    5433,db.example.internal,5432,ipv6,,
    "
  `);
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-")), "hosts.csv");
  writeFileSync(file, csv);
  expect(PortForwards.fromCsv(file)).toEqual(rows);
  rmSync(path.dirname(file), { recursive: true });
});

test("one name for two rows, and in any case of letters, is one host", () => {
  const twice = { ...TO_HOST, additionalTargets: [{ targetHost: "DB.example.internal" }] };
  expect(findingsOf(forwarding([twice]))).toEqual([
    expect.stringContaining("additionalTargets[0]: 'targetHost' DB.example.internal with port 5432 repeats"),
  ]);
});

test("a name that only Terraform knows isn't checked", () => {
  const targetHost = Token.asString(Fn.join(".", ["db", "internal"]));
  expect(findingsOf(forwarding([{ ...TO_HOST, targetHost }]))).toEqual([]);
});
