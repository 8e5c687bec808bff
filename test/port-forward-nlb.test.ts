import { readFileSync } from "node:fs";
import { TerraformElement, TerraformOutput, TerraformResource, type TerraformStack, TerraformVariable } from "cdktf";
import {
  DnsRecordClientRoutingPolicy,
  ForwardProtocol,
  NlbIpAddressType,
  type PortForward,
  PortForwardNlb,
  type PortForwardNlbProps,
} from "cdktf-port-forward-nlb";
import type { IConstruct } from "constructs";
import { ARTICLE_TABLE } from "./article";
import { nlb as validNlb, VALID } from "./nlb";
import { ARN } from "./option-samples";
import { awsStack } from "./stack";
import { type Attributes, type Synthesized, synthesized } from "./synthesized";

const [SSH, WEB] = VALID.forwards as [PortForward, PortForward];

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

/** Adds a load balancer in one subnet. */
function nlb(props: Partial<PortForwardNlbProps> = {}): PortForwardNlb {
  return validNlb(stack, { subnetMappings: VALID.subnetMappings.slice(0, 1), ...props });
}

function synth(): Synthesized {
  return synthesized(stack);
}

/** Resources of a type, in the order of their addresses. */
function resources(type: string): Attributes[] {
  return Object.values(synth().resource[type] ?? {});
}

function address(type: string, fragment: string): string {
  const found = Object.keys(synth().resource[type] ?? {}).find((id) => id.includes(fragment));
  return `${type}.${found ?? `no ${fragment}`}`;
}

function number(name: string): number {
  return new TerraformVariable(stack, name, { type: "number" }).numberValue;
}

function string(name: string): string {
  return new TerraformVariable(stack, name, { type: "string" }).stringValue;
}

describe("the load balancer", () => {
  test("has the article's attributes, AWS's defaults, and no others", () => {
    nlb();
    expect(resources("aws_lb")).toEqual([
      {
        name: "example-nlb",
        load_balancer_type: "network",
        internal: true,
        enable_deletion_protection: true,
        enable_cross_zone_load_balancing: true,
        subnet_mapping: [{ subnet_id: "subnet-1", private_ipv4_address: "172.31.128.10" }],
        ip_address_type: "ipv4",
        security_groups: [],
        lifecycle: { replace_triggered_by: [address("terraform_data", "security")] },
      },
    ]);
  });

  test("accepts a name, booleans, security groups and tags", () => {
    nlb({
      loadBalancerName: "front",
      internal: false,
      subnetMappings: [{ subnetId: "subnet-1" }],
      deletionProtection: false,
      crossZone: false,
      securityGroupIds: ["sg-1"],
      tags: { team: "network" },
    });
    expect(resources("aws_lb")).toEqual([
      expect.objectContaining({
        name: "front",
        internal: false,
        enable_deletion_protection: false,
        enable_cross_zone_load_balancing: false,
        security_groups: ["sg-1"],
        tags: { team: "network" },
      }),
    ]);
  });

  test.each<[string, Partial<PortForwardNlbProps>, Attributes]>([
    ["ipAddressType", { ipAddressType: NlbIpAddressType.DUALSTACK }, { ip_address_type: "dualstack" }],
    [
      "dnsRecordClientRoutingPolicy",
      { dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy.PARTIAL_AVAILABILITY_ZONE_AFFINITY },
      { dns_record_client_routing_policy: "partial_availability_zone_affinity" },
    ],
    ["zonalShift", { zonalShift: true }, { enable_zonal_shift: true }],
    ["zonalShift off", { zonalShift: false }, { enable_zonal_shift: false }],
    ["accessLogs", { accessLogs: { bucket: "logs" } }, { access_logs: { enabled: true, bucket: "logs" } }],
    [
      "accessLogs with a prefix",
      { accessLogs: { bucket: "logs", prefix: "nlb" } },
      { access_logs: { enabled: true, bucket: "logs", prefix: "nlb" } },
    ],
    [
      "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
      { securityGroupIds: ["sg-1"], enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: true },
      { security_groups: ["sg-1"], enforce_security_group_inbound_rules_on_private_link_traffic: "on" },
    ],
    [
      "the same, off",
      { securityGroupIds: ["sg-1"], enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false },
      { security_groups: ["sg-1"], enforce_security_group_inbound_rules_on_private_link_traffic: "off" },
    ],
  ])("takes %s, and nothing else changes", (_, props, attributes) => {
    nlb();
    const [plain] = resources("aws_lb");
    stack = awsStack();
    nlb(props);
    expect(resources("aws_lb")).toEqual([{ ...plain, ...attributes }]);
  });

  test("accepts Elastic IPs and IPv6 addresses", () => {
    nlb({
      internal: false,
      subnetMappings: [
        { subnetId: "subnet-1", allocationId: "eipalloc-1" },
        { subnetId: "subnet-2", ipv6Address: "fd00::1" },
      ],
      ipAddressType: NlbIpAddressType.DUALSTACK,
    });
    expect(resources("aws_lb")).toEqual([
      expect.objectContaining({
        subnet_mapping: [
          { subnet_id: "subnet-1", allocation_id: "eipalloc-1" },
          { subnet_id: "subnet-2", ipv6_address: "fd00::1" },
        ],
      }),
    ]);
  });

  test("accepts tokens for IDs and security groups", () => {
    const groups = new TerraformVariable(stack, "groups", { type: "list(string)" }).listValue;
    nlb({ vpcId: string("vpc"), subnetMappings: [{ subnetId: string("subnet") }], securityGroupIds: groups });
    expect(resources("aws_lb")).toEqual([
      expect.objectContaining({ subnet_mapping: [{ subnet_id: "${var.subnet}" }], security_groups: "${var.groups}" }),
    ]);
    expect(resources("aws_lb_target_group")[0]).toMatchObject({ vpc_id: "${var.vpc}" });
  });

  test("exposes its attributes as tokens, and its resource for overrides", () => {
    const { arn, arnSuffix, dnsName, zoneId, loadBalancer } = nlb();
    const attributes = { arn, arnSuffix, dnsName, zoneId };
    for (const [name, value] of Object.entries(attributes)) new TerraformOutput(stack, name, { value });
    loadBalancer.addOverride("idle_timeout", 60);
    const lb = address("aws_lb", "");
    expect(TerraformResource.isTerraformResource(loadBalancer)).toBe(true);
    expect(synth().output).toEqual({
      arn: { value: `\${${lb}.arn}` },
      arnSuffix: { value: `\${${lb}.arn_suffix}` },
      dnsName: { value: `\${${lb}.dns_name}` },
      zoneId: { value: `\${${lb}.zone_id}` },
    });
    expect(resources("aws_lb")[0]).toMatchObject({ idle_timeout: 60 });
  });
});

