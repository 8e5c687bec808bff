import { ARTICLE_TABLE } from "../article";
import { articleProps } from "./support/article";
import { FAULTS, PEERING_FAULTS, SECURITY_GROUP_FAULTS, TRANSIT_GATEWAY_FAULTS } from "./support/faults";
import { CONSTRUCT } from "./support/makers";
import { changes, sentences } from "./support/sentences";
import { type Answers, answers, comparable } from "./support/snapshot";
import { Suite } from "./support/suite";
import { Surroundings, type Undo } from "./support/surroundings";

// Tests the network of the doctor's tests: that it works, that each fault changes what the API reports, and that it
// can be undone.

const bare = Suite.begin();
const guarded = Suite.begin();

let around: Surroundings;
let aroundGuarded: Surroundings;

beforeAll(async () => {
  const { securityGroupIds: _, ...props } = articleProps(guarded.network);
  const folders = await Promise.all([
    bare.initialize(CONSTRUCT.files(articleProps(bare.network))),
    guarded.initialize(CONSTRUCT.files({ ...props, clientCidrBlocks: ["192.168.0.0/16"] })),
  ]);
  // In parallel: the provider mostly waits.
  await Promise.all(folders.map((terraform) => terraform.apply()));
  const { GroupId } = await guarded.aws.securityGroup("example-nlb");
  around = await Surroundings.create(bare.aws, bare.network);
  aroundGuarded = await Surroundings.create(guarded.aws, guarded.network, GroupId);
});

const ADDRESSES = ["172.31.128.10/32", "172.31.136.10/32"];

/** Lines about a server and what its security group admits. */
function server(name: string, place: string, from: readonly string[]): string[] {
  return [
    `instance ${place.replace(/ .*/, "")} is running`,
    `interface ${place} is in-use, groups [${name}]`,
    `${name} lets out all 0.0.0.0/0`,
    ...from.flatMap((peer) => [`${name} admits tcp 22-22 ${peer}`, `${name} admits tcp 80-80 ${peer}`]),
  ];
}

function sound(from: readonly string[]): string[] {
  return [
    "example-nlb is active",
    "example-nlb has cross-zone true",
    ...ARTICLE_TABLE.flatMap(({ listenerPort, targetGroupName, targetIp, targetPort }) => [
      `listener ${listenerPort} TCP to ${targetGroupName}`,
      `group of targets ${targetGroupName}, client IP false`,
      `target ${targetIp}:${targetPort} of ${targetGroupName} is healthy`,
    ]),
    ...server("TargetServer1", "172.31.129.10 in 1a", from),
    ...server("TargetServer2", "172.31.137.10 in 1c", from),
    "VPC the VPC has 172.31.128.0/17",
    "VPC the clients' VPC has 192.168.0.0/16",
    "peering of the clients' VPC with the VPC is active",
    "the VPN gateway is attached to the VPC",
    "VPN connection of the VPN gateway is available, tunnels UP UP",
    ...["1a", "1c"].flatMap((subnet) => [
      `route of ${subnet} 172.31.128.0/17 to local is active`,
      `route of ${subnet} 192.168.0.0/16 to the clients' peering is active`,
      `route of ${subnet} 10.0.0.0/24 to the VPN gateway is active`,
      ...["in", "out"].flatMap((direction) => [
        `ACL of ${subnet} ${direction} 100 allow -1 0.0.0.0/0`,
        `ACL of ${subnet} ${direction} 32767 deny -1 0.0.0.0/0`,
      ]),
    ]),
  ];
}

test("the network works, and the targets admit the load balancer's addresses", async () => {
  const lines = sentences(around, await answers(bare.aws));
  expect(lines).toEqual([...sound(ADDRESSES), "example-nlb has groups []"].sort());
});

test("if the load balancer has a security group, the targets admit that group", async () => {
  const lines = sentences(aroundGuarded, await answers(guarded.aws));
  const group = [
    "example-nlb has groups [the load balancer's group]",
    "example-nlb admits icmp 3-4 0.0.0.0/0",
    ...ARTICLE_TABLE.map(({ listenerPort }) => `example-nlb admits tcp ${listenerPort}-${listenerPort} 192.168.0.0/16`),
    ...ARTICLE_TABLE.map(
      ({ targetIp, targetPort }) => `example-nlb lets out tcp ${targetPort}-${targetPort} ${targetIp}/32`,
    ),
  ];
  expect(lines).toEqual([...sound(["the load balancer's group"]), ...group].sort());
});

/** Lines about an unreachable target's failed health checks. */
function failed(target: string, listenerPort: number): string[] {
  const line = `target ${target} of example-tg-${listenerPort} is`;
  return [`- ${line} healthy`, `+ ${line} unhealthy, Target.FailedHealthChecks, Health checks failed`];
}

/** Line about a target once no listener forwards to it. */
function unused(target: string, listenerPort: number): string[] {
  const line = `target ${target} of example-tg-${listenerPort} is`;
  const why = "Target group is not configured to receive traffic from the load balancer";
  return [`- ${line} healthy`, `+ ${line} unused, Target.NotInUse, ${why}`];
}

