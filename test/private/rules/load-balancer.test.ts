import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARN } from "../../option-samples";
import { awsStack } from "../../stack";
import { findings, forwards, type Untyped } from "./findings";

describe("props", () => {
  test.each<[string, Untyped<PortForwardNlbProps>, string[]]>([
    ["a long name", { name: "a".repeat(100) }, []],
    [
      "a name with other characters",
      { name: "exam ple_" },
      ['\'name\' must hold only letters, digits and hyphens, got "exam ple_"; replace " ", "_"'],
    ],
    [
      "a name that begins with a hyphen",
      { name: "-example" },
      ["'name' must not begin with a hyphen, got \"-example\"; take that off"],
    ],
    ["a name that ends with one", { name: "example-" }, []],
    [
      "a name that begins with internal-",
      { name: "internal-a" },
      [
        '\'name\' makes the load balancer\'s name "internal-a-nlb", and AWS keeps names that begin with "internal-"; give another name, or a loadBalancerName',
      ],
    ],
    ["such a name beside a loadBalancerName", { name: "internal-a", loadBalancerName: "a" }, []],
    ["an empty name", { name: "" }, ["'name' must be a name of letters, digits and hyphens, got \"\"; give one"]],
    ["no name", { name: undefined }, ["'name' must be a name of letters, digits and hyphens, got nothing; give one"]],
    ["a null name", { name: null }, ["'name' must be a name of letters, digits and hyphens, got nothing; give one"]],
    ["a loadBalancerName of 32 characters", { loadBalancerName: "a".repeat(32) }, []],
    [
      "a loadBalancerName of 33",
      { loadBalancerName: `${"a".repeat(32)}b` },
      [
        '\'loadBalancerName\' must be at most 32 characters long, got 33: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"; take 1 off, "b" is what is over',
      ],
    ],
    [
      "a loadBalancerName with other characters",
      { loadBalancerName: "a/b" },
      ['\'loadBalancerName\' must hold only letters, digits and hyphens, got "a/b"; replace "/"'],
    ],
    [
      "a loadBalancerName with a hyphen at its end",
      { loadBalancerName: "a-" },
      ["'loadBalancerName' must not begin or end with a hyphen, got \"a-\"; take that off"],
    ],
    [
      "a loadBalancerName that begins with internal-",
      { loadBalancerName: "internal-a" },
      ['\'loadBalancerName\' must not begin with "internal-", got "internal-a"; AWS keeps such names, give another'],
    ],
    ["a loadBalancerName that begins with internal", { loadBalancerName: "internala" }, []],
    [
      "a loadBalancerName that is a number",
      { loadBalancerName: 5 },
      ["'loadBalancerName' must be a name of letters, digits and hyphens, got 5; give one"],
    ],
    [
      "no vpcId",
      { vpcId: undefined },
      ["'vpcId' must be the id of a VPC, such as vpc-0a1b2c3d, got nothing; give one"],
    ],
    ["an empty vpcId", { vpcId: "" }, ["'vpcId' must be the id of a VPC, such as vpc-0a1b2c3d, got \"\"; give one"]],
    [
      "a vpcId that is an object",
      { vpcId: {} },
      ["'vpcId' must be the id of a VPC, such as vpc-0a1b2c3d, got an object; give one"],
    ],
    [
      "a static private address of an internet-facing load balancer",
      { internal: false, subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }] },
      [
        "subnetMappings[0]: 'privateIpv4Address' is for an internal load balancer, but 'internal' is false; set internal: true, or give an allocationId",
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
      ["'internal' must be true or false, got \"false\"; give it without quotes"],
    ],
    ["a null deletionProtection", { deletionProtection: null }, []],
    [
      "a crossZone that is a number",
      { crossZone: 0 },
      ["'crossZone' must be true or false, got 0; give true or false, or leave it out"],
    ],
    [
      "vpcCidrBlocks that are no list",
      { vpcCidrBlocks: "172.31.128.0/17" },
      ["'vpcCidrBlocks' must be a list of CIDR blocks, got \"172.31.128.0/17\"; give one, in brackets"],
    ],
    [
      "no block in vpcCidrBlocks",
      { vpcCidrBlocks: [] },
      ["'vpcCidrBlocks' is empty; leave it out where the blocks are not known"],
    ],
    [
      "two wrong blocks in vpcCidrBlocks",
      { vpcCidrBlocks: ["172.31.128.0", "172.31.128.0/17", "172.31.128.0/33"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, got \"172.31.128.0\"; give an address and a prefix length",
        "'vpcCidrBlocks[2]' must be a CIDR block such as 172.31.128.0/17, got \"172.31.128.0/33\"; give an address and a prefix length",
      ],
    ],
    [
      "a block with host bits",
      { vpcCidrBlocks: ["172.31.129.10/17"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block without host bits, got \"172.31.129.10/17\"; give 172.31.128.0/17, which holds it",
      ],
    ],
    [
      "an IPv6 block with host bits",
      { vpcCidrBlocks: ["172.31.128.0/17", "2001:db8::1/56"] },
      [
        "'vpcCidrBlocks[1]' must be a CIDR block without host bits, got \"2001:db8::1/56\"; give 2001:db8::/56, which holds it",
      ],
    ],
    [
      "a prefix length with a leading zero",
      { vpcCidrBlocks: ["172.31.128.0/017"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, got \"172.31.128.0/017\"; give an address and a prefix length",
      ],
    ],
    [
      "a prefix length too many",
      { vpcCidrBlocks: ["172.31.128.0/17/1"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, got \"172.31.128.0/17/1\"; give an address and a prefix length",
      ],
    ],
    [
      "an IPv6 prefix length over 128",
      { vpcCidrBlocks: ["2001:db8::/129"] },
      [
        "'vpcCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, got \"2001:db8::/129\"; give an address and a prefix length",
      ],
    ],
    [
      "no securityGroupIds",
      { securityGroupIds: undefined },
      [
        "warning: 'securityGroupIds' is left out, so the load balancer is made without a security group and AWS will never let it have one; give its security groups or clientCidrBlocks, or an empty list to say that none is meant",
      ],
    ],
    ["some securityGroupIds", { securityGroupIds: ["sg-1"] }, []],
    [
      "securityGroupIds that are no list",
      { securityGroupIds: "sg-1" },
      ["'securityGroupIds' must be a list of ids of security groups, got \"sg-1\"; give one, in brackets"],
    ],
    [
      "an empty security group id",
      { securityGroupIds: ["sg-1", ""] },
      ["'securityGroupIds[1]' must be the id of a security group, such as sg-0a1b2c3d, got \"\"; give one"],
    ],
    ["tags", { tags: { team: "network" } }, []],
    [
      "tags that are a list",
      { tags: ["network"] },
      ["'tags' must be an object such as { team: \"network\" }, got a list; give one"],
    ],
    ["null tags", { tags: null }, []],
    [
      "a tag that is a number",
      { tags: { team: "network", cost: 7 } },
      ["'tags' must have a text for each key, got 7 for the key \"cost\"; put it in quotes"],
    ],
    [
      "tags that are a text",
      { tags: "network" },
      ['\'tags\' must be an object such as { team: "network" }, got "network"; give one'],
    ],
    [
      "no subnetMappings",
      { subnetMappings: undefined },
      ["'subnetMappings' must be a list of subnet mappings, got nothing; give one, in brackets"],
    ],
    ["empty subnetMappings", { subnetMappings: [] }, ["'subnetMappings' is empty; give at least one subnet"]],
    [
      "a null subnet mapping",
      { subnetMappings: [null] },
      ["subnetMappings[0] must be an object such as { subnetId }, got null; give one"],
    ],
    [
      "a subnet mapping that is a text",
      { subnetMappings: ["subnet-1"] },
      ['subnetMappings[0] must be an object such as { subnetId }, got "subnet-1"; give one'],
    ],
    [
      "no forwards",
      { forwards: undefined },
      ["'forwards' must be a list of forwards, got nothing; give one, in brackets"],
    ],
    [
      "null forwards",
      { forwards: null },
      ["'forwards' must be a list of forwards, got nothing; give one, in brackets"],
    ],
    [
      "forwards that are an object",
      { forwards: {} },
      ["'forwards' must be a list of forwards, got an object; give one, in brackets"],
    ],
    [
      "an empty list of forwards",
      { forwards: [] },
      ["'forwards' is empty; give at least one forward, there or with addForward()"],
    ],
    [
      "a null forward",
      { forwards: [null] },
      ["forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, got null; give one"],
    ],
    [
      "a forward that is a text",
      { forwards: ["10022"] },
      ['forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, got "10022"; give one'],
    ],
    [
      "a forward that is a list",
      { forwards: [[10022, "172.31.129.10", 22]] },
      ["forwards[0] must be an object such as { listenerPort, targetIp, targetPort }, got a list; give one"],
    ],
    ["50 forwards", { forwards: forwards(50) }, []],
    [
      "51 forwards",
      { forwards: forwards(51) },
      [
        "'forwards' takes 51 listeners, and a Network Load Balancer has at most 50, which AWS does not raise; split the list over 2 load balancers by listener port, 10000 to 10049, 10050",
      ],
    ],
    [
      "101 forwards",
      { forwards: forwards(101) },
      [
        "'forwards' takes 101 listeners, and a Network Load Balancer has at most 50, which AWS does not raise; split the list over 3 load balancers by listener port, 10000 to 10049, 10050 to 10099, 10100",
      ],
    ],
    ["a property with a slip", { forward: [] }, ['"forward" is no property of PortForwardNlb; did you mean forwards?']],
    [
      "a property in snake case",
      { vpc_cidr_blocks: [] },
      ['"vpc_cidr_blocks" is no property of PortForwardNlb; did you mean vpcCidrBlocks?'],
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
        "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' must be true or false, got \"off\"; give true or false, or leave it out",
        "'ipAddressType' must be one of ipv4, dualstack, got \"dual-stack\"; did you mean dualstack?",
        "'dnsRecordClientRoutingPolicy' must be one of any_availability_zone, availability_zone_affinity, partial_availability_zone_affinity, got \"zonal\"; give one of these",
        "'zonalShift' must be true or false, got \"on\"; give true or false, or leave it out",
      ],
    ],
    [
      "rules for PrivateLink and no security group",
      { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: true },
      [
        "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is given, but the load balancer has no security group; give securityGroupIds or clientCidrBlocks, or remove it",
      ],
    ],
    [
      "access logs and no TLS",
      { accessLogs: { bucket: "logs" } },
      ["warning: 'accessLogs' are given, but no forward is TLS, and AWS logs only those; remove them, or forward TLS"],
    ],
    [
      "access logs, wrongly",
      { accessLogs: { prefix: "", buckets: "logs" }, forwardDefaults: { protocol: "TLS", certificateArn: `${ARN}1` } },
      [
        '"buckets" is no property of access logs; did you mean bucket?',
        "'accessLogs.bucket' must be the name of a bucket, of letters, digits, dots, hyphens and underscores, got nothing; give one",
        "'accessLogs.prefix' must be the beginning of a key, got \"\"; leave it out to have none",
      ],
    ],
    [
      "access logs that are a text",
      { accessLogs: "logs", forwardDefaults: { protocol: "TLS", certificateArn: `${ARN}1` } },
      ['\'accessLogs\' must be an object such as { bucket: "logs" }, got "logs"; give one'],
    ],
    ["clients", { securityGroupIds: undefined, clientCidrBlocks: ["10.0.0.0/8", "2001:db8::/32"] }, []],
    ["clients that are groups", { securityGroupIds: undefined, clientSecurityGroupIds: ["sg-1"] }, []],
    [
      "clients, wrongly",
      { clientCidrBlocks: ["10.0.0.1/8"], clientSecurityGroupIds: "sg-1", targetSecurityGroupIds: [""] },
      [
        "'clientCidrBlocks[0]' must be a CIDR block without host bits, got \"10.0.0.1/8\"; give 10.0.0.0/8, which holds it",
        "'clientSecurityGroupIds' must be a list of ids of security groups, got \"sg-1\"; give one, in brackets",
        "'targetSecurityGroupIds[0]' must be the id of a security group, such as sg-0a1b2c3d, got \"\"; give one",
      ],
    ],
    [
      "clients twice",
      { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"], clientSecurityGroupIds: ["sg-1", "sg-1"] },
      [
        "'clientCidrBlocks[1]' \"10.0.0.0/8\" is 'clientCidrBlocks[0]' too; remove one of them",
        "'clientSecurityGroupIds[1]' \"sg-1\" is 'clientSecurityGroupIds[0]' too; remove one of them",
      ],
    ],
    [
      "targets' security groups and no clients",
      { targetSecurityGroupIds: ["sg-1"] },
      [
        "'targetSecurityGroupIds' are to admit the load balancer's own security group, which clientCidrBlocks or clientSecurityGroupIds make; give one of them",
      ],
    ],
    [
      "a name of a security group that AWS keeps",
      { name: "sg-a", clientCidrBlocks: ["10.0.0.0/8"] },
      [
        'the security group that is made of the list is called "sg-a-nlb" as the load balancer is, and AWS keeps names that begin with "sg-"; give another name or loadBalancerName',
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
        "'alarms.evaluationPeriods' 1441 times 'alarms.periodSeconds' 60 is 86460 seconds, and AWS takes a day at most, 86400; lower one of them",
      ],
    ],
    ["alarms of a week", { alarms: { actionArns: ["arn:1"], periodSeconds: 3600, evaluationPeriods: 168 } }, []],
    [
      "alarms of more than a week",
      { alarms: { actionArns: ["arn:1"], periodSeconds: 3600, evaluationPeriods: 169 } },
      [
        "'alarms.evaluationPeriods' 169 times 'alarms.periodSeconds' 3600 is 608400 seconds, and AWS takes a week at most, 604800; lower one of them",
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
        '"topic" is no property of alarms; there are actionArns, unhealthyHosts, portAllocationErrors, periodSeconds, evaluationPeriods',
        "'alarms.actionArns' must be at most 5 ARNs, got 6; have one topic tell the others",
        "'alarms.unhealthyHosts' must be true or false, got \"no\"; give true or false, or leave it out",
        "'alarms.periodSeconds' must be a multiple of 60 from 60 to 86400, in seconds, got 90; give one",
        "'alarms.evaluationPeriods' must be an integer of 1 or more, got 0",
      ],
    ],
    [
      "alarms that tell nobody they name",
      { alarms: { actionArns: ["arn:1", ""] } },
      ["'alarms.actionArns[1]' must be the ARN of an action, got \"\"; give one"],
    ],
    [
      "alarms without actionArns",
      { alarms: {} },
      ["'alarms.actionArns' must be a list of ARNs, got nothing; give one, in brackets"],
    ],
    [
      "alarms that are true",
      { alarms: true },
      ["'alarms' must be an object such as { actionArns: [topic.arn] }, got true; give one"],
    ],
    [
      "a property that is far from any",
      { idleTimeout: 60 },
      [
        '"idleTimeout" is no property of PortForwardNlb; there are name, loadBalancerName, vpcId, vpcCidrBlocks, internal, deletionProtection, crossZone, securityGroupIds, enforceSecurityGroupInboundRulesOnPrivateLinkTraffic, clientCidrBlocks, clientSecurityGroupIds, targetSecurityGroupIds, ipAddressType, dnsRecordClientRoutingPolicy, zonalShift, accessLogs, alarms, movedFrom, importFrom, forwardDefaults, tags, subnetMappings, forwards',
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
       "warning: the security group that is made of the list has 61 inbound rules for IPv4, and the quota is 60 unless AWS raised it; ask AWS to, merge clients, or split the list",
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
       "warning: the security group that is made of the list has 100 outbound rules for IPv4, and the quota is 60 unless AWS raised it; ask AWS to, or split the list",
     ]
    `);
    expect(warnings({ clientCidrBlocks: ["10.0.0.0/8"], forwards: rows.slice(0, 30) })).toEqual([]);
  });
});