describe("a forward", () => {
  test("has a listener, a target group and an attachment with the article's attributes, AWS's defaults, and no others", () => {
    nlb({ forwards: [SSH] });
    const lb = address("aws_lb", "");
    const group = address("aws_lb_target_group", "10022");
    expect(resources("aws_lb_listener")).toEqual([
      {
        load_balancer_arn: `\${${lb}.arn}`,
        port: 10022,
        protocol: "TCP",
        tcp_idle_timeout_seconds: 350,
        default_action: [{ type: "forward", target_group_arn: `\${${group}.arn}` }],
        lifecycle: { replace_triggered_by: [`${group}.id`, `${address("terraform_data", "protocol")}.input.protocol`] },
      },
    ]);
    expect(resources("aws_lb_target_group")).toEqual([
      {
        name: "example-tg-10022",
        port: 22,
        protocol: "TCP",
        target_type: "ip",
        ip_address_type: "ipv4",
        vpc_id: "vpc-1",
        deregistration_delay: "300",
        connection_termination: false,
        preserve_client_ip: "false",
        load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
        target_group_health: {
          dns_failover: { minimum_healthy_targets_count: "1", minimum_healthy_targets_percentage: "off" },
          unhealthy_state_routing: { minimum_healthy_targets_count: 1, minimum_healthy_targets_percentage: "off" },
        },
        target_health_state: [{ enable_unhealthy_connection_termination: true, unhealthy_draining_interval: 0 }],
        stickiness: { type: "source_ip", enabled: false },
        health_check: {
          port: "traffic-port",
          protocol: "TCP",
          healthy_threshold: 3,
          unhealthy_threshold: 3,
          interval: 30,
          timeout: 10,
        },
        depends_on: [lb],
        lifecycle: {
          ignore_changes: ["port"],
          replace_triggered_by: [`${address("terraform_data", "protocol")}.input.target`],
        },
      },
    ]);
    expect(resources("aws_lb_target_group_attachment")).toEqual([
      { target_group_arn: `\${${group}.arn}`, target_id: "172.31.129.10", port: 22 },
    ]);
  });

  test("outside the VPC has the Availability Zone all", () => {
    nlb({ forwards: [WEB] });
    expect(resources("aws_lb_target_group_attachment")).toEqual([
      expect.objectContaining({ target_id: "10.0.0.10", port: 80, availability_zone: "all" }),
    ]);
  });

  test("to an IPv6 address has an IPv6 target group", () => {
    nlb({ forwards: [{ ...SSH, targetIp: "2001:db8::10" }], ipAddressType: NlbIpAddressType.DUALSTACK });
    expect(resources("aws_lb_target_group")).toEqual([expect.objectContaining({ ip_address_type: "ipv6" })]);
  });

  test("accepts a target group name, and gets the construct's tags", () => {
    nlb({ forwards: [{ ...SSH, targetGroupName: "bastion" }], tags: { team: "network" } });
    expect(resources("aws_lb_target_group")).toEqual([
      expect.objectContaining({ name: "bastion", tags: { team: "network" } }),
    ]);
    expect(resources("aws_lb_listener")).toEqual([expect.objectContaining({ tags: { team: "network" } })]);
  });

  test("accepts tokens for its target", () => {
    nlb({ forwards: [{ ...SSH, targetIp: string("ip"), targetPort: number("port") }] });
    expect(resources("aws_lb_target_group_attachment")).toEqual([
      expect.objectContaining({ target_id: "${var.ip}", port: "${var.port}" }),
    ]);
    expect(resources("aws_lb_target_group")).toEqual([expect.objectContaining({ port: "${var.port}" })]);
  });

  test("rejects a token as its listener port", () => {
    expect(() => nlb({ forwards: [SSH, { ...WEB, listenerPort: number("port") }] })).toThrowErrorMatchingInlineSnapshot(
      `"stack/forwarding: forwards[1]: 'listenerPort' must be known at synthesis because the forward's resources are named after it, but is a token. If the list is known only at plan time, use the Terraform module terraform-aws-port-forward-nlb."`,
    );
  });

  test("can be added after a validation, which prints each warning once", () => {
    const forwarding = nlb({ forwards: [{ ...SSH, targetPort: 0 }], securityGroupIds: undefined });
    const check = () => forwarding.node.validate();
    expect(check()).toEqual(check());
    forwarding.addForward({ ...WEB, targetPort: 0 });
    expect(check()).toHaveLength(2);
    expect(forwarding.node.metadata.filter(({ type }) => type === "@cdktf/warn")).toHaveLength(1);
  });

  test("can be added until synthesis", () => {
    const forwarding = nlb({ forwards: [SSH] });
    forwarding.addForward(WEB);
    expect(resources("aws_lb_listener")).toHaveLength(2);
    expect(() => {
      forwarding.addForward({ ...WEB, listenerPort: 30081 });
    }).toThrowErrorMatchingInlineSnapshot(
      `"stack/forwarding: forwards[2] (listener 30081) was added after synthesis, so no Terraform configuration contains it. Call addForward() before app.synth()."`,
    );
  });

  test("rejects a duplicate listener port, and keeps the first forward", () => {
    const forwarding = nlb({ forwards: [SSH, WEB, { ...SSH, targetPort: 2222 }] });
    expect(forwarding.endpoints()).toHaveLength(2);
    expect(() => synth()).toThrowErrorMatchingInlineSnapshot(`
      "Validation failed with the following errors:
        [stack/forwarding] forwards[2] and forwards[0] both listen on TCP 10022. Give each forward its own listenerPort.

      If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.
      "
    `);
  });
});

