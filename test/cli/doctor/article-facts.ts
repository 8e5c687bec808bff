import type { Explained } from "../../../cli/doctor/diagnosis";
import { diagnose } from "../../../cli/doctor/diagnosis";
import type { Facts, SecurityGroupRuleFacts } from "../../../cli/doctor/facts";
import type { LoadBalancer } from "../../../cli/inventory/inventory";
import { ARTICLE_TABLE } from "../../article";

// The article's network, as AWS reports it when everything works. Each test breaks one thing.

/** Plain data that a test can change. */
export type Mutable<T> = T extends object ? { -readonly [Key in keyof T]-?: Mutable<NonNullable<T[Key]>> } : T;

const NODES = [
  { zone: "ap-northeast-1a", subnetId: "subnet-a", addresses: ["172.31.128.10"] },
  { zone: "ap-northeast-1c", subnetId: "subnet-c", addresses: ["172.31.136.10"] },
];

const EVERYTHING = { protocol: "-1", cidrBlocks: ["0.0.0.0/0"], securityGroupIds: [] };

/** The article's list. */
export function articleList(): Mutable<LoadBalancer> {
  const list: LoadBalancer = {
    name: "example-nlb",
    internal: true,
    addresses: NODES.map(({ subnetId, addresses }) => ({ zone: subnetId, ips: addresses })),
    securityGroups: [],
    clients: [],
    forwards: ARTICLE_TABLE.map(({ listenerPort, targetGroupName, targetIp, targetPort, external = false }) => ({
      listenerPort,
      protocol: "TCP",
      targetGroup: targetGroupName,
      targetProtocol: "TCP",
      healthCheck: { protocol: "TCP" },
      targets: [{ ip: targetIp, port: targetPort, external }],
    })),
  };
  return structuredClone(list) as Mutable<LoadBalancer>;
}

/** What AWS reports about the list once it is applied and everything works. */
export function articleFacts(): Mutable<Facts> {
  const facts: Facts = {
    region: "ap-northeast-1",
    loadBalancer: {
      name: "example-nlb",
      arn: "arn:nlb",
      state: "active",
      internal: true,
      vpcId: "vpc-1",
      securityGroupIds: [],
      crossZone: true,
      nodes: NODES,
    },
    listeners: ARTICLE_TABLE.map(({ listenerPort }) => ({
      arn: `arn:listener/${listenerPort}`,
      port: listenerPort,
      protocol: "TCP",
      targetGroupArn: `arn:group/${listenerPort}`,
    })),
    targetGroups: ARTICLE_TABLE.map(({ listenerPort, targetGroupName, targetIp, targetPort, external }) => ({
      arn: `arn:group/${listenerPort}`,
      name: targetGroupName,
      protocol: "TCP",
      vpcId: "vpc-1",
      used: true,
      healthCheck: { protocol: "TCP" },
      preservesClientIp: false,
      targets: [{ ip: targetIp, port: targetPort, ...(external && { zone: "all" }), state: "healthy" }],
    })),
    vpcs: [
      { id: "vpc-1", cidrBlocks: ["172.31.128.0/17"] },
      { id: "vpc-clients", cidrBlocks: ["192.168.0.0/16"] },
    ],
    subnets: [
      { id: "subnet-a", vpcId: "vpc-1", zone: "ap-northeast-1a", cidrBlocks: ["172.31.128.0/21"] },
      { id: "subnet-c", vpcId: "vpc-1", zone: "ap-northeast-1c", cidrBlocks: ["172.31.136.0/21"] },
    ],
    interfaces: [
      instanceInterface("1", "subnet-a", "172.31.129.10"),
      instanceInterface("2", "subnet-c", "172.31.137.10"),
    ],
    securityGroups: ["1", "2"].map((server) => ({
      id: `sg-${server}`,
      name: `TargetServer${server}`,
      inbound: [22, 80].map((port) => tcp(port, "172.31.128.10/32", "172.31.136.10/32")),
      outbound: [EVERYTHING],
    })),
    networkAcls: ["a", "c"].map((zone) => ({
      id: `acl-${zone}`,
      subnetIds: [`subnet-${zone}`],
      entries: [false, true].flatMap((egress) => [
        { number: 100, egress, allow: true, protocol: "-1", cidrBlock: "0.0.0.0/0" },
        { number: 32767, egress, allow: false, protocol: "-1", cidrBlock: "0.0.0.0/0" },
      ]),
    })),
    routeTables: ["a", "c"].map((zone) => ({
      id: `rtb-${zone}`,
      vpcId: "vpc-1",
      main: false,
      subnetIds: [`subnet-${zone}`],
      routes: [
        { destinations: ["172.31.128.0/17"], via: "local", blackhole: false },
        { destinations: ["192.168.0.0/16"], via: "pcx-1", blackhole: false },
        { destinations: ["10.0.0.0/24"], via: "vgw-1", blackhole: false },
      ],
    })),
    peerings: [
      { id: "pcx-1", state: "active", requesterVpcId: "vpc-clients", accepterVpcId: "vpc-1", sameRegion: true },
    ],
    vpnConnections: [
      {
        id: "vpn-1",
        gatewayId: "vgw-1",
        state: "available",
        tunnels: [
          { outsideAddress: "203.0.113.1", up: true },
          { outsideAddress: "203.0.113.2", up: false, message: "IPSEC IS DOWN" },
        ],
      },
    ],
    unread: [],
  };
  return structuredClone(facts) as Mutable<Facts>;
}

/** Returns a rule for TCP and some CIDR blocks. */
export function tcp(port: number, ...cidrBlocks: string[]): Mutable<SecurityGroupRuleFacts> {
  const rule: SecurityGroupRuleFacts = {
    protocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrBlocks,
    securityGroupIds: [],
  };
  return rule as Mutable<SecurityGroupRuleFacts>;
}

/** Breaks something in the article's network, and returns the findings. */
export function spoiled(spoil: (facts: Mutable<Facts>, list: Mutable<LoadBalancer>) => void): readonly Explained[] {
  const facts = articleFacts();
  const list = articleList();
  spoil(facts, list);
  return diagnose(list, facts).findings;
}

/** Returns the item that a test is about. The test fails if there is none. */
export function the<T>(items: readonly T[], is: (item: T) => boolean = () => true): T {
  const found = items.find(is);
  if (found === undefined) throw new Error("the article's network has no such item");
  return found;
}

/** Returns what reports say about a finding, and the causes and subjects of its effects. */
export function said({ cause, subject, seen, expected, fix, effects }: Explained): unknown {
  const consequences = (of: readonly Explained[]): string[] =>
    of.flatMap((effect) => [`${effect.cause}: ${effect.subject}`, ...consequences(effect.effects)]);
  return { cause, subject, seen, expected, ...fix, ...(effects.length > 0 && { effects: consequences(effects) }) };
}

function instanceInterface(server: string, subnetId: string, ip: string): NonNullable<Facts["interfaces"]>[number] {
  return {
    id: `eni-${server}`,
    vpcId: "vpc-1",
    subnetId,
    addresses: [ip],
    securityGroupIds: [`sg-${server}`],
    attached: true,
    instanceId: `i-${server}`,
    instanceState: "running",
  };
}