function blackholes(subnets: readonly string[], block: string, via: string): string[] {
  const routes = subnets.map((subnet) => `route of ${subnet} ${block} to ${via} is`);
  return [...routes.map((route) => `- ${route} active`), ...routes.map((route) => `+ ${route} blackhole`)];
}

const EXTERNAL_FAILED = failed("10.0.0.10:80", 30080);
const SERVER_2_FAILED = [...failed("172.31.137.10:22", 20022), ...failed("172.31.137.10:80", 20080)];

/** Lines that each fault changes, by its title. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  "TargetServer1's security group no longer admits TCP 80": [
    ...ADDRESSES.map((block) => `- TargetServer1 admits tcp 80-80 ${block}`),
    ...failed("172.31.129.10:80", 10080),
  ],
  "the network ACL of the targets' subnet 1c denies TCP 80 from the load balancer's address in 1a": [
    "+ ACL of 1c in 50 deny 6 80-80 172.31.128.10/32",
    ...failed("172.31.137.10:80", 20080),
  ],
  "the network ACL of the targets' subnet 1c denies answers to the load balancer's address in 1a": [
    "+ ACL of 1c out 60 deny 6 1024-65535 172.31.128.10/32",
    ...SERVER_2_FAILED,
  ],
  "the route table of the load balancer's subnet 1a loses its route to the external target": [
    "- route of 1a 10.0.0.0/24 to the VPN gateway is active",
    ...EXTERNAL_FAILED,
  ],
  "the VPN gateway is detached, and both subnets' routes to the external target are black holes": [
    "- the VPN gateway is attached to the VPC",
    "+ the VPN gateway is detached to the VPC",
    ...blackholes(["1a", "1c"], "10.0.0.0/24", "the VPN gateway"),
    ...EXTERNAL_FAILED,
  ],
  "TargetServer2 is stopped": [
    "- instance 172.31.137.10 is running",
    "+ instance 172.31.137.10 is stopped",
    ...SERVER_2_FAILED,
  ],
  "TargetServer2 is terminated, and its network interface gone": [
    "- instance 172.31.137.10 is running",
    "- interface 172.31.137.10 in 1c is in-use, groups [TargetServer2]",
    ...SERVER_2_FAILED,
  ],
  "nothing listens on TCP 22 of TargetServer2": failed("172.31.137.10:22", 20022),
  "a listener 40080 was made by hand": [
    "+ listener 40080 TCP to example-tg-40080",
    "+ group of targets example-tg-40080, client IP false",
    "+ target 172.31.137.10:80 of example-tg-40080 is healthy",
  ],
  "a target group was made by hand that no listener forwards to": [
    "+ group of targets example-tg-40443, client IP false",
  ],
  "listener 20080 was deleted by hand": [
    "- listener 20080 TCP to example-tg-20080",
    ...unused("172.31.137.10:80", 20080),
  ],
  "target 172.31.137.10:22 was deregistered by hand": ["- target 172.31.137.10:22 of example-tg-20022 is healthy"],
  "target 172.31.137.99:22 was registered by hand": [
    "+ target 172.31.137.99:22 of example-tg-20022 is healthy",
    ...server("TargetServer99", "172.31.137.99 in 1c", ADDRESSES).map((line) => `+ ${line}`),
  ],
  "listener 10022 was made to terminate TLS": [
    "- listener 10022 TCP to example-tg-10022",
    "+ listener 10022 TLS to example-tg-10022",
  ],
  "listener 10022 was made to forward to 20022's target group": [
    "- listener 10022 TCP to example-tg-10022",
    "+ listener 10022 TCP to example-tg-20022",
    ...unused("172.31.129.10:22", 10022),
  ],
  "client IP preservation is on for the external target": [
    "- group of targets example-tg-30080, client IP false",
    "+ group of targets example-tg-30080, client IP true",
  ],
  "cross-zone load balancing is off, and each address of the load balancer has targets of its zone only": [
    "- example-nlb has cross-zone true",
    "+ example-nlb has cross-zone false",
  ],
  "both tunnels of the VPN connection are down": [
    "- VPN connection of the VPN gateway is available, tunnels UP UP",
    "+ VPN connection of the VPN gateway is available, tunnels DOWN DOWN",
    ...EXTERNAL_FAILED,
  ],
  "the VPC gets a block that the external target is in": [
    "- VPC the VPC has 172.31.128.0/17",
    "+ VPC the VPC has 172.31.128.0/17 10.0.0.0/25",
    "+ route of 1a 10.0.0.0/25 to local is active",
    "+ route of 1c 10.0.0.0/25 to local is active",
    ...EXTERNAL_FAILED,
  ],
  "the load balancer lacks resources to scale": ["- example-nlb is active", "+ example-nlb is active_impaired"],
  "the load balancer could not be set up": ["- example-nlb is active", "+ example-nlb is failed"],
  "the transit gateway has no route to the external target": [
    "- tgw-rtb 10.0.0.0/24 to [vpn] is active",
    ...EXTERNAL_FAILED,
  ],
  "the transit gateway has no route back from the external target": [
    "- tgw-rtb 172.31.128.0/17 to [vpc] is active",
    ...EXTERNAL_FAILED,
  ],
  "both tunnels of the transit gateway's VPN connection are down": [
    "- VPN connection of tgw is available, tunnels UP UP",
    "+ VPN connection of tgw is available, tunnels DOWN DOWN",
    ...EXTERNAL_FAILED,
  ],
  "the peering connection to the external target was deleted": [
    "- peering of the VPC with vpc is active",
    ...blackholes(["1a", "1c"], "10.0.0.0/24", "pcx"),
    ...blackholes(["subnet"], "172.31.128.0/17", "pcx"),
    ...EXTERNAL_FAILED,
  ],
  "the route table of the peered VPC loses its route back to the load balancer": [
    "- route of subnet 172.31.128.0/17 to pcx is active",
    ...EXTERNAL_FAILED,
  ],
  "the security group of the target in the peered VPC no longer admits TCP 80": [
    ...ADDRESSES.map((block) => `- External admits tcp 80-80 ${block}`),
    ...EXTERNAL_FAILED,
  ],
  "the load balancer's security group no longer admits clients to 10080": [
    "- example-nlb admits tcp 10080-10080 192.168.0.0/16",
  ],
  "the load balancer's security group no longer lets it out to TCP 80 of TargetServer1": [
    "- example-nlb lets out tcp 80-80 172.31.129.10/32",
    ...failed("172.31.129.10:80", 10080),
  ],
  "client IP preservation is on for TargetServer1's web server, and the VPC is among the clients": [
    "- group of targets example-tg-10080, client IP false",
    "+ group of targets example-tg-10080, client IP true",
  ],
  "the route table of the load balancer's subnet 1a loses its route to the clients": [
    "- route of 1a 192.168.0.0/16 to the clients' peering is active",
  ],
};

const THROUGH_TRANSIT_GATEWAY = [
  ...["1a", "1c"].flatMap((subnet) => [
    `- route of ${subnet} 10.0.0.0/24 to the VPN gateway is active`,
    `+ route of ${subnet} 10.0.0.0/24 to tgw is active`,
  ]),
  "+ VPN connection of tgw is available, tunnels UP UP",
  "+ attachment of the vpc is available, with tgw-rtb",
  "+ attachment of the vpn is available, with tgw-rtb",
  "+ tgw-rtb 10.0.0.0/24 to [vpn] is active",
  "+ tgw-rtb 172.31.128.0/17 to [vpc] is active",
];

const THROUGH_PEERING = [
  ...["1a", "1c"].flatMap((subnet) => [
    `- route of ${subnet} 10.0.0.0/24 to the VPN gateway is active`,
    `+ route of ${subnet} 10.0.0.0/24 to pcx is active`,
  ]),
  "+ VPC vpc has 10.0.0.0/24",
  "+ peering of the VPC with vpc is active",
  "+ route of subnet 10.0.0.0/24 to local is active",
  "+ route of subnet 172.31.128.0/17 to pcx is active",
  ...server("External", "10.0.0.10 in subnet", ADDRESSES).map((line) => `+ ${line}`),
];

describe.each([
  { network: "the surroundings as they are made", faults: FAULTS, on: () => around },
  { network: "a load balancer with a security group", faults: SECURITY_GROUP_FAULTS, on: () => aroundGuarded },
  {
    network: "an external target through a transit gateway",
    faults: TRANSIT_GATEWAY_FAULTS,
    on: () => around,
    through: { change: () => around.throughTransitGateway(), changes: THROUGH_TRANSIT_GATEWAY },
  },
  {
    network: "an external target in a peered VPC",
    faults: PEERING_FAULTS,
    on: () => around,
    through: { change: () => around.throughPeering(), changes: THROUGH_PEERING },
  },
])("in $network", ({ faults, on, through }) => {
  let former: Answers;
  let sound: Answers;
  let undo: Undo | undefined;

  beforeAll(async () => {
    former = await answers(on().aws);
    undo = await through?.change();
    sound = await answers(on().aws);
  });

  test("the API reports the changed network", () => {
    expect(changed(on(), former, sound)).toEqual([...(through?.changes ?? [])].sort());
  });

  test.each(faults)("$title, and is undone", async ({ title, stage }) => {
    const undoFault = await stage(on());
    const staged = await answers(on().aws);
    await undoFault();
    expect(changed(on(), sound, staged)).toEqual([...(CHANGES[title] ?? [])].sort());
    expect(comparable(await answers(on().aws))).toEqual(comparable(sound));
  });

  test("everything is restored in the end", async () => {
    await undo?.();
    expect(comparable(await answers(on().aws))).toEqual(comparable(former));
  });
});

function changed(on: Surroundings, before: Answers, after: Answers): string[] {
  return [...changes(sentences(on, before), sentences(on, after))].sort();
}