describe("Terraform addresses", () => {
  function paths(): string[] {
    return stack.node
      .findAll()
      .filter((construct: IConstruct) => TerraformElement.isTerraformElement(construct))
      .map(({ node }) => node.path)
      .sort();
  }

  test("come from listener ports and targets", () => {
    nlb();
    expect(paths()).toMatchInlineSnapshot(`
      [
        "stack/aws",
        "stack/forwarding/10022/attachment-172-31-129-10-22",
        "stack/forwarding/10022/listener",
        "stack/forwarding/10022/protocol",
        "stack/forwarding/10022/target-group",
        "stack/forwarding/30080/attachment-10-0-0-10-80",
        "stack/forwarding/30080/listener",
        "stack/forwarding/30080/protocol",
        "stack/forwarding/30080/target-group",
        "stack/forwarding/has-security-groups",
        "stack/forwarding/lb",
      ]
    `);
  });

  test("are the same in any order of the forwards", () => {
    nlb({ forwards: [WEB, SSH] });
    const reversed = synth();
    stack = awsStack();
    nlb({ forwards: [SSH, WEB] });
    expect(reversed).toEqual(synth());
  });

  test.each([
    ["an IPv6 address", { targetIp: "fd00::10" }, "attachment-fd00--10-22"],
    ["a key", { key: "bastion" }, "attachment-bastion"],
    ["a token and a key", { targetIp: "${instance.private_ip}", key: "bastion" }, "attachment-bastion"],
  ])("of a target with %s", (_, row, id) => {
    nlb({ forwards: [{ ...SSH, ...row }] });
    expect(paths()).toContain(`stack/forwarding/10022/${id}`);
  });

  test("are fixed for a target whose IP address or port is a token", () => {
    nlb({
      forwards: [
        { ...SSH, targetIp: string("ip") },
        { ...WEB, targetPort: number("port") },
      ],
    });
    expect(paths()).toEqual(
      expect.arrayContaining(["stack/forwarding/10022/attachment", "stack/forwarding/30080/attachment"]),
    );
  });
});

