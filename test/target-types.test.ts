import { TerraformVariable, type TerraformStack } from "cdktf";
import {
  ForwardProtocol,
  HealthCheckProtocol,
  type PortForward,
  PortForwardNlb,
  type PortForwardNlbProps,
  PortForwards,
} from "cdktf-port-forward-nlb";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findingsOf } from "./private/rules/findings";
import { awsStack } from "./stack";
import { byId, only, type Resources, synthesized } from "./synthesized";

// Forwards to instances and Application Load Balancers. test/terraform/target-types.test.ts applies them.

const ALB = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";
const TO_INSTANCE: PortForward = { listenerPort: 10022, targetInstanceId: "i-0a1b2c3d4e5f60718", targetPort: 22 };
const TO_ALB: PortForward = { listenerPort: 443, targetAlbArn: ALB, targetPort: 8443 };

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
    forwards,
    ...props,
  });
}

function resources(forwards: PortForward[], props: Partial<PortForwardNlbProps> = {}): Resources {
  forwarding(forwards, props);
  return synthesized(stack).resource;
}

test("an instance has the target group of an address, of another type", () => {
  const toInstance = resources([TO_INSTANCE]);
  stack = awsStack();
  const toAddress = resources([{ listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 }]);
  expect(only(toInstance, "aws_lb_target_group")).toEqual({
    ...only(toAddress, "aws_lb_target_group"),
    target_type: "instance",
  });
  expect(only(toInstance, "aws_lb_target_group_attachment")).toMatchObject({
    target_id: "i-0a1b2c3d4e5f60718",
    port: 22,
  });
});

test("a load balancer has a target group without attributes, replaced with its port, and a health check over HTTP", () => {
  const resource = resources([TO_ALB], {
    // It ignores what AWS doesn't support for it.
    forwardDefaults: {
      deregistrationDelaySeconds: 60,
      connectionTermination: true,
      crossZone: false,
      stickiness: true,
      proxyProtocolV2: true,
      unhealthyConnectionTermination: false,
      unhealthyDrainingIntervalSeconds: 60,
      tcpIdleTimeoutSeconds: 600,
      healthCheck: { protocol: HealthCheckProtocol.TCP, intervalSeconds: 10 },
    },
  });
  const [marker = ""] = Object.keys(resource.terraform_data ?? {}).filter((id) => id.includes("_protocol_"));
  const { depends_on: _, ...targetGroup } = only(resource, "aws_lb_target_group");
  expect(targetGroup).toEqual({
    name: "example-tg-443",
    port: 8443,
    protocol: "TCP",
    target_type: "alb",
    vpc_id: "vpc-1",
    health_check: {
      port: "traffic-port",
      protocol: "HTTP",
      path: "/",
      matcher: "200-399",
      healthy_threshold: 3,
      unhealthy_threshold: 3,
      interval: 10,
      timeout: 6,
    },
    lifecycle: { ignore_changes: ["port"], replace_triggered_by: [`terraform_data.${marker}.input.target`] },
  });
  expect(resource.terraform_data?.[marker]).toEqual({ input: { protocol: "TCP", target: "alb:8443" } });
  expect(only(resource, "aws_lb_listener")).toMatchObject({ protocol: "TCP", tcp_idle_timeout_seconds: 600 });
  expect(byId(resource, "aws_lb_target_group_attachment", "forwarding_443")).toEqual({
    "attachment-app-web-50dc6c495c0c9188-8443": expect.objectContaining({ target_id: ALB, port: 8443 }),
  });
});

test("a health check over HTTPS from the defaults stays", () => {
  const healthCheck = { protocol: HealthCheckProtocol.HTTPS, path: "/health" };
  expect(only(resources([TO_ALB], { forwardDefaults: { healthCheck } }), "aws_lb_target_group")).toMatchObject({
    health_check: { protocol: "HTTPS", path: "/health" },
  });
});

test("the security group's rules name the targets' groups, the row's own before the construct's", () => {
  const resource = resources(
    [
      { ...TO_INSTANCE, healthCheck: { port: 8080 } },
      { ...TO_ALB, targetSecurityGroupIds: ["sg-alb"] },
      { listenerPort: 80, targetIp: "172.31.129.10", targetPort: 80, targetSecurityGroupIds: ["sg-web"] },
    ],
    { clientCidrBlocks: ["192.168.1.0/24"], targetSecurityGroupIds: ["sg-ssh"] },
  );
  const rules = (type: string): unknown[] =>
    Object.values(resource[type] ?? {})
      .filter(({ description }) => /^(A target|Load balancer)/.test(String(description)))
      .map((rule) => [rule.from_port, rule.cidr_ipv4 ?? rule.referenced_security_group_id, rule.security_group_id]);
  const own = expect.stringContaining("aws_security_group.forwarding") as unknown;
  expect(rules("aws_vpc_security_group_egress_rule")).toEqual([
    [80, "172.31.129.10/32", own],
    [8443, "sg-alb", own],
    [22, "sg-ssh", own],
    [8080, "sg-ssh", own],
  ]);
  expect(rules("aws_vpc_security_group_ingress_rule")).toEqual(
    expect.arrayContaining([
      [22, own, "sg-ssh"],
      [8080, own, "sg-ssh"],
      [8443, own, "sg-alb"],
      [80, own, "sg-web"],
    ]),
  );
});

