import type { TerraformStack } from "cdktf";
import {
  AlpnPolicy,
  DnsRecordClientRoutingPolicy,
  ForwardProtocol,
  HealthCheckProtocol,
  PortForwardNlb,
} from "cdktf-port-forward-nlb";
import { Suite } from "./support/suite";
import { synthesizeExample, synthesizeStack, synthesizeStackToHcl } from "./support/synth";
import type { Terraform } from "./support/terraform";

describe.each([
  { example: "article", resources: 22 },
  { example: "proxy-protocol", resources: 8 },
] as const)("the example $example, synthesized to HCL", ({ example, resources }) => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(await synthesizeExample(example, "hcl"));
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("is planned as the JSON is", async () => {
    const json = await suite.initialize(await synthesizeExample(example));
    const [ofHcl, ofJson] = await Promise.all([terraform.plan(), json.plan()]);
    expect(ofHcl.planned_values).toEqual(ofJson.planned_values);
    expect(ofHcl.resource_changes.filter(({ change }) => change.actions.includes("create"))).toHaveLength(resources);
  });
});

describe("every option, synthesized to HCL", () => {
  const suite = Suite.begin();

  function fill(stack: TerraformStack): void {
    const arn = (id: number): string => `arn:aws:acm:ap-northeast-1:123456789012:certificate/${id}`;
    new PortForwardNlb(stack, "forwarding", {
      name: "example",
      vpcId: "vpc-0a1b2c3d",
      subnetMappings: [{ subnetId: "subnet-0a1b2c3d", privateIpv4Address: "172.31.128.10" }],
      clientCidrBlocks: ["10.0.0.0/8", "2001:db8::/32"],
      clientSecurityGroupIds: ["sg-0a1b2c3d"],
      targetSecurityGroupIds: ["sg-4e5f6a7b"],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false,
      dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY,
      zonalShift: true,
      accessLogs: { bucket: "logs", prefix: "nlb" },
      alarms: { actionArns: ["arn:aws:sns:ap-northeast-1:123456789012:network"] },
      hostTargets: { subnetIds: ["subnet-0a1b2c3d"], nameServers: ["192.168.0.2"] },
      tags: { team: "network" },
      forwards: [
        {
          listenerPort: 5432,
          targetHost: "db.example.internal",
          targetPort: 5432,
          additionalTargets: [{ targetHost: "b.example.internal", external: true }],
          dnsMinimumHealthyTargetCount: 2,
          routingMinimumHealthyTargetPercentage: 50,
        },
        {
          listenerPort: 10022,
          targetIp: "172.31.129.10",
          targetPort: 22,
          additionalTargets: [{ targetIp: "10.0.0.10", external: true }],
          description: "Bastion",
          deregistrationDelaySeconds: 0,
          connectionTermination: true,
          preserveClientIp: false,
          proxyProtocolV2: true,
          stickiness: false,
          tcpIdleTimeoutSeconds: 60,
        },
        {
          listenerPort: 443,
          targetIp: "172.31.129.10",
          targetPort: 80,
          protocol: ForwardProtocol.TLS,
          certificateArn: arn(1),
          additionalCertificateArns: [arn(2)],
          sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
          alpnPolicy: AlpnPolicy.HTTP2_PREFERRED,
          healthCheck: { protocol: HealthCheckProtocol.HTTP, port: 8080, path: "/health", matcher: "200-299" },
        },
      ],
    });
  }

  test("is planned as the JSON is", async () => {
    const [hcl, json] = await Promise.all([
      suite.initialize(synthesizeStackToHcl(fill)),
      suite.initialize(synthesizeStack(fill)),
    ]);
    expect(await hcl.validate()).toMatchObject({ valid: true, diagnostics: [] });
    const [ofHcl, ofJson] = await Promise.all([hcl.plan(), json.plan()]);
    expect(ofHcl.planned_values).toEqual(ofJson.planned_values);
    expect(ofHcl.resource_changes.length).toBeGreaterThan(25);
  });
});

test("HCL has the arguments that make later changes of the list safe", async () => {
  const hcl = await synthesizeExample("article", "hcl");
  expect(
    hcl["cdk.tf"]?.match(
      /replace_triggered_by = \[aws_lb_target_group\.[\w-]+\.id, terraform_data\.[\w-]+\.input\.protocol\]/g,
    ),
  ).toHaveLength(5);
  expect(hcl["cdk.tf"]?.match(/ignore_changes = \[port\]/g)).toHaveLength(5);
  expect(hcl["cdk.tf"]?.match(/depends_on += \[aws_lb\.[\w-]+\]/g)).toHaveLength(5);
});