describe("listenerArn() and targetGroupArn()", () => {
  test("refer to the forward's resources", () => {
    const forwarding = nlb();
    new TerraformOutput(stack, "listener", { value: forwarding.listenerArn(30080) });
    new TerraformOutput(stack, "group", { value: forwarding.targetGroupArn(30080) });
    expect(synth().output).toEqual({
      listener: { value: `\${${address("aws_lb_listener", "30080")}.arn}` },
      group: { value: `\${${address("aws_lb_target_group", "30080")}.arn}` },
    });
  });

  test("reject a port that no forward listens on", () => {
    const forwarding = nlb({ forwards: [WEB, SSH] });
    expect(() => forwarding.listenerArn(22)).toThrowErrorMatchingInlineSnapshot(
      `"stack/forwarding: no forward listens on 22. The listener ports are 10022, 30080."`,
    );
    expect(() => forwarding.targetGroupArn(22)).toThrow("no forward listens on 22");
    const empty = new PortForwardNlb(stack, "empty", { name: "e", vpcId: "vpc-1", subnetMappings: [], forwards: [] });
    expect(() => empty.listenerArn(22)).toThrowErrorMatchingInlineSnapshot(
      `"stack/empty: no forward listens on 22. The list of forwards is empty."`,
    );
  });
});

