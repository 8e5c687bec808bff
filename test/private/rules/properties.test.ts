import { TerraformResource, TerraformStack, Testing, Token } from "cdktf";
import { type PortForward, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { findingsOf, VALID } from "./findings";

jest.setTimeout(600_000);

const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);

// 10,000 lists in all; a failure is had again with the seed that is printed
const LISTS = { accepted: 3_000, corrupted: 7_000 };

beforeAll(() => {
  process.stdout.write(`FAST_CHECK_SEED=${SEED}\n`);
});

const VPC = "172.31.128.0/17";
const octet = fc.integer({ min: 0, max: 255 });
const inside = fc.tuple(fc.integer({ min: 128, max: 255 }), octet).map(([third, last]) => `172.31.${third}.${last}`);
const outside = fc.tuple(octet, octet, octet).map((octets) => `10.${octets.join(".")}`);
const port = fc.integer({ min: 1, max: 65535 });

/** Rows that AWS takes, with and without what may be left out. */
const row: fc.Arbitrary<PortForward> = fc
  .tuple(
    fc.oneof(inside, outside),
    fc.record({ listenerPort: port, targetPort: port }),
    fc.record(
      {
        key: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
        targetGroupName: fc.stringMatching(/^[a-z][a-z0-9]{1,30}$/),
        external: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([targetIp, ports, { external, ...optional }]) => ({
    ...ports,
    targetIp,
    ...optional,
    ...(external && { external: targetIp.startsWith("10.") }),
  }));

const list = fc
  .uniqueArray(row, {
    minLength: 1,
    maxLength: 50,
    selector: ({ listenerPort, targetGroupName }) => targetGroupName ?? listenerPort,
  })
  .map((rows) => [...new Map(rows.map((each) => [each.listenerPort, each])).values()]);

function nlb(props: Record<string, unknown>): PortForwardNlb {
  const given = { ...VALID, vpcCidrBlocks: [VPC], ...props } as unknown as PortForwardNlbProps;
  return new PortForwardNlb(awsStack(), "forwarding", given);
}

function terraform(forwards: readonly PortForward[]): unknown {
  return JSON.parse(Testing.synth(TerraformStack.of(nlb({ forwards })), true));
}

test("a list that AWS takes is accepted: three resources a forward, each with an address of its own, in any order", () => {
  const listAndOrder = list.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(
    fc.property(listAndOrder, ([forwards, shuffled]) => {
      const forwarding = nlb({ forwards });
      expect(findingsOf(forwarding)).toEqual([]);
      const resources = forwarding.node
        .findAll()
        .filter((construct) => TerraformResource.isTerraformResource(construct));
      expect(resources).toHaveLength(1 + 3 * forwards.length);
      const addresses = resources.map((resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`);
      expect(new Set(addresses).size).toBe(resources.length);
      expect(terraform(shuffled)).toEqual(terraform(forwards));
    }),
    { seed: SEED, numRuns: LISTS.accepted },
  );
});

/** A list with one thing wrong, and what the one finding begins with. */
type Corrupted = readonly [props: Record<string, unknown>, finding: string];
type Corruption = (forwards: readonly PortForward[], index: number) => Corrupted;

/** Corruptions by the title of the rule that must see them. */
const CORRUPTIONS: Record<string, readonly Corruption[]> = {
  Properties: [
    inRow({ targetport: 22 }, '"targetport"'),
    inMapping({ subnetID: "subnet-1" }, '"subnetID"'),
    inProps({ vpcID: "vpc-1" }, '"vpcID"'),
  ],
  Ports: [
    ...[0, -1, 65536, 22.5, "22", null, undefined].map((targetPort) => inRow({ targetPort }, "'targetPort'")),
    ...[0, 65536, "22", NaN, null].map((listenerPort) => inRow({ listenerPort }, "'listenerPort'")),
  ],
  "One listener per port": [
    (forwards, index) => [
      { forwards: [...forwards, { listenerPort: forwards[index]?.listenerPort, targetIp: "10.0.0.1", targetPort: 1 }] },
      `forwards[${forwards.length}] and forwards[${index}] both listen on TCP ${forwards[index]?.listenerPort ?? ""}`,
    ],
  ],
  Addresses: [
    "",
    " 10.0.0.1",
    "10.0.0.01",
    "10.0.0.0/8",
    "host",
    "::ffff:10.0.0.1",
    "10.0.0.1０",
    10,
    null,
    undefined,
  ].map((targetIp) => inRow({ targetIp, external: undefined }, "'targetIp' must be an IP address")),
  "Target IPs": ["8.8.8.8", "203.0.113.1", "127.0.0.1", "169.254.169.254", "0.0.0.0"].map((targetIp) =>
    inRow({ targetIp, external: undefined }, `'targetIp' ${targetIp} is in none of the ranges`),
  ),
  "Availability Zone of a target": [
    inRow({ targetIp: "172.31.129.1", external: true }, "'targetIp' 172.31.129.1 is inside the VPC"),
    inRow({ targetIp: "10.0.0.1", external: false }, "'targetIp' 10.0.0.1 is outside the VPC"),
  ],
  Switches: [
    inRow({ external: "true" }, "'external'"),
    inRow({ external: Token.asAny("token") }, "'external' must be known at synthesis"),
    ...["internal", "deletionProtection", "crossZone"].map((prop) => inProps({ [prop]: "yes" }, `'${prop}'`)),
  ],
  Keys: [
    inRow({ key: "" }, "'key'"),
    inRow({ key: Token.asString({ resolve: () => "key" }) }, "'key' must be known at synthesis"),
  ],
  "Names of load balancers and target groups": [
    ...["", "a".repeat(33), "-a", "a-", "a_b", 5].map((name) => inRow({ targetGroupName: name }, "'targetGroupName'")),
    ...["", "a".repeat(33), "-a", "a-", "a_b", 5].map((name) =>
      inProps({ loadBalancerName: name }, "'loadBalancerName'"),
    ),
  ],
  "Target groups of one name": [
    (forwards, index) => {
      const { listenerPort, targetGroupName } = forwards[index] ?? {};
      const name = targetGroupName ?? `example-tg-${listenerPort ?? ""}`;
      const another = { listenerPort: free(forwards), targetIp: "10.0.0.1", targetPort: 1, targetGroupName: name };
      return [
        { forwards: [...forwards, another] },
        `forwards[${forwards.length}] (listener ${another.listenerPort}): target group name "${name}" is taken twice`,
      ];
    },
  ],
  "`name`": ["", "-a", "a b", 5, null, undefined].map((name) => inProps({ name }, "'name'")),
  "Reserved names of load balancers": [
    inProps({ loadBalancerName: "internal-a" }, "'loadBalancerName'"),
    inProps({ name: "internal-a" }, "'name' makes"),
  ],
  Ids: [
    inProps({ vpcId: "" }, "'vpcId'"),
    inProps({ securityGroupIds: [5] }, "'securityGroupIds[0]'"),
    inMapping({ subnetId: "" }, "'subnetId'"),
    inMapping({ allocationId: 5 }, "'allocationId'"),
    inMapping({ availabilityZone: "" }, "'availabilityZone'"),
  ],
  "CIDR blocks of the VPC": [
    inProps({ vpcCidrBlocks: [] }, "'vpcCidrBlocks' is empty"),
    inProps({ vpcCidrBlocks: VPC }, "'vpcCidrBlocks'"),
  ],
  "CIDR blocks": [
    ...["172.31.128.0", "172.31.128.0/33", "172.31.129.0/17", "172.31.128.0/017", 17, null].map((block) =>
      inProps({ vpcCidrBlocks: [VPC, block] }, "'vpcCidrBlocks[1]'"),
    ),
    inMapping({ cidrBlock: "172.31.128.0/x" }, "'cidrBlock'"),
  ],
  "Security groups": [
    inProps({ securityGroupIds: "sg-1" }, "'securityGroupIds'"),
    inProps({ securityGroupIds: undefined }, "warning: 'securityGroupIds'"),
  ],
  Tags: [["a"], "a", { a: 1 }, null].map((tags) => inProps({ tags }, "'tags'")),
  Subnets: [
    inProps({ subnetMappings: [] }, "'subnetMappings' is empty"),
    inProps({ subnetMappings: null }, "'subnetMappings'"),
    inMapping({ subnetId: "subnet-9" }, "'subnetId' \"subnet-9\" is that of subnetMappings[0] too"),
  ],
  "Availability Zones": [
    inMapping({ availabilityZone: "z" }, "'availabilityZone' \"z\" is that of subnetMappings[0] too"),
  ],
  "IPv4 addresses": ["", "172.31.128.010", "2001:db8::1"].map((address) =>
    inMapping({ privateIpv4Address: address }, "'privateIpv4Address'"),
  ),
  "IPv6 addresses": ["", "172.31.128.10", "fe80::1%eth0"].map((ipv6Address) =>
    inMapping({ ipv6Address }, "'ipv6Address'"),
  ),
  "Static private addresses": [
    () => [
      { internal: false, subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }] },
      "subnetMappings[0]: 'privateIpv4Address' is for an internal load balancer",
    ],
  ],
  "Static private addresses in their subnet": ["172.31.128.3", "172.31.135.255", "172.31.136.4", "10.0.0.4"].map(
    (address) =>
      inMapping({ privateIpv4Address: address, cidrBlock: "172.31.128.0/21" }, `'privateIpv4Address' ${address}`),
  ),
  "Elastic IPs": [inMapping({ allocationId: "eipalloc-1" }, "'allocationId' is for an internet-facing load balancer")],
  Forwards: [
    ...[null, undefined, "x", {}].map((forwards): Corruption => () => [{ forwards }, "'forwards' must be a list"]),
    () => [{ forwards: [] }, "'forwards' is empty"],
  ],
  Listeners: [
    (forwards) => {
      const ports = Array.from({ length: 51 }, (_, index) => 20_000 + index);
      const more = ports.filter((listenerPort) => !forwards.some((forward) => forward.listenerPort === listenerPort));
      const rows = more.map((listenerPort) => ({ listenerPort, targetIp: "10.0.0.1", targetPort: 1 }));
      return [{ forwards: [...forwards, ...rows] }, "'forwards' takes"];
    },
  ],
};

/** Rules whose corruption takes more than one list of at most 50 forwards: the rules' own tests have them. */
const ELSEWHERE = ["Load balancers of one name", "Targets"];

function inRow(change: Record<string, unknown>, finding: string): Corruption {
  return (forwards, index) => {
    const changed = { ...forwards[index], ...change } as { listenerPort: unknown };
    const label = Number.isFinite(changed.listenerPort) ? ` (listener ${String(changed.listenerPort)})` : "";
    return [
      { forwards: forwards.map((row, at) => (at === index ? changed : row)) },
      `forwards[${index}]${label}: ${finding}`,
    ];
  };
}

function inMapping(change: Record<string, unknown>, finding: string): Corruption {
  const [first] = [{ subnetId: "subnet-9", availabilityZone: "z" }];
  return (forwards) => [
    { forwards, subnetMappings: [first, { subnetId: "subnet-1", ...change }] },
    `subnetMappings[1]: ${finding}`,
  ];
}

function inProps(change: Record<string, unknown>, finding: string): Corruption {
  return (forwards) => [{ forwards, ...change }, finding];
}

/** A listener port that no row has. */
function free(forwards: readonly PortForward[]): number {
  const taken = new Set(forwards.map(({ listenerPort }) => listenerPort));
  return Array.from({ length: 51 }, (_, index) => 30_000 + index).find((listenerPort) => !taken.has(listenerPort)) ?? 0;
}

test("each rule of the list has a corruption", () => {
  const rules = [...RULES.PortForwardNlbProps, ...RULES.NlbSubnetMapping, ...RULES.PortForward];
  const titles = new Set(rules.map(({ title }) => title));
  expect([...Object.keys(CORRUPTIONS), ...ELSEWHERE].sort()).toEqual([...titles].sort());
});

test("one thing wrong is one finding, and it names the row and the prop", () => {
  const corruption = fc.constantFrom(...Object.values(CORRUPTIONS).flat());
  fc.assert(
    fc.property(list, corruption, fc.nat(), (forwards, corrupt, place) => {
      // one row more than these is still within the limit of listeners
      const rows = forwards.slice(0, 49);
      const [props, finding] = corrupt(rows, place % rows.length);
      const found = findingsOf(nlb(props));
      expect(found).toEqual([expect.stringContaining(finding)]);
      expect(found[0]?.indexOf(finding)).toBe(0);
    }),
    { seed: SEED, numRuns: LISTS.corrupted },
  );
});
