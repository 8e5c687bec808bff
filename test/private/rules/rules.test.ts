import { App, Fn, type TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { NlbIpAddressType, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { ARTICLE_TABLE } from "../../article";
import { awsStack, outdir } from "../../stack";
import { VALID } from "../../nlb";
import { findings, findingsOf, rowFindings } from "./findings";

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

function variable(type: string): TerraformVariable {
  return new TerraformVariable(stack, type.replace(/\W/g, ""), { type });
}

describe("findings", () => {
  test("of all rows are said in one synthesis, in the order of the rows", () => {
    const row = { targetIp: "172.31.129.10", targetPort: 22 };
    const props = {
      ...VALID,
      vpcCidrBlocks: ["172.31.128.0/17"],
      forwards: [
        { ...row, listenerPort: 70000 },
        { ...row, listenerPort: 10001 },
        { ...row, listenerPort: 10001, targetPort: 80 },
        { ...row, listenerPort: 10003, targetIp: "172.31.129.010" },
        { ...row, listenerPort: 10004, targetIp: "10.0.0.10", external: false },
        { ...row, listenerPort: 10005, external: true },
        { ...row, listenerPort: 10006, targetPort: 0 },
        { ...row, listenerPort: 10007, targetGroupName: "tg_10007" },
        { ...row, listenerPort: 10008, targetport: 22 },
        { ...row, listenerPort: 10009, targetIp: "8.8.8.8" },
        { ...row, listenerPort: "10010" },
      ],
    } as unknown as PortForwardNlbProps;
    const forwarding = new PortForwardNlb(stack, "forwarding", props);
    expect(() => Testing.synth(stack, true)).toThrowErrorMatchingInlineSnapshot(`
      "Validation failed with the following errors:
        [stack/forwarding] forwards[0] (listener 70000): 'listenerPort' must be an integer from 1 to 65535, but is 70000.
        [stack/forwarding] forwards[2] and forwards[1] both listen on TCP 10001. Give each forward its own listenerPort.
        [stack/forwarding] forwards[3] (listener 10003): 'targetIp' must be an IP address, but is "172.31.129.010". Write the numbers without leading zeros.
        [stack/forwarding] forwards[4] (listener 10004): 'targetIp' 10.0.0.10 is outside the VPC (172.31.128.0/17), but 'external' is false. AWS would reject that: "You must specify a valid Availability Zone or select 'all' … since the IP address '10.0.0.10' is outside the VPC". Set external: true, or remove it to derive it from vpcCidrBlocks.
        [stack/forwarding] forwards[5] (listener 10005): 'targetIp' 172.31.129.10 is inside the VPC (172.31.128.0/17), but 'external' is true. AWS would reject that: "The IP address '172.31.129.10' is within the VPC, and cannot have its Availability Zone overridden to 'all'". Remove external: true.
        [stack/forwarding] forwards[6] (listener 10006): 'targetPort' must be an integer from 1 to 65535, but is 0.
        [stack/forwarding] forwards[7] (listener 10007): 'targetGroupName' must contain only letters, digits and hyphens, but is "tg_10007". Replace "_".
        [stack/forwarding] forwards[8] (listener 10008): "targetport" isn't a property of a forward. Did you mean targetPort?
        [stack/forwarding] forwards[9] (listener 10009): 'targetIp' 8.8.8.8 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.
        [stack/forwarding] forwards[10]: 'listenerPort' must be an integer from 1 to 65535, but is "10010". Use a number without quotes.

      If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.
      "
    `);
    expect(forwarding.listenerArn(70000)).toContain("TfToken");
  });

  test("of the props come first, then those of the subnet mappings", () => {
    expect(
      findings(stack, {
        vpcId: "",
        subnetMappings: [{ subnetId: "" }, null],
        forwards: [{ listenerPort: 0, targetIp: "", targetPort: 0 }],
      }).map((message) => message.split(" must")[0]),
    ).toEqual([
      "'vpcId'",
      "subnetMappings[0]: 'subnetId'",
      "subnetMappings[1]",
      "forwards[0] (listener 0): 'listenerPort'",
      "forwards[0] (listener 0): 'targetIp'",
      "forwards[0] (listener 0): 'targetPort'",
    ]);
  });

  test("there are none of the article's list, and no warning", () => {
    expect(findings(stack, { forwards: ARTICLE_TABLE, vpcCidrBlocks: ["172.31.128.0/17"] })).toEqual([]);
  });

  test("on one prop are one: the rules after the first build on it", () => {
    const rows = [
      { listenerPort: NaN, targetIp: "203.0.113.10", targetPort: 22, external: false, targetGroupName: "a_b" },
      { listenerPort: NaN, targetIp: "203.0.113.10", targetPort: 22, external: false, targetGroupName: "a_b" },
    ];
    expect(
      findings(stack, { vpcCidrBlocks: ["172.31.128.0/17"], forwards: rows }).map((message) => message.slice(0, 48)),
    ).toEqual([
      "forwards[0]: 'listenerPort' must be an integer f",
      "forwards[0]: 'targetIp' 203.0.113.10 is in none ",
      "forwards[0]: 'targetGroupName' must contain only",
      "forwards[1]: 'listenerPort' must be an integer f",
      "forwards[1]: 'targetIp' 203.0.113.10 is in none ",
      "forwards[1]: 'targetGroupName' must contain only",
    ]);
  });

  test("warn once, however often the app is validated", () => {
    const forwarding = new PortForwardNlb(stack, "forwarding", { ...VALID, securityGroupIds: undefined });
    forwarding.node.validate();
    expect(findingsOf(forwarding)).toHaveLength(1);
  });

  test.each([undefined, null, 5, "props", []])("come from props that are %p, and nothing fails inside", (props) => {
    const forwarding = new PortForwardNlb(stack, "forwarding", props as unknown as PortForwardNlbProps);
    expect(findingsOf(forwarding).map((message) => message.slice(0, 16))).toEqual([
      "'name' must be a",
      "'vpcId' must be ",
      "'subnetMappings'",
      "'forwards' must ",
      "warning: 'securi",
    ]);
    expect(() => Testing.synth(stack, true)).toThrow("Validation failed");
  });

  test.each([
    ["functions", () => 1],
    ["constructs", new App({ outdir, skipValidation: true })],
    ["lists", [[]]],
    ["symbols", Symbol("s")],
  ])("come from values that are %s, and nothing fails inside", (_, value) => {
    const row = { listenerPort: value, targetIp: value, targetPort: value, external: value, key: value };
    const props = {
      tags: { a: value },
      vpcId: value,
      internal: value,
      loadBalancerName: value,
      vpcCidrBlocks: [value],
    };
    const mapping = { subnetId: value, privateIpv4Address: value };
    findings(stack, { ...props, securityGroupIds: [value], subnetMappings: [mapping], forwards: [row, row] });
    expect(() => Testing.synth(stack, true)).toThrow("Validation failed");
  });
});

describe("tokens", () => {
  test("are never wrong", () => {
    const text = variable("string").stringValue;
    const number = variable("number").numberValue;
    const list = variable("list(string)").listValue;
    const flag = variable("bool").booleanValue;
    const healthCheck = {
      protocol: text,
      port: number,
      path: text,
      matcher: text,
      healthyThreshold: number,
      unhealthyThreshold: number,
      intervalSeconds: number,
      timeoutSeconds: number,
    };
    const row = {
      listenerPort: 10022,
      targetIp: text,
      targetPort: number,
      targetGroupName: text,
      additionalTargets: [{ targetIp: text, targetPort: number, key: "other" }],
      description: text,
      healthCheck,
      deregistrationDelaySeconds: number,
      connectionTermination: flag,
      preserveClientIp: flag,
      proxyProtocolV2: flag,
      stickiness: flag,
      tcpIdleTimeoutSeconds: number,
      clientCidrBlocks: [text],
    };
    const tls = {
      ...row,
      protocol: "TLS",
      tcpIdleTimeoutSeconds: undefined,
      certificateArn: text,
      additionalCertificateArns: [text],
      sslPolicy: text,
      alpnPolicy: text,
    };
    expect(
      findings(stack, {
        name: text,
        vpcId: text,
        vpcCidrBlocks: list,
        internal: flag,
        deletionProtection: flag,
        crossZone: flag,
        securityGroupIds: list,
        tags: variable("map(string)").value,
        loadBalancerName: text,
        ipAddressType: text,
        dnsRecordClientRoutingPolicy: text,
        zonalShift: flag,
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: flag,
        accessLogs: { bucket: text, prefix: text },
        alarms: { actionArns: list, periodSeconds: number, evaluationPeriods: number },
        clientCidrBlocks: [text],
        clientSecurityGroupIds: [text],
        targetSecurityGroupIds: [text],
        forwardDefaults: { certificateArn: text, tcpIdleTimeoutSeconds: number, healthCheck },
        subnetMappings: [
          { subnetId: text, privateIpv4Address: text, allocationId: text, ipv6Address: text, availabilityZone: text },
          { subnetId: text, privateIpv4Address: "172.31.128.1", cidrBlock: text, availabilityZone: text },
          { subnetId: Fn.element(list, 0), privateIpv4Address: text, cidrBlock: "172.31.128.0/21" },
        ],
        forwards: [row, { ...row, listenerPort: 10023 }, { ...tls, listenerPort: 10024 }],
      }),
    ).toEqual([]);
  });

  test("among the VPC's blocks leave open what the others do not hold", () => {
    const vpcCidrBlocks = ["172.31.128.0/17", variable("string").stringValue];
    expect(rowFindings(stack, { external: true }, { vpcCidrBlocks })).toEqual([
      expect.stringContaining("is inside the VPC (172.31.128.0/17), but 'external' is true"),
    ]);
    expect(rowFindings(awsStack(), { targetIp: "10.0.0.11", external: false }, { vpcCidrBlocks })).toEqual([]);
    expect(rowFindings(awsStack(), { targetIp: "203.0.113.10" }, { vpcCidrBlocks })).toEqual([]);
  });

  test("as all of the VPC's blocks leave everything open", () => {
    const vpcCidrBlocks = variable("list(string)").listValue;
    expect(rowFindings(stack, { targetIp: "203.0.113.10", external: true }, { vpcCidrBlocks })).toEqual([]);
  });

  test("are refused where the resources are made of them", () => {
    const list = variable("list(string)").listValue;
    expect(findings(stack, { forwards: list, subnetMappings: list })).toMatchInlineSnapshot(`
      [
        "'subnetMappings' must be known at synthesis because each mapping becomes a block, but is a token. Use a list; the IDs in it may be tokens.",
        "'forwards' must be known at synthesis because each forward becomes its own resources, but is a token. If the list is known only at plan time, use the Terraform module terraform-aws-port-forward-nlb.",
      ]
    `);
    expect(rowFindings(awsStack(), { key: variable("string").stringValue, external: variable("bool").booleanValue }))
      .toMatchInlineSnapshot(`
      [
        "forwards[0] (listener 10022): 'external' must be known at synthesis because it decides what is generated, but is a token. Use true or false.",
        "forwards[0] (listener 10022): 'key' must be known at synthesis because the target's resource is named after it, but is a token. Use a string.",
      ]
    `);
  });
});

describe("external", () => {
  function zones(props: Partial<PortForwardNlbProps>): unknown[] {
    new PortForwardNlb(stack, "forwarding", { ...VALID, ipAddressType: NlbIpAddressType.DUALSTACK, ...props });
    const { resource } = JSON.parse(Testing.synth(stack, true)) as {
      resource: { aws_lb_target_group_attachment: Record<string, { availability_zone?: string; target_id: string }> };
    };
    return Object.values(resource.aws_lb_target_group_attachment).map((attachment) => [
      attachment.target_id,
      attachment.availability_zone,
    ]);
  }

  const rows = ["172.31.129.10", "100.64.1.10", "10.0.0.10", "2001:db8::10", "2001:db9::10"].map((targetIp, index) => ({
    listenerPort: 10000 + index,
    targetIp,
    targetPort: 22,
  }));

  test("is found from the VPC's blocks, IPv4 and IPv6", () => {
    const vpcCidrBlocks = ["172.31.128.0/17", "100.64.0.0/16", "2001:db8::/56"];
    expect(zones({ forwards: rows, vpcCidrBlocks })).toEqual([
      ["172.31.129.10", undefined],
      ["100.64.1.10", undefined],
      ["10.0.0.10", "all"],
      ["2001:db8::10", undefined],
      ["2001:db9::10", "all"],
    ]);
  });

  test("is false where the blocks are not known", () => {
    expect(zones({ forwards: rows }).map((zone) => (zone as unknown[])[1])).toEqual(Array(5).fill(undefined));
  });

  test("is shown as it was found", () => {
    const forwarding = new PortForwardNlb(stack, "forwarding", {
      ...VALID,
      forwards: rows,
      vpcCidrBlocks: ["172.31.128.0/17"],
    });
    expect(forwarding.endpoints().map(({ external }) => external)).toEqual([false, true, true, false, false]);
    expect(forwarding.portTable()).toContain("| 10.0.0.10     | external |");
  });
});

describe("the quota of targets", () => {
  function warnings(targets: number, props: object = {}): string[] {
    const additionalTargets = Array.from({ length: targets - 1 }, (_, index) => ({
      targetIp: `10.1.${Math.floor(index / 256)}.${index % 256}`,
    }));
    const forwards = [{ listenerPort: 10022, targetIp: "10.0.0.10", targetPort: 22, additionalTargets }];
    return findings(awsStack(), { ...props, forwards });
  }

  test("warns with cross-zone load balancing on", () => {
    expect(warnings(500)).toEqual([]);
    expect(warnings(501)).toMatchInlineSnapshot(`
      [
        "warning: 'forwards' has 501 targets, but the quota of a load balancer with cross-zone load balancing on is 500 unless AWS raised it. Ask AWS to raise it, or split the list.",
      ]
    `);
  });

  test("warns with it off", () => {
    expect(warnings(3000, { crossZone: false })).toEqual([]);
    expect(warnings(3000, { crossZone: Token.asAny(true) })).toEqual([]);
    expect(warnings(3001, { crossZone: false })).toMatchInlineSnapshot(`
      [
        "warning: 'forwards' has 3001 targets, but the quota of a load balancer is 3000 unless AWS raised it. Ask AWS to raise it, or split the list.",
      ]
    `);
  });
});

test("each rule has a title, a prop of its struct, a bound and a source", () => {
  const props: unknown = Object.entries(RULES).map(([struct, rules]) => [
    struct,
    [...new Set(rules.map(({ prop }) => prop))],
  ]);
  expect(props).toMatchInlineSnapshot(`
    [
      [
        "PortForwardNlbProps",
        [
          "",
          "name",
          "loadBalancerName",
          "vpcId",
          "vpcCidrBlocks",
          "internal",
          "deletionProtection",
          "crossZone",
          "securityGroupIds",
          "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
          "clientCidrBlocks",
          "clientSecurityGroupIds",
          "targetSecurityGroupIds",
          "ipAddressType",
          "dnsRecordClientRoutingPolicy",
          "zonalShift",
          "accessLogs",
          "accessLogs.bucket",
          "accessLogs.prefix",
          "hostTargets",
          "hostTargets.subnetIds",
          "hostTargets.securityGroupIds",
          "hostTargets.nameServers",
          "hostTargets.intervalSeconds",
          "hostTargets.missesBeforeRemoval",
          "alarms",
          "alarms.actionArns",
          "alarms.unhealthyHosts",
          "alarms.portAllocationErrors",
          "alarms.unresolvedHosts",
          "alarms.periodSeconds",
          "alarms.evaluationPeriods",
          "movedFrom",
          "movedFrom.loadBalancer",
          "movedFrom.listener",
          "movedFrom.targetGroup",
          "movedFrom.attachment",
          "importFrom",
          "importFrom.loadBalancerArn",
          "importFrom.forwards",
          "forwardDefaults",
          "tags",
          "subnetMappings",
          "forwards",
        ],
      ],
      [
        "NlbSubnetMapping",
        [
          "",
          "subnetId",
          "privateIpv4Address",
          "allocationId",
          "ipv6Address",
          "cidrBlock",
          "availabilityZone",
        ],
      ],
      [
        "PortForward",
        [
          "",
          "listenerPort",
          "targetIp",
          "external",
          "targetInstanceId",
          "targetHost",
          "targetPort",
          "key",
          "targetAlbArn",
          "targetIpAddressType",
          "additionalTargets",
          "targetSecurityGroupIds",
          "targetGroupName",
          "description",
          "protocol",
          "healthCheck",
          "healthCheck.protocol",
          "healthCheck.port",
          "healthCheck.path",
          "healthCheck.matcher",
          "healthCheck.healthyThreshold",
          "healthCheck.unhealthyThreshold",
          "healthCheck.intervalSeconds",
          "healthCheck.timeoutSeconds",
          "deregistrationDelaySeconds",
          "connectionTermination",
          "preserveClientIp",
          "proxyProtocolV2",
          "stickiness",
          "crossZone",
          "unhealthyConnectionTermination",
          "unhealthyDrainingIntervalSeconds",
          "dnsMinimumHealthyTargetCount",
          "dnsMinimumHealthyTargetPercentage",
          "routingMinimumHealthyTargetCount",
          "routingMinimumHealthyTargetPercentage",
          "tcpIdleTimeoutSeconds",
          "certificateArn",
          "sslPolicy",
          "alpnPolicy",
          "additionalCertificateArns",
          "targetTls",
          "clientCidrBlocks",
          "sameRegionPeering",
        ],
      ],
      [
        "ForwardTarget",
        [
          "",
          "targetIp",
          "targetInstanceId",
          "targetHost",
          "targetPort",
          "external",
          "key",
        ],
      ],
      [
        "ForwardDefaults",
        [
          "",
          "protocol",
          "healthCheck",
          "healthCheck.protocol",
          "healthCheck.port",
          "healthCheck.path",
          "healthCheck.matcher",
          "healthCheck.healthyThreshold",
          "healthCheck.unhealthyThreshold",
          "healthCheck.intervalSeconds",
          "healthCheck.timeoutSeconds",
          "deregistrationDelaySeconds",
          "connectionTermination",
          "preserveClientIp",
          "proxyProtocolV2",
          "stickiness",
          "crossZone",
          "unhealthyConnectionTermination",
          "unhealthyDrainingIntervalSeconds",
          "dnsMinimumHealthyTargetCount",
          "dnsMinimumHealthyTargetPercentage",
          "routingMinimumHealthyTargetCount",
          "routingMinimumHealthyTargetPercentage",
          "tcpIdleTimeoutSeconds",
          "certificateArn",
          "sslPolicy",
          "alpnPolicy",
          "additionalCertificateArns",
          "targetTls",
          "clientCidrBlocks",
          "sameRegionPeering",
        ],
      ],
      [
        "ForwardImportFrom",
        [
          "",
          "listenerPort",
          "listenerArn",
          "targetGroupArn",
        ],
      ],
      [
        "ProxyProtocolElbProps",
        [
          "",
          "serverPort",
          "listenerPort",
          "subnetIds",
          "availabilityZones",
          "instanceIds",
          "securityGroupIds",
          "crossZone",
          "connectionDraining",
          "internal",
          "name",
          "tags",
        ],
      ],
      [
        "EchoServerInstanceProps",
        [
          "",
          "vpcId",
          "subnetId",
          "serverPort",
          "clientCidrBlocks",
          "sshCidrBlocks",
          "instanceType",
          "keyName",
          "imageId",
        ],
      ],
      [
        "BasicAwsProviderProps",
        [
          "",
          "region",
          "profile",
          "assumeRoleArn",
          "defaultTags",
          "endpoints",
          "skipCredentialsValidation",
          "skipMetadataApiCheck",
          "skipRequestingAccountId",
          "alias",
          "version",
        ],
      ],
    ]
  `);
  for (const { title, bound, source } of Object.values(RULES).flat()) {
    expect(title).toMatch(/^[A-Z`]/);
    expect(bound).not.toBe("");
    expect(source).toMatch(
      /^(https:\/\/(docs\.aws\.amazon\.com|(developer\.hashicorp|registry\.terraform|github)\.(com|io))\/|api\.md$)/,
    );
  }
});