describe("endpoints()", () => {
  test("lists addresses, ports and targets by ascending listener port", () => {
    const subnetMappings = [
      { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10", ipv6Address: "fd00::10" },
      { subnetId: "subnet-2" },
      { subnetId: "subnet-3", privateIpv4Address: "172.31.136.10" },
    ];
    const chosen: unknown = expect.stringContaining("TfToken");
    const addresses = ["172.31.128.10", "fd00::10", chosen, "172.31.136.10"];
    expect(nlb({ subnetMappings, forwards: [WEB, SSH] }).endpoints()).toEqual([
      { addresses, ...SSH, protocol: "TCP", external: false, additionalTargets: [] },
      { addresses, ...WEB, protocol: "TCP", external: true, additionalTargets: [] },
    ]);
  });

  test("reads an address that AWS chooses once, and only on request", () => {
    const subnetMappings = [{ subnetId: "subnet-1" }];
    nlb({ subnetMappings });
    expect(synth().data).toBeUndefined();
    stack = awsStack();
    const forwarding = nlb({ subnetMappings });
    expect(forwarding.endpoints()).toHaveLength(2);
    new TerraformOutput(stack, "addresses", { value: forwarding.endpoints()[0]?.addresses });
    const { data, output } = synth();
    const [[id, networkInterface] = [], ...others] = Object.entries(data?.aws_network_interface ?? {});
    expect(others).toEqual([]);
    expect(networkInterface).toEqual({
      depends_on: [expect.stringMatching(/^aws_lb\.\w+$/)],
      filter: [
        { name: "description", values: [expect.stringMatching(/^ELB \$\{aws_lb\.\w+\.arn_suffix\}$/)] },
        { name: "subnet-id", values: ["subnet-1"] },
      ],
    });
    expect(output?.addresses?.value).toEqual([`\${data.aws_network_interface.${id ?? ""}.private_ip}`]);
  });

  test("reads no addresses of an internet-facing load balancer", () => {
    const subnetMappings = [{ subnetId: "subnet-1" }, { subnetId: "subnet-2", allocationId: "eipalloc-1" }];
    expect(nlb({ subnetMappings, internal: false }).endpoints()[0]?.addresses).toEqual([]);
  });
});

describe("endpoints() of a forward with more options", () => {
  test("includes its protocol, additional targets and description", () => {
    const additionalTargets = [
      { targetIp: "172.31.137.10" },
      { targetIp: "10.0.0.10", targetPort: 2222, external: true },
    ];
    const [endpoint] = nlb({
      forwards: [
        {
          ...SSH,
          protocol: ForwardProtocol.TCP_UDP,
          additionalTargets,
          description: "Bastion",
          sameRegionPeering: true,
        },
      ],
    }).endpoints();
    expect(endpoint).toMatchObject({
      protocol: "TCP_UDP",
      additionalTargets: [
        { targetIp: "172.31.137.10", targetPort: 22, external: false },
        { targetIp: "10.0.0.10", targetPort: 2222, external: true },
      ],
      description: "Bastion",
    });
  });
});

describe("portTable()", () => {
  test("is README's table", () => {
    expect(readFileSync("README.md", "utf8")).toContain(nlb({ forwards: ARTICLE_TABLE }).portTable());
  });

  test("is the article's table", () => {
    expect(nlb({ forwards: ARTICLE_TABLE }).portTable()).toMatchInlineSnapshot(`
     "| No. | Listener  | Target group     | Target port | Target IP     | Where    |
     | --- | --------- | ---------------- | ----------- | ------------- | -------- |
     | 1   | TCP:10022 | example-tg-10022 | TCP:22      | 172.31.129.10 | VPC      |
     | 2   | TCP:10080 | example-tg-10080 | TCP:80      | 172.31.129.10 | VPC      |
     | 3   | TCP:20022 | example-tg-20022 | TCP:22      | 172.31.137.10 | VPC      |
     | 4   | TCP:20080 | example-tg-20080 | TCP:80      | 172.31.137.10 | VPC      |
     | 5   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |"
    `);
  });

  test("gives an additional target its own line, and has a description column if a forward has one", () => {
    const forwards: PortForward[] = [
      {
        ...SSH,
        description: "Bastion",
        additionalTargets: [{ targetIp: "172.31.137.10" }, { targetIp: "10.0.0.10", targetPort: 2222, external: true }],
      },
      { ...WEB, protocol: ForwardProtocol.TLS, certificateArn: `${ARN}1` },
    ];
    expect(nlb({ forwards }).portTable()).toMatchInlineSnapshot(`
     "| No. | Listener  | Target group     | Target port | Target IP     | Where    | Description |
     | --- | --------- | ---------------- | ----------- | ------------- | -------- | ----------- |
     | 1   | TCP:10022 | example-tg-10022 | TCP:22      | 172.31.129.10 | VPC      | Bastion     |
     |     |           |                  | TCP:22      | 172.31.137.10 | VPC      |             |
     |     |           |                  | TCP:2222    | 10.0.0.10     | external |             |
     | 2   | TLS:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |             |"
    `);
  });

  test("escapes Markdown in descriptions", () => {
    const description = "=a|b\n*c* [d](e) <f> g_h `i` & ~j~ \\ 踏み台";
    expect(nlb({ forwards: [{ ...SSH, description }] }).portTable()).toContain(
      "| =a\\|b \\*c\\* \\[d\\](e) \\<f\\> g\\_h \\`i\\` \\& \\~j\\~ \\\\ 踏み台 |",
    );
  });

  test("shows the resolved value of a token in an output", () => {
    const forwarding = nlb({ forwards: [{ ...SSH, targetIp: string("ip"), targetPort: number("port") }] });
    new TerraformOutput(stack, "table", { value: forwarding.portTable() });
    expect(synth().output?.table?.value).toMatch(/ TCP:\$\{var\.port\} +\| \$\{var\.ip\} +\| VPC/);
  });
});