test("endpoints, the port table and alarms name the target", () => {
  const nlb = forwarding([TO_INSTANCE, TO_ALB], { alarms: { actionArns: [] } });
  expect(nlb.endpoints().map(({ addresses: _, ...endpoint }) => endpoint)).toEqual([
    expect.objectContaining({ listenerPort: 443, targetAlbArn: ALB, targetPort: 8443, external: false }),
    expect.objectContaining({ listenerPort: 10022, targetInstanceId: "i-0a1b2c3d4e5f60718", targetPort: 22 }),
  ]);
  expect(nlb.endpoints().map(({ targetIp }) => targetIp)).toEqual([undefined, undefined]);
  expect(nlb.portTable()).toMatchInlineSnapshot(`
    "| No. | Listener  | Target group     | Target port | Target                   | Where |
    | --- | --------- | ---------------- | ----------- | ------------------------ | ----- |
    | 1   | TCP:443   | example-tg-443   | TCP:8443    | app/web/50dc6c495c0c9188 | VPC   |
    | 2   | TCP:10022 | example-tg-10022 | TCP:22      | i-0a1b2c3d4e5f60718      | VPC   |"
  `);
  const alarms = Object.values(synthesized(stack).resource.aws_cloudwatch_metric_alarm ?? {});
  expect(alarms.map(({ alarm_description }) => alarm_description)).toEqual(
    expect.arrayContaining([
      "443 -> app/web/50dc6c495c0c9188:8443: a target is unhealthy",
      "10022 -> i-0a1b2c3d4e5f60718:22: a target is unhealthy",
    ]),
  );
});

test("a token has a fixed key, as for an address", () => {
  const id = new TerraformVariable(stack, "id", { type: "string" }).stringValue;
  const resource = resources([
    { ...TO_INSTANCE, targetInstanceId: id },
    { ...TO_ALB, targetAlbArn: id },
  ]);
  const attachments = Object.keys(resource.aws_lb_target_group_attachment ?? {});
  expect(attachments.map((name) => name.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "forwarding_10022_attachment",
    "forwarding_443_attachment",
  ]);
});

test("a load balancer counts for 100 targets with cross-zone load balancing", () => {
  const rows = Array.from({ length: 6 }, (_, index) => ({ ...TO_ALB, listenerPort: 1000 + index }));
  expect(findingsOf(forwarding(rows))).toEqual([
    expect.stringContaining("'forwards' has 600 targets, but the quota of a load balancer with cross-zone"),
  ]);
  stack = awsStack();
  expect(findingsOf(forwarding(rows, { crossZone: false }))).toEqual([]);
});

describe("a CSV list", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function read(text: string): PortForward[] {
    const file = path.join(folder, "forwards.csv");
    writeFileSync(file, text);
    return PortForwards.fromCsv(file);
  }

  test("is written and read back with every type of target", () => {
    const rows: PortForward[] = [
      { ...TO_INSTANCE, additionalTargets: [{ targetInstanceId: "i-0a1b2c3d4e5f60719", targetPort: 2222 }] },
      {
        ...TO_INSTANCE,
        listenerPort: 10023,
        additionalTargets: [{ targetInstanceId: "i-1" }, { targetInstanceId: "i-2" }],
      },
      { ...TO_ALB, targetSecurityGroupIds: ["sg-1", "sg-2"] },
      { listenerPort: 8080, targetIp: "172.31.129.10", targetPort: 80, protocol: ForwardProtocol.TCP },
    ];
    const csv = forwarding(rows).portTableCsv();
    expect(csv).toMatchInlineSnapshot(`
      "listenerPort,targetIp,targetInstanceId,targetPort,targetAlbArn,targetSecurityGroupIds,protocol,additionalTargets.targetInstanceId,additionalTargets.targetPort
      443,,,8443,arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188,sg-1;sg-2,,,
      8080,172.31.129.10,,80,,,TCP,,
      10022,,i-0a1b2c3d4e5f60718,22,,,,i-0a1b2c3d4e5f60719,2222
      10023,,i-0a1b2c3d4e5f60718,22,,,,i-1;i-2,
      "
    `);
    expect(read(csv)).toEqual([...rows].sort((one, other) => one.listenerPort - other.listenerPort));
  });

  test.each([
    ["listenerPort,targetPort\n1,2\n", "line 1: the header lacks targetIp. Every forward needs it."],
    [
      "listenerPort,targetIp,targetInstanceId,targetPort\n1,,,2\n",
      "line 2, columns targetIp and targetInstanceId: are empty. Every forward needs a value in one of them.",
    ],
    [
      "listenerPort,targetIp,targetInstanceId,targetPort\n1,10.0.0.1,i-1,2\n",
      "line 2, columns targetIp and targetInstanceId: have a value each. A forward has one target; leave the others empty.",
    ],
    [
      "listenerPort,targetInstanceId,targetPort\n1,web,2\n",
      "line 2, column targetInstanceId: 'targetInstanceId' must be",
    ],
    ["listenerPort,targetAlbArn,targetPort\n1,web,2\n", "line 2, column targetAlbArn: 'targetAlbArn' must be the ARN"],
    [
      "listenerPort,targetInstanceId,targetPort,additionalTargets.targetInstanceId\n1,i-1,2,web\n",
      "line 2, column additionalTargets.targetInstanceId, item 1: 'targetInstanceId' must be",
    ],
  ])("%j is refused by line and column", (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });
});
