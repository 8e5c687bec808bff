import type { PortForward } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { rowFindings, type Untyped, VALID } from "./findings";

describe("a row", () => {
  test.each<[string, Untyped<PortForward>, string[]]>([
    ["listenerPort at the lower bound", { listenerPort: 1 }, []],
    [
      "listenerPort below it",
      { listenerPort: 0 },
      ["forwards[0] (listener 0): 'listenerPort' must be an integer from 1 to 65535, got 0"],
    ],
    ["listenerPort at the upper bound", { listenerPort: 65535 }, []],
    [
      "listenerPort above it",
      { listenerPort: 65536 },
      ["forwards[0] (listener 65536): 'listenerPort' must be an integer from 1 to 65535, got 65536"],
    ],
    [
      "a negative listenerPort",
      { listenerPort: -1 },
      ["forwards[0] (listener -1): 'listenerPort' must be an integer from 1 to 65535, got -1"],
    ],
    [
      "a listenerPort in quotes",
      { listenerPort: "22" },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got \"22\"; give a number, without quotes"],
    ],
    [
      "a listenerPort that is no integer",
      { listenerPort: 22.5 },
      ["forwards[0] (listener 22.5): 'listenerPort' must be an integer from 1 to 65535, got 22.5; give a whole number"],
    ],
    [
      "a listenerPort that is no number",
      { listenerPort: NaN },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got NaN; give a whole number"],
    ],
    [
      "an infinite listenerPort",
      { listenerPort: Infinity },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got Infinity; give a whole number"],
    ],
    [
      "a null listenerPort",
      { listenerPort: null },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got nothing; give a number"],
    ],
    [
      "no listenerPort",
      { listenerPort: undefined },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got nothing; give a number"],
    ],
    [
      "an empty listenerPort",
      { listenerPort: "" },
      ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, got \"\"; give a number"],
    ],
    [
      "a listenerPort that another row has",
      { listenerPort: 30080 },
      ["forwards[1] and forwards[0] both listen on TCP 30080; give each forward its own listenerPort"],
    ],
    ["targetPort at the lower bound", { targetPort: 1 }, []],
    [
      "targetPort below it",
      { targetPort: 0 },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got 0"],
    ],
    ["targetPort at the upper bound", { targetPort: 65535 }, []],
    [
      "targetPort above it",
      { targetPort: 65536 },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got 65536"],
    ],
    [
      "a targetPort in full-width digits",
      { targetPort: "２２" },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got \"２２\"; give a number"],
    ],
    [
      "a targetPort that is a list",
      { targetPort: [22] },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got a list; give a number"],
    ],
    [
      "a targetPort that is an object",
      { targetPort: {} },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got an object; give a number"],
    ],
    [
      "a targetPort that is a function",
      { targetPort: () => 22 },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got a function; give a number"],
    ],
    [
      "a targetPort that is true",
      { targetPort: true },
      ["forwards[0] (listener 10022): 'targetPort' must be an integer from 1 to 65535, got true; give a number"],
    ],
    ["a targetIp of the first private range", { targetIp: "10.255.255.255" }, []],
    [
      "a targetIp below it",
      { targetIp: "9.255.255.255" },
      [
        "forwards[0] (listener 10022): 'targetIp' 9.255.255.255 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    [
      "a targetIp above it",
      { targetIp: "11.0.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 11.0.0.0 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    ["a targetIp of the second", { targetIp: "100.64.0.0" }, []],
    [
      "a targetIp below that",
      { targetIp: "100.63.255.255" },
      [
        "forwards[0] (listener 10022): 'targetIp' 100.63.255.255 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    ["a targetIp at its end", { targetIp: "100.127.255.255" }, []],
    [
      "a targetIp above that",
      { targetIp: "100.128.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 100.128.0.0 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    ["a targetIp of the third", { targetIp: "172.16.0.0" }, []],
    [
      "a targetIp above that one",
      { targetIp: "172.32.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 172.32.0.0 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    ["a targetIp of the fourth", { targetIp: "192.168.255.255" }, []],
    [
      "a targetIp above the fourth",
      { targetIp: "192.169.0.0" },
      [
        "forwards[0] (listener 10022): 'targetIp' 192.169.0.0 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    [
      "an IPv6 targetIp",
      { targetIp: "2001:db8::10" },
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db8::10 is an IPv6 address, but the load balancer's 'ipAddressType' is ipv4; set it to dualstack, or give an IPv4 address",
      ],
    ],
    [
      "a targetIp with a leading zero",
      { targetIp: "172.31.129.010" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.010\"; write its numbers without leading zeros",
      ],
    ],
    [
      "a targetIp that is a CIDR block",
      { targetIp: "172.31.129.0/24" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.0/24\"; give one address of that block",
      ],
    ],
    [
      "a targetIp that is a host name",
      { targetIp: "db.example.com" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"db.example.com\"; a target is registered by its address, so give what that name resolves to",
      ],
    ],
    [
      "an IPv4-mapped targetIp",
      { targetIp: "::ffff:172.31.129.10" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"::ffff:172.31.129.10\"; give the IPv4 address itself, 172.31.129.10",
      ],
    ],
    [
      "a targetIp with white space",
      { targetIp: " 172.31.129.10" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \" 172.31.129.10\"; take the white space out",
      ],
    ],
    [
      "a targetIp with a line feed",
      { targetIp: "172.31.129.10\n" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.10\\n\"; take the white space out",
      ],
    ],
    [
      "a targetIp with a full-width digit",
      { targetIp: "172.31.129.1０" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.1０\"; write it in ASCII"],
    ],
    [
      "a targetIp with a zone",
      { targetIp: "fe80::1%eth0" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"fe80::1%eth0\"; leave the zone out"],
    ],
    [
      "a targetIp in hexadecimal",
      { targetIp: "0xac.0x1f.0x81.0x0a" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"0xac.0x1f.0x81.0x0a\"; write its numbers in decimal",
      ],
    ],
    [
      "a targetIp of three numbers",
      { targetIp: "172.31.129" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129\"; give an IPv4 or IPv6 address",
      ],
    ],
    [
      "a targetIp of five numbers",
      { targetIp: "172.31.129.010.1" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.010.1\"; give an IPv4 or IPv6 address",
      ],
    ],
    [
      "a targetIp that ends like an address with a leading zero",
      { targetIp: "host.172.31.129.010" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"host.172.31.129.010\"; a target is registered by its address, so give what that name resolves to",
      ],
    ],
    [
      "a targetIp in one hexadecimal number",
      { targetIp: "0xac1f810a" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"0xac1f810a\"; write its numbers in decimal",
      ],
    ],
    [
      "a long targetIp",
      { targetIp: "1".repeat(80) },
      [
        `forwards[0] (listener 10022): 'targetIp' must be an IP address, got "${"1".repeat(80)}"; give an IPv4 or IPv6 address`,
      ],
    ],
    [
      "a targetIp with a number over 255",
      { targetIp: "172.31.129.256" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"172.31.129.256\"; give an IPv4 or IPv6 address",
      ],
    ],
    [
      "a targetIp that is a number",
      { targetIp: 2887745802 },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got 2887745802; give an IPv4 or IPv6 address"],
    ],
    [
      "a null targetIp",
      { targetIp: null },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got nothing; give an IPv4 or IPv6 address"],
    ],
    [
      "no targetIp",
      { targetIp: undefined },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got nothing; give an IPv4 or IPv6 address"],
    ],
    [
      "an empty targetIp",
      { targetIp: "" },
      ["forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"\"; give an IPv4 or IPv6 address"],
    ],
    [
      "a targetIp that acts on a terminal",
      { targetIp: "\u001b[2J\u202e\u0085" },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"\\u001b[2J\\u{202e}\\u{85}\"; write it in ASCII",
      ],
    ],
    [
      "a very long targetIp",
      { targetIp: "1".repeat(81) },
      [
        "forwards[0] (listener 10022): 'targetIp' must be an IP address, got \"11111111111111111111111111111111111111111111111111111111111111111111111111111111…\"; give an IPv4 or IPv6 address",
      ],
    ],
    ["external false", { external: false }, []],
    [
      "external in quotes",
      { external: "true" },
      ["forwards[0] (listener 10022): 'external' must be true or false, got \"true\"; give it without quotes"],
    ],
    [
      "external that is a number",
      { external: 1 },
      ["forwards[0] (listener 10022): 'external' must be true or false, got 1; give true or false, or leave it out"],
    ],
    ["a null external", { external: null }, []],
    ["a key", { key: "bastion" }, []],
    ["an empty key", { key: "" }, ["forwards[0] (listener 10022): 'key' must be a text, got \"\"; give one"]],
    ["a key that is a number", { key: 1 }, ["forwards[0] (listener 10022): 'key' must be a text, got 1; give one"]],
    ["a targetGroupName of 32 characters", { targetGroupName: "a".repeat(32) }, []],
    [
      "a targetGroupName of 33",
      { targetGroupName: `${"a".repeat(32)}b` },
      [
        'forwards[0] (listener 10022): \'targetGroupName\' must be at most 32 characters long, got 33: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"; take 1 off, "b" is what is over',
      ],
    ],
    [
      "a targetGroupName with other characters",
      { targetGroupName: "tg_22.a_b" },
      [
        'forwards[0] (listener 10022): \'targetGroupName\' must hold only letters, digits and hyphens, got "tg_22.a_b"; replace "_", "."',
      ],
    ],
    [
      "a targetGroupName that begins with a hyphen",
      { targetGroupName: "-tg" },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must not begin or end with a hyphen, got \"-tg\"; take that off",
      ],
    ],
    [
      "a targetGroupName that ends with one",
      { targetGroupName: "tg-" },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must not begin or end with a hyphen, got \"tg-\"; take that off",
      ],
    ],
    ["a targetGroupName that begins with internal-", { targetGroupName: "internal-tg" }, []],
    [
      "an empty targetGroupName",
      { targetGroupName: "" },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must be a name of letters, digits and hyphens, got \"\"; give one",
      ],
    ],
    [
      "a targetGroupName that is a number",
      { targetGroupName: 22 },
      [
        "forwards[0] (listener 10022): 'targetGroupName' must be a name of letters, digits and hyphens, got 22; give one",
      ],
    ],
    [
      "the targetGroupName of another row",
      { targetGroupName: "example-tg-30080" },
      [
        'forwards[1] (listener 30080): target group name "example-tg-30080" is taken twice, by stack/forwarding/10022 and stack/forwarding/30080; give one of them another targetGroupName, or its construct another name',
      ],
    ],
    [
      "a property with a slip",
      { targetport: 22 },
      ['forwards[0] (listener 10022): "targetport" is no property of a forward; did you mean targetPort?'],
    ],
    [
      "a property with three slips",
      { tagetIpxx: "10.0.0.10" },
      ['forwards[0] (listener 10022): "tagetIpxx" is no property of a forward; did you mean targetIp?'],
    ],
    [
      "a property in snake case",
      { target_group_name: "a" },
      ['forwards[0] (listener 10022): "target_group_name" is no property of a forward; did you mean targetGroupName?'],
    ],
    [
      "a property that is far from any",
      { weight: 1 },
      [
        'forwards[0] (listener 10022): "weight" is no property of a forward; there are listenerPort, targetIp, targetPort, external, key, additionalTargets, targetGroupName, description, protocol, healthCheck, deregistrationDelaySeconds, connectionTermination, preserveClientIp, proxyProtocolV2, stickiness, crossZone, unhealthyConnectionTermination, unhealthyDrainingIntervalSeconds, tcpIdleTimeoutSeconds, certificateArn, sslPolicy, alpnPolicy, additionalCertificateArns, targetTls, clientCidrBlocks, sameRegionPeering',
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
        "forwards[0] (listener 10022): 'targetIp' 172.31.129.10 is inside the VPC (172.31.128.0/17), but 'external' is true, and AWS would answer \"The IP address '172.31.129.10' is within the VPC, and cannot have its Availability Zone overridden to 'all'\"; remove external: true",
      ],
    ],
    ["a target in the VPC, external false", { external: false }, ["172.31.128.0/17"], []],
    [
      "a target in a secondary block, external true",
      { targetIp: "100.64.0.1", external: true },
      ["172.31.128.0/17", "100.64.0.0/16", "10.0.0.0/24"],
      [
        "forwards[0] (listener 10022): 'targetIp' 100.64.0.1 is inside the VPC (172.31.128.0/17, 100.64.0.0/16, 10.0.0.0/24), but 'external' is true, and AWS would answer \"The IP address '100.64.0.1' is within the VPC, and cannot have its Availability Zone overridden to 'all'\"; remove external: true",
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
        "forwards[0] (listener 10022): 'targetIp' 172.31.127.255 is outside the VPC (172.31.128.0/17), but 'external' is false, and AWS would answer \"You must specify a valid Availability Zone or select 'all' … since the IP address '172.31.127.255' is outside the VPC\"; set external: true, or remove it to have it found from vpcCidrBlocks",
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
        "forwards[0] (listener 10022): 'targetIp' 203.0.114.10 is in none of the ranges that AWS takes targets from, the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16; give a private address, or the block of the VPC that holds it in vpcCidrBlocks",
      ],
    ],
    [
      "an IPv6 target in the VPC, external true",
      { targetIp: "2001:db8::10", external: true },
      ["172.31.128.0/17", "2001:db8::/56"],
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db8::10 is inside the VPC (172.31.128.0/17, 2001:db8::/56), but 'external' is true, and AWS would answer \"The IP address '2001:db8::10' is within the VPC, and cannot have its Availability Zone overridden to 'all'\"; remove external: true",
      ],
    ],
    [
      "an IPv6 target outside the VPC, external false",
      { targetIp: "2001:db9::10", external: false },
      ["172.31.128.0/17", "2001:db8::/56"],
      [
        "forwards[0] (listener 10022): 'targetIp' 2001:db9::10 is outside the VPC (172.31.128.0/17, 2001:db8::/56), but 'external' is false, and AWS would answer \"You must specify a valid Availability Zone or select 'all' … since the IP address '2001:db9::10' is outside the VPC\"; set external: true, or remove it to have it found from vpcCidrBlocks",
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
