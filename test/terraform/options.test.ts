/** @needs openssl */

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformOutput } from "cdktf";
import {
  AlpnPolicy,
  ForwardProtocol,
  HealthCheckProtocol,
  type PortForward,
  PortForwardNlb,
  type PortForwardNlbProps,
} from "cdktf-port-forward-nlb";
import { temporaryFolder } from "../setup/machine";
import { Suite } from "./support/suite";
import { synthesizeStack } from "./support/synth";
import { type Terraform, withoutHash } from "./support/terraform";

const TOPIC = "arn:aws:sns:ap-northeast-1:123456789012:network";

type ApiForward = Awaited<ReturnType<Suite["aws"]["forwards"]>>[number];

/** What the API reports about a forward, as far as a test checks it. */
interface Reported {
  readonly listener?: Partial<ApiForward["listener"]>;
  readonly targetGroup?: Partial<ApiForward["targetGroup"]>;
  readonly attributes?: Record<string, string>;
  readonly listenerAttributes?: Record<string, string>;
  readonly targets?: string[];
  readonly tags?: Record<string, string>;
}

const OPTIONS: { title: string; row: PortForward; reported: Reported }[] = [
  {
    title: "UDP, its health checked on another port",
    row: { ...target(53), protocol: ForwardProtocol.UDP, healthCheck: { port: 8080 } },
    reported: {
      listener: { Protocol: "UDP" },
      targetGroup: { Protocol: "UDP", HealthCheckProtocol: "TCP", HealthCheckPort: "8080" },
    },
  },
  {
    title: "TCP_UDP",
    row: { ...target(1053), protocol: ForwardProtocol.TCP_UDP },
    reported: { listener: { Protocol: "TCP_UDP" }, targetGroup: { Protocol: "TCP_UDP" } },
  },
  {
    title: "a health check by HTTP, with all that it has",
    row: {
      ...target(1080),
      healthCheck: {
        protocol: HealthCheckProtocol.HTTP,
        port: 8081,
        path: "/health",
        matcher: "200-299",
        healthyThreshold: 2,
        unhealthyThreshold: 4,
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    },
    reported: {
      targetGroup: {
        HealthCheckProtocol: "HTTP",
        HealthCheckPort: "8081",
        HealthCheckPath: "/health",
        Matcher: { HttpCode: "200-299" },
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 4,
        HealthCheckIntervalSeconds: 15,
        HealthCheckTimeoutSeconds: 5,
      },
    },
  },
  {
    title: "attributes of the target group",
    row: {
      ...target(1081),
      deregistrationDelaySeconds: 0,
      connectionTermination: true,
      preserveClientIp: true,
      proxyProtocolV2: true,
      stickiness: true,
    },
    reported: {
      attributes: {
        "deregistration_delay.timeout_seconds": "0",
        "deregistration_delay.connection_termination.enabled": "true",
        "preserve_client_ip.enabled": "true",
        "proxy_protocol_v2.enabled": "true",
        "stickiness.enabled": "true",
        "stickiness.type": "source_ip",
      },
    },
  },
  {
    title: "an idle timeout and a description",
    row: { ...target(1082), tcpIdleTimeoutSeconds: 600, description: "Web: blue" },
    reported: {
      listenerAttributes: { "tcp.idle_timeout.seconds": "600" },
      tags: { Description: "Web: blue", team: "network" },
    },
  },
  {
    title: "further targets",
    row: {
      ...target(1083),
      additionalTargets: [
        { targetIp: "172.31.129.10", targetPort: 2083 },
        { targetIp: "172.31.137.10", key: "other" },
        { targetIp: "10.0.0.10", external: true },
      ],
    },
    reported: {
      targets: ["10.0.0.10:1083 all", "172.31.129.10:1083", "172.31.129.10:2083", "172.31.137.10:1083"],
    },
  },
  {
    title: "a target in a peered VPC that sees the client's address",
    row: { ...target(1084), targetIp: "10.1.0.10", external: true, sameRegionPeering: true, preserveClientIp: true },
    reported: { attributes: { "preserve_client_ip.enabled": "true" }, targets: ["10.1.0.10:1084 all"] },
  },
  {
    title: "the defaults",
    row: target(1085),
    reported: {
      attributes: { "deregistration_delay.timeout_seconds": "60" },
      targetGroup: { HealthCheckIntervalSeconds: 20 },
    },
  },
];

function target(port: number): PortForward {
  return { listenerPort: port, targetIp: "172.31.129.10", targetPort: port };
}

describe("each option of a forward, applied", () => {
  const suite = Suite.begin();
  let folder: string;
  let pem: { privateKey: string; certificateBody: string };
  let terraform: Terraform;

  beforeAll(async () => {
    folder = await temporaryFolder();
    pem = await selfSigned(folder);
    terraform = await suite.initialize(configuration());
    await terraform.apply();
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  /**
   * The forwards of the table, and those that need other resources of the stack: TLS with certificates, and clients
   * in a security group.
   */
  function configuration(change: (props: PortForwardNlbProps) => PortForwardNlbProps = (props) => props) {
    const { network } = suite;
    return synthesizeStack((stack) => {
      const [first, second, third] = ["first", "second", "third"].map((id) => new AcmCertificate(stack, id, pem).arn);
      const [clients, targets] = ["clients", "targets"].map(
        (id) => new SecurityGroup(stack, id, { name: id, vpcId: network.vpc_id }).id,
      );
      const tls = {
        ...target(1443),
        targetPort: 80,
        protocol: ForwardProtocol.TLS,
        certificateArn: first,
        additionalCertificateArns: [second ?? "", third ?? ""],
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        alpnPolicy: AlpnPolicy.HTTP2_PREFERRED,
      };
      const props: PortForwardNlbProps = {
        name: "options",
        vpcId: network.vpc_id,
        subnetMappings: [
          { subnetId: network.private_subnet_1a_id, privateIpv4Address: "172.31.128.10" },
          { subnetId: network.private_subnet_1c_id, privateIpv4Address: "172.31.136.10" },
        ],
        deletionProtection: false,
        clientCidrBlocks: ["172.31.0.0/17"],
        clientSecurityGroupIds: [clients ?? ""],
        targetSecurityGroupIds: [targets ?? ""],
        forwardDefaults: { deregistrationDelaySeconds: 60, healthCheck: { intervalSeconds: 20 } },
        forwards: [
          ...OPTIONS.map(({ row }) => row),
          tls,
          { ...tls, listenerPort: 2443, targetPort: 8443, targetTls: true, clientCidrBlocks: ["10.0.0.0/8"] },
        ],
        accessLogs: { bucket: "logs", prefix: "nlb" },
        alarms: { actionArns: [TOPIC], periodSeconds: 120, evaluationPeriods: 2 },
        tags: { team: "network" },
      };
      const nlb = new PortForwardNlb(stack, "forwarding", change(props));
      ["first", "second", "third"].forEach((id, place) => {
        new TerraformOutput(stack, `${id}_arn`, { value: [first, second, third][place] });
      });
      new TerraformOutput(stack, "clients_id", { value: clients });
      new TerraformOutput(stack, "targets_id", { value: targets });
      new TerraformOutput(stack, "security_group_id", { value: nlb.securityGroupId });
    });
  }

  async function theLoadBalancer() {
    const [loadBalancer, ...others] = await suite.aws.loadBalancers();
    expect(others).toEqual([]);
    return { ...loadBalancer, LoadBalancerArn: loadBalancer?.LoadBalancerArn ?? "" };
  }

  async function forwardOn(port: number): Promise<ApiForward & { listenerArn: string }> {
    const forwards = await suite.aws.forwards((await theLoadBalancer()).LoadBalancerArn);
    const [forward] = forwards.filter(({ listener }) => listener.Port === port);
    if (!forward) throw new Error(`the API reports no listener on ${port}`);
    return { ...forward, listenerArn: forward.listener.ListenerArn ?? "" };
  }

  test.each(OPTIONS)("$title is what the API reports", async ({ row, reported }) => {
    const { listener, listenerArn, targetGroup, attributes, targets } = await forwardOn(row.listenerPort);
    expect(listener).toMatchObject(reported.listener ?? {});
    expect(targetGroup).toMatchObject(reported.targetGroup ?? {});
    expect(attributes).toMatchObject(reported.attributes ?? {});
    expect(
      targets.map((each) => [`${each?.Id}:${each?.Port}`, each?.AvailabilityZone].filter(Boolean).join(" ")).sort(),
    ).toEqual(reported.targets ?? [`${row.targetIp}:${row.targetPort}`]);
    expect(Object.fromEntries(await suite.aws.listenerAttributes(listenerArn))).toMatchObject(
      reported.listenerAttributes ?? {},
    );
    for (const arn of [listenerArn, targetGroup.TargetGroupArn ?? ""]) {
      expect(Object.fromEntries(await suite.aws.tags(arn))).toEqual(reported.tags ?? { team: "network" });
    }
  });

  test("TLS with its certificates and policies is what the API reports", async () => {
    const { listener, listenerArn, targetGroup } = await forwardOn(1443);
    expect(listener).toMatchObject({
      Protocol: "TLS",
      SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      AlpnPolicy: ["HTTP2Preferred"],
    });
    expect(targetGroup).toMatchObject({ Protocol: "TCP", Port: 80 });
    const outputs = await terraform.outputs();
    const [first, ...others] = await suite.aws.certificates(listenerArn);
    expect(first).toBe(outputs.first_arn);
    expect(others.sort()).toEqual([outputs.second_arn, outputs.third_arn].sort());
    expect((await forwardOn(2443)).targetGroup).toMatchObject({ Protocol: "TLS", Port: 8443 });
  });

  test("access logs are what the API reports", async () => {
    const attributes = await suite.aws.loadBalancerAttributes((await theLoadBalancer()).LoadBalancerArn);
    expect(Object.fromEntries(attributes)).toMatchObject({
      "access_logs.s3.enabled": "true",
      "access_logs.s3.bucket": "logs",
      "access_logs.s3.prefix": "nlb",
    });
  });

  test("an alarm for each forward, and one for the load balancer, are what the API reports", async () => {
    const alarms = await suite.aws.alarms();
    const { LoadBalancerArn } = await theLoadBalancer();
    const LoadBalancer = LoadBalancerArn.split(":loadbalancer/")[1];
    const common = {
      Namespace: "AWS/NetworkELB",
      Period: 120,
      EvaluationPeriods: 2,
      Threshold: 0,
      AlarmActions: [TOPIC],
    };
    expect(alarms).toHaveLength(OPTIONS.length + 3);
    expect(alarms.find(({ AlarmName }) => AlarmName === "options-nlb port allocation errors")).toMatchObject({
      ...common,
      MetricName: "PortAllocationErrorCount",
      Statistic: "Sum",
      Dimensions: [{ Name: "LoadBalancer", Value: LoadBalancer }],
    });
    const { targetGroup } = await forwardOn(1083);
    expect(alarms.find(({ AlarmName }) => AlarmName === "options-nlb 1083 unhealthy hosts")).toMatchObject({
      ...common,
      AlarmDescription:
        "1083 -> 172.31.129.10:1083, 172.31.129.10:2083, 172.31.137.10:1083, 10.0.0.10:1083: a target is unhealthy",
      MetricName: "UnHealthyHostCount",
      Statistic: "Maximum",
      Dimensions: expect.arrayContaining([
        { Name: "LoadBalancer", Value: LoadBalancer },
        { Name: "TargetGroup", Value: targetGroup.TargetGroupArn?.split(":").at(-1) },
      ]),
    });
  });

  /** Rules of a security group, one line each. */
  async function rulesOf(groupId: string): Promise<string[]> {
    const rules = await suite.aws.securityGroupRules(groupId);
    return rules
      .map(({ IsEgress, CidrIpv4, ReferencedGroupInfo, IpProtocol, FromPort, ToPort }) =>
        [IsEgress ? "to" : "from", CidrIpv4 ?? ReferencedGroupInfo?.GroupId, IpProtocol, `${FromPort}-${ToPort}`].join(
          " ",
        ),
      )
      .sort();
  }

  test("the security group allows exactly what the list needs", async () => {
    const outputs = await terraform.outputs();
    const { SecurityGroups } = await theLoadBalancer();
    expect(SecurityGroups).toEqual([outputs.security_group_id]);
    const admitted = (port: number, block = "172.31.0.0/17", protocols = ["tcp"]): string[] =>
      protocols.flatMap((protocol) => [
        `from ${block} ${protocol} ${port}-${port}`,
        `from ${String(outputs.clients_id)} ${protocol} ${port}-${port}`,
      ]);
    const reached = (address: string, port: number, protocols = ["tcp"]): string[] =>
      protocols.map((protocol) => `to ${address}/32 ${protocol} ${port}-${port}`);
    expect(await rulesOf(String(outputs.security_group_id))).toEqual(
      [
        "from 0.0.0.0/0 icmp 3-4",
        ...admitted(53, undefined, ["udp"]),
        ...admitted(1053, undefined, ["tcp", "udp"]),
        ...[1080, 1081, 1082, 1083, 1084, 1085, 1443].flatMap((port) => admitted(port)),
        ...admitted(2443, "10.0.0.0/8"),
        ...reached("172.31.129.10", 53, ["udp"]),
        ...reached("172.31.129.10", 1053, ["tcp", "udp"]),
        ...[8080, 1080, 8081, 1081, 1082, 1083, 2083, 1085, 80, 8443].flatMap((port) => reached("172.31.129.10", port)),
        ...reached("172.31.137.10", 1083),
        ...reached("10.0.0.10", 1083),
        ...reached("10.1.0.10", 1084),
      ].sort(),
    );
  });

  test("the targets' own group admits the load balancer, and nobody else", async () => {
    const { security_group_id: own, targets_id: targets } = await terraform.outputs();
    expect(await rulesOf(String(targets))).toEqual(
      [
        ...[53, 1053].map((port) => `from ${String(own)} udp ${port}-${port}`),
        ...[8080, 1053, 1080, 8081, 1081, 1082, 1083, 2083, 1084, 1085, 80, 8443].map(
          (port) => `from ${String(own)} tcp ${port}-${port}`,
        ),
      ].sort(),
    );
  });

  test("plans again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("adding and removing a client touches only its own rules", async () => {
    await terraform.write(configuration((props) => ({ ...props, clientCidrBlocks: ["192.168.0.0/16"] })));
    const planned = (await terraform.planChanges()).map(withoutHash);
    const rule = (action: string, port: number, protocol: string, block: string): string =>
      `${action} aws_vpc_security_group_ingress_rule.forwarding_${port}_ingress-${protocol}-${block}`;
    const listeners: [number, string][] = [
      [53, "udp"],
      [1053, "tcp"],
      [1053, "udp"],
      ...[1080, 1081, 1082, 1083, 1084, 1085, 1443].map((port): [number, string] => [port, "tcp"]),
    ];
    expect(planned).toEqual(
      listeners
        .flatMap(([port, protocol]) => [
          rule("create", port, protocol, "192-168-0-0-16"),
          rule("delete", port, protocol, "172-31-0-0-17"),
        ])
        .sort(),
    );
    await terraform.applyPlan();
    const { security_group_id: own } = await terraform.outputs();
    expect((await rulesOf(String(own))).filter((each) => each.includes("172.31.0.0/17"))).toEqual([]);
    expect(await terraform.planText()).toContain("No changes.");
    await terraform.write(configuration());
    await terraform.apply();
  });

  test("removing a forward removes its own rules, and keeps shared ones", async () => {
    // 1082 and 1085 share nothing with others; 1443 is the only one with a target on port 80.
    await terraform.write(
      configuration((props) => ({
        ...props,
        forwards: props.forwards.filter(({ listenerPort }) => listenerPort !== 1443),
      })),
    );
    const planned = (await terraform.planChanges()).map(withoutHash);
    expect(planned.filter((change) => !change.includes("forwarding_1443_"))).toEqual([
      "delete aws_vpc_security_group_egress_rule.forwarding_egress-tcp-172-31-129-10-80",
      "delete aws_vpc_security_group_ingress_rule.forwarding_target-ingress-aws_security_group-targets-id-tcp-80",
    ]);
    await terraform.applyPlan();
    const { security_group_id: own } = await terraform.outputs();
    expect((await rulesOf(String(own))).filter((rule) => rule.endsWith(" 80-80"))).toEqual([]);
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("adding a forward adds its own rules", async () => {
    await terraform.write(configuration());
    const planned = (await terraform.planChanges()).map(withoutHash);
    expect(planned.filter((change) => !change.includes("forwarding_1443_"))).toEqual([
      "create aws_vpc_security_group_egress_rule.forwarding_egress-tcp-172-31-129-10-80",
      "create aws_vpc_security_group_ingress_rule.forwarding_target-ingress-aws_security_group-targets-id-tcp-80",
    ]);
    await terraform.applyPlan();
    const { security_group_id: own } = await terraform.outputs();
    expect(await rulesOf(String(own))).toContain("to 172.31.129.10/32 tcp 80-80");
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("is destroyed", async () => {
    expect(await terraform.destroy()).toContain("Destroy complete!");
    expect(await suite.aws.loadBalancers()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});

/** Returns a self-signed certificate for import into ACM. */
async function selfSigned(folder: string): Promise<{ privateKey: string; certificateBody: string }> {
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  await promisify(execFile)("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=example.com"],
    ...["-keyout", key, "-out", certificate],
  ]);
  return { privateKey: await readFile(key, "utf8"), certificateBody: await readFile(certificate, "utf8") };
}
