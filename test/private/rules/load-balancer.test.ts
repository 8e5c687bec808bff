import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARN } from "../../option-samples";
import { awsStack } from "../../stack";
import { type Untyped } from "../../nlb";
import { findings, forwards } from "./findings";

describe("props", () => {
  test.each<[string, Untyped<PortForwardNlbProps>, string[]]>([
    ["a long name", { name: "a".repeat(100) }, []],
    [
      "a name with other characters",
      { name: "exam ple_" },
      ['\'name\' must contain only letters, digits and hyphens, but is "exam ple_". Replace " ", "_".'],
    ],
    [
      "a name that begins with a hyphen",
      { name: "-example" },
      ["'name' must not begin with a hyphen, but is \"-example\". Remove the hyphen."],
    ],
    ["a name that ends with one", { name: "example-" }, []],
    [
      "a name that begins with internal-",
      { name: "internal-a" },
      [
        '\'name\' makes the load balancer\'s name "internal-a-nlb", but AWS reserves names that begin with "internal-". Use another name, or set loadBalancerName.',
      ],
    ],
    ["such a name beside a loadBalancerName", { name: "internal-a", loadBalancerName: "a" }, []],
    ["an empty name", { name: "" }, ["'name' must be a name of letters, digits and hyphens, but is \"\"."]],
    ["no name", { name: undefined }, ["'name' must be a name of letters, digits and hyphens, but is missing."]],
    ["a null name", { name: null }, ["'name' must be a name of letters, digits and hyphens, but is missing."]],
    ["a loadBalancerName of 32 characters", { loadBalancerName: "a".repeat(32) }, []],
    [
      "a loadBalancerName of 33",
      { loadBalancerName: `${"a".repeat(32)}b` },
      [
        '\'loadBalancerName\' must have at most 32 characters, but has 33: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab". Shorten it by 1; "b" is over the limit.',
      ],
    ],
    [
      "a loadBalancerName with other characters",
      { loadBalancerName: "a/b" },
      ['\'loadBalancerName\' must contain only letters, digits and hyphens, but is "a/b". Replace "/".'],
    ],
    [
      "a loadBalancerName with a hyphen at its end",
      { loadBalancerName: "a-" },
      ["'loadBalancerName' must not begin or end with a hyphen, but is \"a-\". Remove the hyphen."],
    ],
    [
      "a loadBalancerName that begins with internal-",
      { loadBalancerName: "internal-a" },
      ['\'loadBalancerName\' is "internal-a", but AWS reserves names that begin with "internal-". Use another name.'],
    ],
    ["a loadBalancerName that begins with internal", { loadBalancerName: "internala" }, []],
    [
      "a loadBalancerName that is a number",
      { loadBalancerName: 5 },
      ["'loadBalancerName' must be a name of letters, digits and hyphens, but is 5."],
    ],
    ["no vpcId", { vpcId: undefined }, ["'vpcId' must be the ID of a VPC, such as vpc-0a1b2c3d, but is missing."]],
    ["an empty vpcId", { vpcId: "" }, ["'vpcId' must be the ID of a VPC, such as vpc-0a1b2c3d, but is \"\"."]],
    [
      "a vpcId that is an object",
      { vpcId: {} },
      ["'vpcId' must be the ID of a VPC, such as vpc-0a1b2c3d, but is an object."],
    ],
    [
      "a static private address of an internet-facing load balancer",
      { internal: false, subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }] },
      [
        "subnetMappings[0]: 'privateIpv4Address' is for an internal load balancer, but 'internal' is false. Set internal: true, or use an allocationId.",
      ],
    ],
    [
      "an Elastic IP of an internet-facing load balancer",
      { internal: false, subnetMappings: [{ subnetId: "subnet-1", allocationId: "eipalloc-1" }] },
      [],
    ],
    [
      "internal in quotes",
      { internal: "false" },
      ["'internal' must be true or false, but is \"false\". Remove the quotes."],
    ],
    ["a null deletionProtection", { deletionProtection: null }, []],
    ["a crossZone that is a number", { crossZone: 0 }, ["'crossZone' must be true or false, but is 0."]],
    [
      "vpcCidrBlocks that are no list",
      { vpcCidrBlocks: "172.31.128.0/17" },
      ["'vpcCidrBlocks' must be a list of CIDR blocks, but is \"172.31.128.0/17\". Put the items in brackets."],
    ],
    [
      "no block in vpcCidrBlocks",
      { vpcCidrBlocks: [] },
      ["'vpcCidrBlocks' is empty. Omit it if you don't know the blocks."],
    ],
    [
      "two wrong blocks in vpcCidrBlocks",
      { vpcCidrBlocks: ["172.31.128.0", "172.31.128.0/17", "172.31.128.0/33"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is \"172.31.128.0\". Use an address and a prefix length.",
        "'vpcCidrBlocks[2]' must be a CIDR block such as 172.31.128.0/17, but is \"172.31.128.0/33\". Use an address and a prefix length.",
      ],
    ],
    [
      "a block with host bits",
      { vpcCidrBlocks: ["172.31.129.10/17"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block without host bits, but is \"172.31.129.10/17\". Use 172.31.128.0/17, which contains it.",
      ],
    ],
    [
      "an IPv6 block with host bits",
      { vpcCidrBlocks: ["172.31.128.0/17", "2001:db8::1/56"] },
      [
        "'vpcCidrBlocks[1]' must be a CIDR block without host bits, but is \"2001:db8::1/56\". Use 2001:db8::/56, which contains it.",
      ],
    ],
    [
      "a prefix length with a leading zero",
      { vpcCidrBlocks: ["172.31.128.0/017"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is \"172.31.128.0/017\". Use an address and a prefix length.",
      ],
    ],
    [
      "a prefix length too many",
      { vpcCidrBlocks: ["172.31.128.0/17/1"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is \"172.31.128.0/17/1\". Use an address and a prefix length.",
      ],
    ],
    [
      "an IPv6 prefix length over 128",
      { vpcCidrBlocks: ["2001:db8::/129"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is \"2001:db8::/129\". Use an address and a prefix length.",
      ],
    ],
    [
      "no securityGroupIds",
      { securityGroupIds: undefined },
      [
        "warning: 'securityGroupIds' isn't set, so the load balancer is created without a security group, and AWS never lets it have one later. Set securityGroupIds or clientCidrBlocks, or securityGroupIds: [] if you want none.",
      ],
    ],
    ["some securityGroupIds", { securityGroupIds: ["sg-1"] }, []],
    [
      "securityGroupIds that are no list",
      { securityGroupIds: "sg-1" },
      ["'securityGroupIds' must be a list of security group IDs, but is \"sg-1\". Put the items in brackets."],
    ],
    [
      "an empty security group id",
      { securityGroupIds: ["sg-1", ""] },
      ["'securityGroupIds[1]' must be the ID of a security group, such as sg-0a1b2c3d, but is \"\"."],
    ],
    ["tags", { tags: { team: "network" } }, []],
    [
      "tags that are a list",
      { tags: ["network"] },
      ["'tags' must be an object such as { team: \"network\" }, but is a list."],
    ],
    ["null tags", { tags: null }, []],
    [
      "a tag that is a number",
      { tags: { team: "network", cost: 7 } },
      ["'tags' must have a string for each key, but has 7 for the key \"cost\". Put the value in quotes."],
    ],
    [
      "tags that are a text",
      { tags: "network" },
      ['\'tags\' must be an object such as { team: "network" }, but is "network".'],
    ],
    [
      "no subnetMappings",
      { subnetMappings: undefined },
      ["'subnetMappings' must be a list of subnet mappings, but is missing."],
    ],
    ["empty subnetMappings", { subnetMappings: [] }, ["'subnetMappings' is empty. Add at least one subnet."]],
    [
      "a null subnet mapping",
      { subnetMappings: [null] },
      ["subnetMappings[0] must be an object such as { subnetId }, but is null."],
    ],
    [
      "a subnet mapping that is a text",
      { subnetMappings: ["subnet-1"] },
      ['subnetMappings[0] must be an object such as { subnetId }, but is "subnet-1".'],
    ],
    ["no forwards", { forwards: undefined }, ["'forwards' must be a list of forwards, but is missing."]],
    ["null forwards", { forwards: null }, ["'forwards' must be a list of forwards, but is missing."]],
    [
      "forwards that are an object",
      { forwards: {} },
      ["'forwards' must be a list of forwards, but is an object. Put the items in brackets."],
    ],
    [
      "an empty list of forwards",
      { forwards: [] },
      ["'forwards' is empty. Add at least one forward, there or with addForward()."],
    ],
    [
      "a null forward",
      { forwards: [null] },
      ["forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, but is null."],
    ],
    [
      "a forward that is a text",
      { forwards: ["10022"] },
      ['forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, but is "10022".'],
    ],
    [
      "a forward that is a list",
      { forwards: [[10022, "172.31.129.10", 22]] },
      ["forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, but is a list."],
    ],
    ["50 forwards", { forwards: forwards(50) }, []],
    [
      "51 forwards",
      { forwards: forwards(51) },
      [
        "'forwards' needs 51 listeners, but a Network Load Balancer has at most 50, and AWS doesn't raise that quota. Split the list over 2 load balancers by listener port: 10000 to 10049, 10050.",
      ],
    ],
    [
      "101 forwards",
      { forwards: forwards(101) },
      [
        "'forwards' needs 101 listeners, but a Network Load Balancer has at most 50, and AWS doesn't raise that quota. Split the list over 3 load balancers by listener port: 10000 to 10049, 10050 to 10099, 10100.",
      ],
    ],
    [
      "a property with a slip",
      { forward: [] },
      ['"forward" isn\'t a property of PortForwardNlb. Did you mean forwards?'],
    ],
    [
      "a property in snake case",
      { vpc_cidr_blocks: [] },
      ['"vpc_cidr_blocks" isn\'t a property of PortForwardNlb. Did you mean vpcCidrBlocks?'],
    ],
    [
      "what the load balancer has besides",
      {
        ipAddressType: "dualstack",
        dnsRecordClientRoutingPolicy: "availability_zone_affinity",
        zonalShift: true,
        securityGroupIds: ["sg-1"],
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false,
      },
      [],
    ],
    [
      "the same, wrongly",
      {
        ipAddressType: "dual-stack",
        dnsRecordClientRoutingPolicy: "zonal",
        zonalShift: "on",
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
      },
      [
        "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' must be true or false, but is \"off\".",
        "'ipAddressType' must be one of ipv4, dualstack, but is \"dual-stack\". Did you mean dualstack?",
        "'dnsRecordClientRoutingPolicy' must be one of any_availability_zone, availability_zone_affinity, partial_availability_zone_affinity, but is \"zonal\".",
        "'zonalShift' must be true or false, but is \"on\".",
      ],
    ],
    [
      "rules for PrivateLink and no security group",
      { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: true },
      [
        "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is set, but the load balancer has no security group. Set securityGroupIds or clientCidrBlocks, or remove it.",
      ],
    ],
    [
      "access logs and no TLS",
      { accessLogs: { bucket: "logs" } },
      ["warning: 'accessLogs' is set, but no forward is TLS, and AWS logs only TLS listeners. Remove it, or use TLS."],
    ],
    [
      "access logs, wrongly",
      { accessLogs: { prefix: "", buckets: "logs" }, forwardDefaults: { protocol: "TLS", certificateArn: `${ARN}1` } },
      [
        '"buckets" isn\'t a property of access logs. Did you mean bucket?',
        "'accessLogs.bucket' must be a bucket name of letters, digits, dots, hyphens and underscores, but is missing.",
        "'accessLogs.prefix' must not be empty. Omit it to have no prefix.",
      ],
    ],
    [
      "access logs that are a text",
      { accessLogs: "logs", forwardDefaults: { protocol: "TLS", certificateArn: `${ARN}1` } },
      ['\'accessLogs\' must be an object such as { bucket: "logs" }, but is "logs".'],
    ],
    ["clients", { securityGroupIds: undefined, clientCidrBlocks: ["10.0.0.0/8", "2001:db8::/32"] }, []],
    ["clients that are groups", { securityGroupIds: undefined, clientSecurityGroupIds: ["sg-1"] }, []],
    [
      "clients, wrongly",
      { clientCidrBlocks: ["10.0.0.1/8"], clientSecurityGroupIds: "sg-1", targetSecurityGroupIds: [""] },
      [
        "'clientCidrBlocks[0]' must be a CIDR block without host bits, but is \"10.0.0.1/8\". Use 10.0.0.0/8, which contains it.",
        "'clientSecurityGroupIds' must be a list of security group IDs, but is \"sg-1\". Put the items in brackets.",
        "'targetSecurityGroupIds[0]' must be the ID of a security group, such as sg-0a1b2c3d, but is \"\".",
      ],
    ],
    [
      "clients twice",
      { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"], clientSecurityGroupIds: ["sg-1", "sg-1"] },
      [
        "'clientCidrBlocks[1]' and 'clientCidrBlocks[0]' are both \"10.0.0.0/8\". Remove one of them.",
        "'clientSecurityGroupIds[1]' and 'clientSecurityGroupIds[0]' are both \"sg-1\". Remove one of them.",
      ],
    ],
    [
      "targets' security groups and no clients",
      { targetSecurityGroupIds: ["sg-1"] },
      [
        "'targetSecurityGroupIds' requires the construct's security group, which it creates only with clientCidrBlocks or clientSecurityGroupIds. Set one of them.",
      ],
    ],
    [
      "a name of a security group that AWS keeps",
      { name: "sg-a", clientCidrBlocks: ["10.0.0.0/8"] },
      [
        'The construct\'s security group has the load balancer\'s name, "sg-a-nlb", but AWS reserves names that begin with "sg-". Use another name or loadBalancerName.',
      ],
    ],
    ["such a name and no security group of the list", { name: "sg-a" }, []],
    ["alarms", { alarms: { actionArns: [] } }, []],
    [
      "alarms of a day",
      { alarms: { actionArns: Array(5).fill("arn:1"), periodSeconds: 60, evaluationPeriods: 1440 } },
      [],
    ],
    [
      "alarms of more than a day",
      { alarms: { actionArns: ["arn:1"], periodSeconds: 60, evaluationPeriods: 1441 } },
      [
        "'alarms.evaluationPeriods' 1441 times 'alarms.periodSeconds' 60 is 86460 seconds, but AWS allows at most a day (86400 seconds). Lower one of them.",
      ],
    ],
    ["alarms of a week", { alarms: { actionArns: ["arn:1"], periodSeconds: 3600, evaluationPeriods: 168 } }, []],
    [
      "alarms of more than a week",
      { alarms: { actionArns: ["arn:1"], periodSeconds: 3600, evaluationPeriods: 169 } },
      [
        "'alarms.evaluationPeriods' 169 times 'alarms.periodSeconds' 3600 is 608400 seconds, but AWS allows at most a week (604800 seconds). Lower one of them.",
      ],
    ],
    [
      "alarms, wrongly",
      {
        alarms: {
          actionArns: Array(6).fill("arn:1"),
          periodSeconds: 90,
          evaluationPeriods: 0,
          unhealthyHosts: "no",
          portAllocationErrors: null,
          topic: "arn:1",
        },
      },
      [
        '"topic" isn\'t a property of alarms. The properties are actionArns, unhealthyHosts, portAllocationErrors, unresolvedHosts, periodSeconds, evaluationPeriods.',
        "'alarms.actionArns' must have at most 5 ARNs, but has 6. Use one topic with several subscriptions.",
        "'alarms.unhealthyHosts' must be true or false, but is \"no\".",
        "'alarms.periodSeconds' must be a multiple of 60 from 60 to 86400, in seconds, but is 90.",
        "'alarms.evaluationPeriods' must be an integer of 1 or more, but is 0.",
      ],
    ],
    [
      "alarms that tell nobody they name",
      { alarms: { actionArns: ["arn:1", ""] } },
      ["'alarms.actionArns[1]' must be the ARN of an action, but is \"\"."],
    ],
    ["alarms without actionArns", { alarms: {} }, ["'alarms.actionArns' must be a list of ARNs, but is missing."]],
    [
      "alarms that are true",
      { alarms: true },
      ["'alarms' must be an object such as { actionArns: [topic.arn] }, but is true."],
    ],
    [
      "a property that is far from any",
      { idleTimeout: 60 },
      [
        '"idleTimeout" isn\'t a property of PortForwardNlb. The properties are name, loadBalancerName, vpcId, vpcCidrBlocks, internal, deletionProtection, crossZone, securityGroupIds, enforceSecurityGroupInboundRulesOnPrivateLinkTraffic, clientCidrBlocks, clientSecurityGroupIds, targetSecurityGroupIds, ipAddressType, dnsRecordClientRoutingPolicy, zonalShift, accessLogs, hostTargets, alarms, movedFrom, importFrom, forwardDefaults, tags, subnetMappings, forwards.',
      ],
    ],
  ])("with %s", (_, props, messages) => {
    expect(findings(awsStack(), props)).toEqual(messages);
  });
});

describe("the quota of a security group's rules", () => {
  const clients = (length: number): string[] => Array.from({ length }, (_, index) => `10.${index}.0.0/16`);

  function warnings(props: Untyped<PortForwardNlbProps>): string[] {
    return findings(awsStack(), { securityGroupIds: undefined, ...props });
  }

  test("warns of clients beyond it, the rule for the path's MTU included", () => {
    expect(warnings({ clientCidrBlocks: clients(59), forwards: forwards(1) })).toEqual([]);
    expect(warnings({ clientCidrBlocks: clients(60), forwards: forwards(1) })).toMatchInlineSnapshot(`
      [
        "warning: The construct's security group has 61 inbound rules for IPv4, but the quota is 60 unless AWS raised it. Ask AWS to raise it, merge clients, or split the list.",
      ]
    `);
  });

  test("counts each family by itself, and a group in both", () => {
    const rows = { forwards: forwards(20) };
    const blocks = ["10.0.0.0/8", "172.16.0.0/12"];
    expect(warnings({ ...rows, clientCidrBlocks: [...blocks, "2001:db8::/32", "2001:db9::/32"] })).toEqual([]);
    const messages = warnings({
      ...rows,
      clientCidrBlocks: [...blocks, "2001:db8::/32"],
      clientSecurityGroupIds: ["sg-1"],
    });
    expect(messages).toEqual([expect.stringContaining("has 61 inbound rules for IPv4")]);
  });

  test("warns of targets beyond it", () => {
    const rows = forwards(50).map((row, index) => ({
      ...row,
      targetIp: `172.31.129.${index + 1}`,
      healthCheck: { port: 8080 },
    }));
    expect(warnings({ clientCidrBlocks: ["10.0.0.0/8"], forwards: rows })).toMatchInlineSnapshot(`
      [
        "warning: The construct's security group has 100 outbound rules for IPv4, but the quota is 60 unless AWS raised it. Ask AWS to raise it, or split the list.",
      ]
    `);
    expect(warnings({ clientCidrBlocks: ["10.0.0.0/8"], forwards: rows.slice(0, 30) })).toEqual([]);
  });
});
