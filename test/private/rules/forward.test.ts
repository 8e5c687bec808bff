import type { PortForward } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { type Untyped, VALID } from "../../nlb";
import { rowFindings } from "./findings";

describe("a row", () => {
  test.each<[string, Untyped<PortForward>, string[]]>([
    ["listenerPort at the lower bound", { listenerPort: 1 }, []],
    [
      "listenerPort below it",
      { listenerPort: 0 },
      ["forwards[0] (listener 0): 'listenerPort' must be an integer from 1 to 65535, but is 0."],
    ],
    ["listenerPort at the upper bound", { listenerPort: 65535 }, []],
    [
      "listenerPort above it",
      { listenerPort: 65536 },
      ["forwards[0] (listener 65536): 'listenerPort' must be an integer from 1 to 65535, but is 65536."],
    ],
    [
      "a negative listenerPort",
      { listenerPort: -1 },
      ["forwards[0] (listener -1): 'listenerPort' must be an integer from 1 to 65535, but is -1."],
    ],
    [
      "a listenerPort in quotes",
      { listenerPort: "22" },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is \"22\". Use a number without quotes."],
    ],
    [
      "a listenerPort that is no integer",
      { listenerPort: 22.5 },
      [
        "forwards[0] (listener 22.5): 'listenerPort' must be an integer from 1 to 65535, but is 22.5. Use a whole number.",
      ],
    ],
    [
      "a listenerPort that is no number",
      { listenerPort: NaN },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is NaN. Use a whole number."],
    ],
    [
      "an infinite listenerPort",
      { listenerPort: Infinity },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is Infinity. Use a whole number."],
    ],
    [
      "a null listenerPort",
      { listenerPort: null },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is missing. Use a number."],
    ],
    [
      "no listenerPort",
      { listenerPort: undefined },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is missing. Use a number."],
    ],
    [
      "an empty listenerPort",
      { listenerPort: "" },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is \"\". Use a number."],
    ],
    [
      "a listenerPort that another row has",
      { listenerPort: 30080 },
      ["forwards[1] and forwards[0] both listen on TCP 30080. Give each forward its own listenerPort."],
    ],
    ["targetPort at the lower bound", { targetPort: 1 }, []],
    [
      "targetPort below it",
      { targetPort: 0 },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is 0."],
    ],
    ["targetPort at the upper bound", { targetPort: 65535 }, []],
    [
      "targetPort above it",
      { targetPort: 65536 },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is 65536."],
    ],
    [
      "a targetPort in full-width digits",
      { targetPort: "２２" },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is \"２２\". Use a number."],
    ],
    [
      "a targetPort that is a list",
      { targetPort: [22] },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is a list. Use a number."],
    ],
    [
      "a targetPort that is an object",
      { targetPort: {} },
      [
        "forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is an object. Use a number.",
      ],
    ],
    [
      "a targetPort that is a function",
      { targetPort: () => 22 },
      [
        "forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is a function. Use a number.",
      ],
    ],
    [
      "a targetPort that is true",
      { targetPort: true },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, but is true. Use a number."],
    ],
    ["a targetIp of the first private range", { targetIp: "10.255.255.255" }, []],
    [
      "a targetIp below it",
      { targetIp: "9.255.255.255" },
      [
        "forwards[0] (listener 10022): 'targetIp' 9.255.255.255 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    [
      "a targetIp above it",
      { targetIp: "11.0.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 11.0.0.0 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    ["a targetIp of the second", { targetIp: "100.64.0.0" }, []],
    [
      "a targetIp below that",
      { targetIp: "100.63.255.255" },
      [
        "forwards[0] (listener 10022): 'targetIp' 100.63.255.255 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    ["a targetIp at its end", { targetIp: "100.127.255.255" }, []],
    [
      "a targetIp above that",
      { targetIp: "100.128.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 100.128.0.0 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    ["a targetIp of the third", { targetIp: "172.16.0.0" }, []],
    [
      "a targetIp above that one",
      { targetIp: "172.32.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 172.32.0.0 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    ["a targetIp of the fourth", { targetIp: "192.168.255.255" }, []],
    [
      "a targetIp above the fourth",
      { targetIp: "192.169.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 192.169.0.0 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    [
      "an IPv6 targetIp",
      { targetIp: "2001:db8::10" },
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db8::10 is an IPv6 address, but the load balancer's 'ipAddressType' is ipv4. Set it to dualstack, or use an IPv4 address.",
      ],
    ],
    [
      "a targetIp with a leading zero",
      { targetIp: "172.31.129.010" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.010\". Write the numbers without leading zeros.",
      ],
    ],
    [
      "a targetIp that is a CIDR block",
      { targetIp: "172.31.129.0/24" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.0/24\". Use one address of that block.",
      ],
    ],
    [
      "a targetIp that is a host name",
      { targetIp: "db.example.com" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"db.example.com\". If it is the DNS name of the target, set targetHost instead.",
      ],
    ],
    [
      "an IPv4-mapped targetIp",
      { targetIp: "::ffff:172.31.129.10" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"::ffff:172.31.129.10\". Use the IPv4 address itself, 172.31.129.10.",
      ],
    ],
    [
      "a targetIp with white space",
      { targetIp: " 172.31.129.10" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \" 172.31.129.10\". Remove the white space.",
      ],
    ],
    [
      "a targetIp with a line feed",
      { targetIp: "172.31.129.10\n" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.10\\n\". Remove the white space.",
      ],
    ],
    [
      "a targetIp with a full-width digit",
      { targetIp: "172.31.129.1０" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.1０\". Write it in ASCII."],
    ],
    [
      "a targetIp with a zone",
      { targetIp: "fe80::1%eth0" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"fe80::1%eth0\". Remove the zone."],
    ],
    [
      "a targetIp in hexadecimal",
      { targetIp: "0xac.0x1f.0x81.0x0a" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"0xac.0x1f.0x81.0x0a\". Write the numbers in decimal.",
      ],
    ],
    [
      "a targetIp of three numbers",
      { targetIp: "172.31.129" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129\". Use an IPv4 or IPv6 address.",
      ],
    ],
    [
      "a targetIp of five numbers",
      { targetIp: "172.31.129.010.1" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.010.1\". Use an IPv4 or IPv6 address.",
      ],
    ],
    [
      "a targetIp that ends like an address with a leading zero",
      { targetIp: "host.172.31.129.010" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"host.172.31.129.010\". If it is the DNS name of the target, set targetHost instead.",
      ],
    ],
    [
      "a targetIp in one hexadecimal number",
      { targetIp: "0xac1f810a" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"0xac1f810a\". Write the numbers in decimal.",
      ],
    ],
    [
      "a long targetIp",
      { targetIp: "1".repeat(80) },
      [
        `forwards[0] (listener 10022): 'targetIp' must be an IP address, but is "${"1".repeat(80)}". Use an IPv4 or IPv6 address.`,
      ],
    ],
    [
      "a targetIp with a number over 255",
      { targetIp: "172.31.129.256" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.256\". Use an IPv4 or IPv6 address.",
      ],
    ],
    [
      "a targetIp that is a number",
      { targetIp: 2887745802 },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is 2887745802. Use an IPv4 or IPv6 address.",
      ],
    ],
    [
      "a null targetIp",
      { targetIp: null },
      [
        "forwards[0] (listener 10022): 'targetIp', 'targetInstanceId', 'targetAlbArn' or 'targetHost' is missing. Set one of them.",
      ],
    ],
    [
      "no targetIp",
      { targetIp: undefined },
      [
        "forwards[0] (listener 10022): 'targetIp', 'targetInstanceId', 'targetAlbArn' or 'targetHost' is missing. Set one of them.",
      ],
    ],
    [
      "an empty targetIp",
      { targetIp: "" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"\". Use an IPv4 or IPv6 address."],
    ],
    [
      "a targetIp that acts on a terminal",
      { targetIp: "\u001b[2J\u202e\u0085" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"\\u001b[2J\\u{202e}\\u{85}\". Write it in ASCII.",
      ],
    ],
    [
      "a very long targetIp",
      { targetIp: "1".repeat(81) },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, but is \"11111111111111111111111111111111111111111111111111111111111111111111111111111111…\". Use an IPv4 or IPv6 address.",
      ],
    ],
    ["external false", { external: false }, []],
    [
      "external in quotes",
      { external: "true" },
      ["forwards[0] (listener 10022): 'external' must be true or false, but is \"true\". Remove the quotes."],
    ],
    [
      "external that is a number",
      { external: 1 },
      ["forwards[0] (listener 10022): 'external' must be true or false, but is 1."],
    ],
    ["a null external", { external: null }, []],
    ["a key", { key: "bastion" }, []],
    ["an empty key", { key: "" }, ["forwards[0] (listener 10022): 'key' must be a non-empty string, but is \"\"."]],
    [
      "a key that is a number",
      { key: 1 },
      ["forwards[0] (listener 10022): 'key' must be a non-empty string, but is 1."],
    ],
    ["a targetGroupName of 32 characters", { targetGroupName: "a".repeat(32) }, []],
    [
      "a targetGroupName of 33",
      { targetGroupName: `${"a".repeat(32)}b` },
      [
        'forwards[0] (listener 10022): \'targetGroupName\' must have at most 32 characters, but has 33: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab". Shorten it by 1; "b" is over the limit.',
      ],
    ],
    [
      "a targetGroupName with other characters",
      { targetGroupName: "tg_22.a_b" },
      [
        'forwards[0] (listener 10022): \'targetGroupName\' must contain only letters, digits and hyphens, but is "tg_22.a_b". Replace "_", ".".',
      ],
    ],
    [
      "a targetGroupName that begins with a hyphen",
      { targetGroupName: "-tg" },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must not begin or end with a hyphen, but is \"-tg\". Remove the hyphen.",
      ],
    ],
    [
      "a targetGroupName that ends with one",
      { targetGroupName: "tg-" },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must not begin or end with a hyphen, but is \"tg-\". Remove the hyphen.",
      ],
    ],
    ["a targetGroupName that begins with internal-", { targetGroupName: "internal-tg" }, []],
    [
      "an empty targetGroupName",
      { targetGroupName: "" },
      ["forwards[0] (listener 10022): 'targetGroupName' must be a name of letters, digits and hyphens, but is \"\"."],
    ],
    [
      "a targetGroupName that is a number",
      { targetGroupName: 22 },
      ["forwards[0] (listener 10022): 'targetGroupName' must be a name of letters, digits and hyphens, but is 22."],
    ],
    [
      "the targetGroupName of another row",
      { targetGroupName: "example-tg-30080" },
      [
        'forwards[1] (listener 30080): the target group name "example-tg-30080" is used twice, by stack/forwarding/10022 and stack/forwarding/30080. Give one of them another targetGroupName, or its construct another name.',
      ],
    ],
    [
      "a property with a slip",
      { targetport: 22 },
      ['forwards[0] (listener 10022): "targetport" isn\'t a property of a forward. Did you mean targetPort?'],
    ],
    [
      "a property with three slips",
      { tagetIpxx: "10.0.0.10" },
      ['forwards[0] (listener 10022): "tagetIpxx" isn\'t a property of a forward. Did you mean targetIp?'],
    ],
    [
      "a property in snake case",
      { target_group_name: "a" },
      [
        'forwards[0] (listener 10022): "target_group_name" isn\'t a property of a forward. Did you mean targetGroupName?',
      ],
    ],
    [
      "a property that is far from any",
      { weight: 1 },
      [
        'forwards[0] (listener 10022): "weight" isn\'t a property of a forward. The properties are listenerPort, targetIp, targetInstanceId, targetHost, targetPort, external, key, targetAlbArn, targetIpAddressType, additionalTargets, targetSecurityGroupIds, targetGroupName, description, protocol, healthCheck, deregistrationDelaySeconds, connectionTermination, preserveClientIp, proxyProtocolV2, stickiness, crossZone, unhealthyConnectionTermination, unhealthyDrainingIntervalSeconds, tcpIdleTimeoutSeconds, certificateArn, sslPolicy, alpnPolicy, additionalCertificateArns, targetTls, clientCidrBlocks, sameRegionPeering.',
      ],
    ],
    ["an unknown property that is undefined", { weight: undefined }, []],
  ])("with %s", (_, row, messages) => {
    expect(rowFindings(awsStack(), row)).toEqual(messages);
  });
});

describe("with vpcCidrBlocks, a row", () => {
  test.each<[string, Untyped<PortForward>, string[], string[]]>([
    ["a target in the VPC, external left out", { external: undefined }, ["172.31.128.0/17"], []],
    [
      "a target in the VPC, external true",
      { external: true },
      ["172.31.128.0/17"],
      [
        "forwards[0] (listener 10022): 'targetIp' 172.31.129.10 is inside the VPC (172.31.128.0/17), but 'external' is true. AWS would reject that: \"The IP address '172.31.129.10' is within the VPC, and cannot have its Availability Zone overridden to 'all'\". Remove external: true.",
      ],
    ],
    ["a target in the VPC, external false", { external: false }, ["172.31.128.0/17"], []],
    [
      "a target in a secondary block, external true",
      { targetIp: "100.64.0.1", external: true },
      ["172.31.128.0/17", "100.64.0.0/16", "10.0.0.0/24"],
      [
        "forwards[0] (listener 10022): 'targetIp' 100.64.0.1 is inside the VPC (172.31.128.0/17, 100.64.0.0/16, 10.0.0.0/24), but 'external' is true. AWS would reject that: \"The IP address '100.64.0.1' is within the VPC, and cannot have its Availability Zone overridden to 'all'\". Remove external: true.",
      ],
    ],
    [
      "the VPC's last address, external false",
      { targetIp: "172.31.255.255", external: false },
      ["172.31.128.0/17"],
      [],
    ],
    [
      "the address before the VPC's first, external false",
      { targetIp: "172.31.127.255", external: false },
      ["172.31.128.0/17"],
      [
        "forwards[0] (listener 10022): 'targetIp' 172.31.127.255 is outside the VPC (172.31.128.0/17), but 'external' is false. AWS would reject that: \"You must specify a valid Availability Zone or select 'all' … since the IP address '172.31.127.255' is outside the VPC\". Set external: true, or remove it to derive it from vpcCidrBlocks.",
      ],
    ],
    [
      "the address before the VPC's first, external true",
      { targetIp: "172.31.127.255", external: true },
      ["172.31.128.0/17"],
      [],
    ],
    [
      "the address before the VPC's first, external left out",
      { targetIp: "172.31.127.255", external: undefined },
      ["172.31.128.0/17"],
      [],
    ],
    [
      "a public address of the VPC",
      { targetIp: "203.0.113.10", external: false },
      ["172.31.128.0/17", "203.0.113.0/24"],
      [],
    ],
    [
      "a public address outside the VPC",
      { targetIp: "203.0.114.10", external: true },
      ["172.31.128.0/17", "203.0.113.0/24"],
      [
        "forwards[0] (listener 10022): 'targetIp' 203.0.114.10 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
    [
      "an IPv6 target in the VPC, external true",
      { targetIp: "2001:db8::10", external: true },
      ["172.31.128.0/17", "2001:db8::/56"],
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db8::10 is inside the VPC (172.31.128.0/17, 2001:db8::/56), but 'external' is true. AWS would reject that: \"The IP address '2001:db8::10' is within the VPC, and cannot have its Availability Zone overridden to 'all'\". Remove external: true.",
      ],
    ],
    [
      "an IPv6 target outside the VPC, external false",
      { targetIp: "2001:db9::10", external: false },
      ["172.31.128.0/17", "2001:db8::/56"],
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db9::10 is outside the VPC (172.31.128.0/17, 2001:db8::/56), but 'external' is false. AWS would reject that: \"You must specify a valid Availability Zone or select 'all' … since the IP address '2001:db9::10' is outside the VPC\". Set external: true, or remove it to derive it from vpcCidrBlocks.",
      ],
    ],
    [
      "an IPv6 target where no IPv6 block is given",
      { targetIp: "2001:db9::10", external: false },
      ["172.31.128.0/17"],
      [],
    ],
  ])("with %s", (_, row, vpcCidrBlocks, messages) => {
    const [first] = VALID.forwards;
    const props = { vpcCidrBlocks, ipAddressType: "dualstack", forwards: [{ ...first, ...row }] };
    expect(rowFindings(awsStack(), {}, props)).toEqual(messages);
  });
});
