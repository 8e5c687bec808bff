import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import {
  AlpnPolicy,
  type ForwardDefaults,
  ForwardProtocol,
  HealthCheckProtocol,
  type PortForward,
  PortForwardNlb,
  type PortForwardNlbProps,
} from "cdktf-port-forward-nlb";
import { ARN } from "./option-samples";
import { awsStack } from "./stack";
import { type Attributes, byId, only, type Resources, synthesized } from "./synthesized";

const ROW: PortForward = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const TLS = { protocol: ForwardProtocol.TLS, certificateArn: `${ARN}1` };

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

function resources(forwards: PortForward[], props: Partial<PortForwardNlbProps> = {}): Resources {
  new PortForwardNlb(stack, "forwarding", {
    name: "example",
    vpcId: "vpc-1",
    subnetMappings: [{ subnetId: "subnet-1" }],
    securityGroupIds: [],
    forwards,
    ...props,
  });
  return synthesized(stack).resource;
}

/** Listener, target group and attachments of one forward, after the construct's own IDs. */
function emitted(row: Partial<PortForward>, props: Partial<PortForwardNlbProps> = {}) {
  const resource = resources([{ ...ROW, ...row }], props);
  return {
    listener: only(resource, "aws_lb_listener"),
    targetGroup: only(resource, "aws_lb_target_group"),
    attachments: byId(resource, "aws_lb_target_group_attachment", "forwarding_10022"),
    certificates: byId(resource, "aws_lb_listener_certificate", "forwarding_10022"),
  };
}

function variable(type: string): TerraformVariable {
  return new TerraformVariable(stack, type, { type });
}

/** Attributes that only one of two resources has, or that differ. */
function difference(one: Attributes, other: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(one).filter(([name, value]) => JSON.stringify(other[name]) !== JSON.stringify(value)),
  );
}

/** Attributes of a TLS listener. */
const TLS_LISTENER = {
  protocol: "TLS",
  certificate_arn: `${ARN}1`,
  ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  alpn_policy: "None",
};

describe("an option of a forward", () => {
  test.each<[string, Partial<PortForward>, { listener?: Attributes; targetGroup?: Attributes }]>([
    [
      "protocol UDP",
      { protocol: ForwardProtocol.UDP, healthCheck: { port: 8080 } },
      {
        listener: { protocol: "UDP" },
        targetGroup: {
          protocol: "UDP",
          connection_termination: true,
          health_check: expect.objectContaining({ port: "8080", protocol: "TCP" }),
        },
      },
    ],
    [
      "protocol TCP_UDP",
      { protocol: ForwardProtocol.TCP_UDP },
      {
        listener: { protocol: "TCP_UDP" },
        targetGroup: { protocol: "TCP_UDP", connection_termination: true, target_health_state: undefined },
      },
    ],
    ["protocol TLS, to targets by TCP", TLS, { listener: TLS_LISTENER }],
    ["targetTls", { ...TLS, targetTls: true }, { listener: TLS_LISTENER, targetGroup: { protocol: "TLS" } }],
    [
      "sslPolicy and alpnPolicy",
      { ...TLS, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06", alpnPolicy: AlpnPolicy.HTTP2_PREFERRED },
      {
        listener: {
          ...TLS_LISTENER,
          ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
          alpn_policy: "HTTP2Preferred",
        },
      },
    ],
    [
      "a health check",
      {
        healthCheck: {
          protocol: HealthCheckProtocol.HTTP,
          port: 8080,
          path: "/health",
          matcher: "200-299",
          healthyThreshold: 2,
          unhealthyThreshold: 4,
          intervalSeconds: 15,
          timeoutSeconds: 5,
        },
      },
      {
        targetGroup: {
          health_check: {
            protocol: "HTTP",
            port: "8080",
            path: "/health",
            matcher: "200-299",
            healthy_threshold: 2,
            unhealthy_threshold: 4,
            interval: 15,
            timeout: 5,
          },
        },
      },
    ],
    ["deregistrationDelaySeconds", { deregistrationDelaySeconds: 0 }, { targetGroup: { deregistration_delay: "0" } }],
    ["connectionTermination", { connectionTermination: true }, { targetGroup: { connection_termination: true } }],
    ["preserveClientIp", { preserveClientIp: true }, { targetGroup: { preserve_client_ip: "true" } }],
    ["preserveClientIp off, as without it,", { preserveClientIp: false }, {}],
    ["proxyProtocolV2", { proxyProtocolV2: true }, { targetGroup: { proxy_protocol_v2: true } }],
    ["stickiness", { stickiness: true }, { targetGroup: { stickiness: { type: "source_ip", enabled: true } } }],
    ["stickiness off, as without it,", { stickiness: false }, {}],
    ["crossZone", { crossZone: false }, { targetGroup: { load_balancing_cross_zone_enabled: "false" } }],
    [
      "unhealthyConnectionTermination",
      { unhealthyConnectionTermination: false, unhealthyDrainingIntervalSeconds: 600 },
      {
        targetGroup: {
          target_health_state: [{ enable_unhealthy_connection_termination: false, unhealthy_draining_interval: 600 }],
        },
      },
    ],
    [
      "targetGroupHealth",
      { dnsMinimumHealthyTargetCount: 3, routingMinimumHealthyTargetCount: 2, dnsMinimumHealthyTargetPercentage: 50 },
      {
        targetGroup: {
          target_group_health: {
            dns_failover: { minimum_healthy_targets_count: "3", minimum_healthy_targets_percentage: "50" },
            unhealthy_state_routing: { minimum_healthy_targets_count: 2, minimum_healthy_targets_percentage: "off" },
          },
        },
      },
    ],
    ["tcpIdleTimeoutSeconds", { tcpIdleTimeoutSeconds: 6000 }, { listener: { tcp_idle_timeout_seconds: 6000 } }],
    [
      "description",
      { description: "Bastion" },
      { listener: { tags: { Description: "Bastion" } }, targetGroup: { tags: { Description: "Bastion" } } },
    ],
  ])("%s is emitted, and nothing else changes", (_, row, { listener = {}, targetGroup = {} }) => {
    const plain = emitted({});
    stack = awsStack();
    const changed = emitted(row);
    expect(difference(changed.listener, plain.listener)).toEqual(listener);
    expect(difference(changed.targetGroup, plain.targetGroup)).toEqual(targetGroup);
    expect(changed.attachments).toEqual(plain.attachments);
  });

  test("that is a token is emitted as its reference", () => {
    const number = variable("number").numberValue;
    const flag = variable("bool").booleanValue as unknown as boolean;
    const text = variable("string").stringValue;
    const { listener, targetGroup } = emitted({
      healthCheck: { port: number, path: text, intervalSeconds: number, protocol: HealthCheckProtocol.HTTP },
      deregistrationDelaySeconds: number,
      connectionTermination: flag,
      preserveClientIp: flag,
      proxyProtocolV2: flag,
      stickiness: flag,
      tcpIdleTimeoutSeconds: number,
      description: text,
    });
    expect(targetGroup).toMatchObject({
      health_check: { port: "${var.number}", path: "${var.string}", interval: "${var.number}", protocol: "HTTP" },
      deregistration_delay: "${var.number}",
      connection_termination: "${var.bool}",
      preserve_client_ip: "${var.bool}",
      proxy_protocol_v2: "${var.bool}",
      stickiness: { enabled: "${var.bool}" },
      tags: { Description: "${var.string}" },
    });
    expect(listener).toMatchObject({
      tcp_idle_timeout_seconds: "${var.number}",
      tags: { Description: "${var.string}" },
    });
  });

  test("description is added to the construct's tags, token or not, and replaces one with the same key", () => {
    expect(
      emitted({ description: "Bastion" }, { tags: { team: "network", Description: "all" } }).listener.tags,
    ).toEqual({
      team: "network",
      Description: "Bastion",
    });
    stack = awsStack();
    const tags = Fn.tomap(new TerraformVariable(stack, "tags", { type: "map(string)" }).value) as unknown as Record<
      string,
      string
    >;
    expect(emitted({ description: "Bastion" }, { tags }).targetGroup.tags).toBe(
      '${merge(tomap(var.tags), {"Description" = "Bastion"})}',
    );
  });

  test("additionalCertificateArns become separate resources, keyed by ARN", () => {
    const arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1a2b";
    const { certificates } = emitted({ ...TLS, additionalCertificateArns: [arn, variable("string").stringValue] });
    expect(Object.entries(certificates)).toEqual([
      [
        "certificate-arn-aws-acm-ap-northeast-1-123456789012-certificate-1a2b",
        { listener_arn: expect.stringMatching(/^\$\{aws_lb_listener\.\S+\.arn\}$/), certificate_arn: arn },
      ],
      ["certificate-var-string", expect.objectContaining({ certificate_arn: "${var.string}" })],
    ]);
  });
});

describe("additionalTargets", () => {
  test("are attached next to the forward's own target, keyed by target", () => {
    const { attachments } = emitted({
      additionalTargets: [
        { targetIp: "172.31.137.10" },
        { targetIp: "172.31.129.10", targetPort: 2222 },
        { targetIp: "10.0.0.10", external: true },
        { targetIp: variable("string").stringValue, key: "later" },
      ],
    });
    const target_group_arn = expect.stringMatching(/^\$\{aws_lb_target_group\.\S+\.arn\}$/);
    expect(attachments).toEqual({
      "attachment-172-31-129-10-22": { target_group_arn, target_id: "172.31.129.10", port: 22 },
      "attachment-172-31-137-10-22": { target_group_arn, target_id: "172.31.137.10", port: 22 },
      "attachment-172-31-129-10-2222": { target_group_arn, target_id: "172.31.129.10", port: 2222 },
      "attachment-10-0-0-10-22": { target_group_arn, target_id: "10.0.0.10", port: 22, availability_zone: "all" },
      "attachment-later": { target_group_arn, target_id: "${var.string}", port: 22 },
    });
  });

  test("are the same resources in any order", () => {
    const [one, other] = [{ targetIp: "172.31.129.10" }, { targetIp: "172.31.137.10" }];
    const { attachments } = emitted({ ...one, additionalTargets: [other] });
    stack = awsStack();
    expect(emitted({ ...other, additionalTargets: [one] }).attachments).toEqual(attachments);
  });

  test("outside the VPC are derived from its blocks", () => {
    const { attachments } = emitted(
      { additionalTargets: [{ targetIp: "10.0.0.10" }] },
      { vpcCidrBlocks: ["172.31.128.0/17"] },
    );
    expect(attachments["attachment-10-0-0-10-22"]).toMatchObject({ availability_zone: "all" });
  });
});

describe("forwardDefaults", () => {
  const DEFAULTS: ForwardDefaults = {
    deregistrationDelaySeconds: 30,
    preserveClientIp: true,
    tcpIdleTimeoutSeconds: 600,
    certificateArn: `${ARN}1`,
    sslPolicy: "policy",
    healthCheck: { protocol: HealthCheckProtocol.HTTP, path: "/health", intervalSeconds: 10 },
  };

  test("apply to options that a forward doesn't set", () => {
    const { listener, targetGroup } = emitted({}, { forwardDefaults: DEFAULTS });
    expect(targetGroup).toMatchObject({
      deregistration_delay: "30",
      preserve_client_ip: "true",
      health_check: { protocol: "HTTP", path: "/health", interval: 10, healthy_threshold: 3, port: "traffic-port" },
    });
    expect(listener).toMatchObject({ tcp_idle_timeout_seconds: 600 });
  });

  test("give way to a forward's own options, field by field, also in the health check", () => {
    const row = { deregistrationDelaySeconds: 0, preserveClientIp: false, healthCheck: { intervalSeconds: 60 } };
    expect(emitted(row, { forwardDefaults: DEFAULTS }).targetGroup).toMatchObject({
      deregistration_delay: "0",
      preserve_client_ip: "false",
      health_check: { protocol: "HTTP", path: "/health", interval: 60 },
    });
  });

  test("for another protocol than the forward's are ignored", () => {
    const tcp = emitted({}, { forwardDefaults: DEFAULTS });
    expect(tcp.listener).not.toHaveProperty("certificate_arn");
    expect(tcp.listener).not.toHaveProperty("ssl_policy");
    stack = awsStack();
    const tls = emitted({ protocol: ForwardProtocol.TLS }, { forwardDefaults: DEFAULTS });
    expect(tls.listener).toMatchObject({ certificate_arn: `${ARN}1`, ssl_policy: "policy" });
    expect(tls.listener).not.toHaveProperty("tcp_idle_timeout_seconds");
    stack = awsStack();
    const checkedByTcp = { healthCheck: { protocol: HealthCheckProtocol.TCP } };
    expect(emitted(checkedByTcp, { forwardDefaults: DEFAULTS }).targetGroup.health_check).toEqual({
      protocol: "TCP",
      port: "traffic-port",
      interval: 10,
      timeout: 10,
      healthy_threshold: 3,
      unhealthy_threshold: 3,
    });
  });

  test("can set the protocol", () => {
    expect(emitted({}, { forwardDefaults: TLS }).listener).toMatchObject({
      protocol: "TLS",
      certificate_arn: `${ARN}1`,
    });
  });
});
