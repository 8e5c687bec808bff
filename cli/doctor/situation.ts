import { grouped } from "../inventory/grouped";
import type { Forward, LoadBalancer } from "../inventory/inventory";
import { socketText } from "../../echo/socket-text";
import type { CidrBlock } from "../../src/private/addresses";
import { parseAddress, parseBlock } from "./parsed";
import type {
  Facts,
  InterfaceFacts,
  ListenerFacts,
  LoadBalancerFacts,
  NodeFacts,
  TargetFacts,
  TargetGroupFacts,
  TransitGatewayAttachmentFacts,
} from "./facts";
import { Network, normalized } from "./network";
import { type Remote, rulesAbout, type Transport } from "./packet-filters";

/** A row of the list beside the listener that AWS has on its port; one of them, where the other is not there. */
export interface Pair {
  readonly listenerPort: number;
  readonly protocol: string;
  readonly row?: Forward;
  readonly listener?: ListenerFacts;
  readonly targetGroup?: TargetGroupFacts;
}

/** What a node of the load balancer sends to a target. */
export interface Flow {
  readonly pair: Pair;
  readonly target: TargetFacts;
  readonly node: NodeFacts;
  readonly transport: Transport;
  readonly port: number;
  readonly purpose: "traffic" | "health checks" | "traffic and health checks";
}

/** A port of a target, and all that is sent there. */
export interface Destination {
  readonly ip: string;
  readonly transport: Transport;
  readonly port: number;
  /** One at least. */
  readonly flows: readonly [Flow, ...Flow[]];
}

/** Those who connect to a listener, as far as they are known. */
export interface Clients {
  readonly blocks: readonly CidrBlock[];
  readonly securityGroupIds: readonly string[];
}

/** The list beside what AWS has of it: what causes are looked for in. */
export class Situation {
  public readonly network: Network;
  /** By ascending port. */
  public readonly pairs: readonly Pair[];
  /** What each node sends to the targets of the rows that AWS has, by where it goes. */
  public readonly destinations: readonly Destination[];

  public constructor(
    public readonly list: LoadBalancer,
    public readonly facts: Facts,
  ) {
    this.network = new Network(facts);
    this.pairs = pairsOf(list, facts);
    this.destinations = destinationsOf(this.pairs.flatMap((pair) => this.flowsOf(pair)));
  }

  public get loadBalancer(): LoadBalancerFacts | undefined {
    return this.facts.loadBalancer;
  }

  /** The load balancer's VPC; an id that none has, where there is no load balancer. */
  public get vpcId(): string {
    return this.loadBalancer?.vpcId ?? "";
  }

  /** Whether each node reaches a listener's targets in all zones; nothing where that was not read. */
  public isCrossZone({ targetGroup }: Pair): boolean | undefined {
    return targetGroup?.crossZone ?? this.loadBalancer?.crossZone;
  }

  /** Zone of a target; `all` outside the VPC, nothing where it is not known. */
  public zoneOf({ zone, ip }: TargetFacts): string | undefined {
    return zone ?? this.network.subnetOf(this.vpcId, ip)?.zone;
  }

  /** Whether a target is outside the load balancer's VPC; nothing where that is not known. */
  public isOutside({ zone, ip }: TargetFacts): boolean | undefined {
    if (zone === "all") return true;
    const { vpcs } = this.facts;
    return vpcs && this.network.blockOf(this.vpcId, ip) === undefined;
  }

  /** The network interface of a target, in the VPC or in the one that packets to it are led to. */
  public interfaceOf(target: TargetFacts): InterfaceFacts | undefined {
    const vpcId = this.isOutside(target) ? this.remoteVpc(target) : this.vpcId;
    return vpcId === undefined ? undefined : this.network.interfaceOf(vpcId, target.ip);
  }

  /** The subnet of a target, whoever has its address there. */
  public subnetIdOf(target: TargetFacts): string | undefined {
    const { subnetId } = this.interfaceOf(target) ?? {};
    if (subnetId !== undefined || this.isOutside(target) !== false) return subnetId;
    return this.network.subnetOf(this.vpcId, target.ip)?.id;
  }

  /** Addresses that a node may send from to a target. */
  public sources(node: NodeFacts, target: TargetFacts): readonly CidrBlock[] {
    const kind = parseAddress(target.ip)?.kind();
    const blocks = node.addresses.map(parseBlock).filter((block) => block?.kind === kind);
    const own = blocks.length > 0 ? blocks : (this.network.subnet(node.subnetId)?.cidrBlocks ?? []).map(parseBlock);
    return own.filter((block) => block !== undefined).filter((block) => block.kind === kind);
  }

  /** Whom a target sees: the clients, where their addresses are preserved, else the node. */
  public peers(flow: Flow): readonly Remote[] {
    const { securityGroupIds = [] } = this.loadBalancer ?? {};
    const nodes = this.sources(flow.node, flow.target).map((block) => ({ block, securityGroupIds }));
    if (flow.pair.targetGroup?.preservesClientIp !== true || flow.purpose === "health checks") return nodes;
    const clients = this.clientsOf(flow.pair).blocks.map((block) => ({ block, securityGroupIds }));
    return flow.purpose === "traffic" ? clients : [...clients, ...nodes];
  }

  /**
   * Whom a listener is for: whom the list says, else whom the load balancer's security groups let in. Without those of IPv6
   * where the load balancer has no such address: nobody there can come, and no ACL or route need be about them.
   */
  public clientsOf(pair: Pair): Clients {
    const { blocks, securityGroupIds } = this.namedClients(pair);
    const isDualStack = this.loadBalancer?.nodes.some(({ addresses }) =>
      addresses.some((ip) => parseAddress(ip)?.kind() === "ipv6"),
    );
    return { blocks: blocks.filter(({ kind }) => kind === "ipv4" || isDualStack), securityGroupIds };
  }

  /** What packets for a target leave a node's subnet by; nothing, where they do not, or nobody knows. */
  public gateway({ subnetId }: NodeFacts, { ip }: TargetFacts): string | undefined {
    const block = parseBlock(ip);
    return block && this.network.routeFor(subnetId, block)?.route?.via;
  }

  /** Where a transit gateway sends packets of the load balancer's VPC for a target; nothing, where `via` is none. */
  public nextAttachment(via: string, { ip }: TargetFacts): TransitGatewayAttachmentFacts | undefined {
    const block = parseBlock(ip);
    return block && this.network.nextAttachment(this.network.attachment(via, this.vpcId), block);
  }

  private namedClients({ row, listenerPort, protocol }: Pair): Clients {
    if (row?.clients && row.clients.length > 0) return clients(row.clients, row.clients);
    const groups = this.network.securityGroups(this.loadBalancer?.securityGroupIds ?? []) ?? [];
    const rules = groups.flatMap(({ inbound }) =>
      transportsOf(protocol).flatMap((transport) => rulesAbout(inbound, transport, listenerPort)),
    );
    return clients(
      rules.flatMap(({ cidrBlocks }) => cidrBlocks),
      rules.flatMap(({ securityGroupIds }) => securityGroupIds),
    );
  }

  private flowsOf(pair: Pair): Flow[] {
    const { row, targetGroup } = pair;
    if (!row || !targetGroup || !this.loadBalancer) return [];
    const { nodes } = this.loadBalancer;
    return ownTargets(pair).flatMap((target) => {
      const zone = this.zoneOf(target);
      const isNear = (node: NodeFacts): boolean => zone === undefined || zone === "all" || zone === node.zone;
      const senders = this.isCrossZone(pair) === false ? nodes.filter(isNear) : nodes;
      return senders.flatMap((node) => messages(pair, target).map((message) => ({ pair, target, node, ...message })));
    });
  }

  /** The VPC that packets for a target outside are led to. */
  private remoteVpc(target: TargetFacts): string | undefined {
    for (const node of this.loadBalancer?.nodes ?? []) {
      const via = this.gateway(node, target) ?? "";
      if (via.startsWith("pcx-")) return this.network.peerVpc(via, this.vpcId);
      const next = this.nextAttachment(via, target);
      if (next) return next.resourceType === "vpc" ? next.resourceId : undefined;
    }
    return undefined;
  }
}

/** Who is meant by a client of the list; nothing, where Terraform alone knows. */
export function peerNamed(client: string): Remote | undefined {
  if (isGroupId(client)) return { securityGroupIds: [client] };
  const block = parseBlock(client);
  return block && { block, securityGroupIds: [] };
}

function isGroupId(text: string): boolean {
  return /^sg-[\w-]+$/.test(text);
}

/** Targets of a group that are to get connections. */
export function served(group: TargetGroupFacts | undefined): readonly TargetFacts[] {
  return (group?.targets ?? []).filter(({ state }) => !state.includes("draining"));
}

/** Targets of a row that are registered: all that are, where the address of one is known to Terraform alone. */
export function ownTargets({ row, targetGroup }: Pair): readonly TargetFacts[] {
  const sockets = row && knownSockets(row);
  return served(targetGroup).filter((target) => !sockets || sockets.has(socket(target)));
}

/** Where a row leads, `172.31.129.10:80`; nothing, where Terraform alone knows a part of it. */
export function knownSockets({ targets }: Forward): ReadonlySet<string> | undefined {
  const isKnown = targets.every(({ ip, port }) => parseAddress(ip) && port !== undefined);
  return isKnown ? new Set(targets.map(socket)) : undefined;
}

/** What a protocol of a listener is on the wire. */
export function transportsOf(protocol: string): readonly Transport[] {
  if (protocol === "TCP_UDP") return ["tcp", "udp"];
  return protocol === "UDP" ? ["udp"] : ["tcp"];
}

/** `172.31.129.10:80` */
export function socket({ ip, port }: { readonly ip: string; readonly port?: number }): string {
  return socketText(normalized(ip), port ?? "");
}

function pairsOf({ forwards }: LoadBalancer, { listeners, targetGroups }: Facts): Pair[] {
  const rows = new Map(forwards.map((row) => [row.listenerPort, row]));
  const groups = new Map(targetGroups.map((group) => [group.arn, group]));
  const byPort = new Map(listeners.map((listener) => [listener.port, listener]));
  const ports = [...new Set([...rows.keys(), ...byPort.keys()])].sort((one, other) => one - other);
  return ports.map((listenerPort) => {
    const row = rows.get(listenerPort);
    const listener = byPort.get(listenerPort);
    const targetGroup = groups.get(listener?.targetGroupArn ?? "");
    return {
      listenerPort,
      protocol: row?.protocol ?? listener?.protocol ?? "",
      ...(row && { row }),
      ...(listener && { listener }),
      ...(targetGroup && { targetGroup }),
    };
  });
}

/** What is sent to a target: what clients send, and what checks its health. */
function messages(
  { protocol, targetGroup }: Pair,
  { port }: TargetFacts,
): readonly Pick<Flow, "transport" | "port" | "purpose">[] {
  const checked = { transport: "tcp" as const, port: targetGroup?.healthCheck.port ?? port };
  const traffic = transportsOf(protocol).map((transport) => ({ transport, port }));
  const isSame = (one: (typeof traffic)[number]): boolean =>
    one.transport === checked.transport && one.port === checked.port;
  const own = traffic.map((one) => ({
    ...one,
    purpose: isSame(one) ? ("traffic and health checks" as const) : ("traffic" as const),
  }));
  return traffic.some(isSame) ? own : [...own, { ...checked, purpose: "health checks" }];
}

function destinationsOf(all: readonly Flow[]): Destination[] {
  const byPort = grouped(all, ({ target, transport, port }) => [`${transport} ${socket({ ip: target.ip, port })}`]);
  return [...byPort.values()].flatMap(([first, ...flows]) => {
    if (!first) return [];
    const { target, transport, port } = first;
    return [{ ip: target.ip, transport, port, flows: [first, ...flows] as const }];
  });
}

function clients(blocks: readonly string[], ids: readonly string[]): Clients {
  const parsed = blocks.map(parseBlock).filter((block) => block !== undefined);
  return {
    blocks: [...grouped(parsed, (block) => [block.toString()]).values()].flatMap(([first]) => (first ? [first] : [])),
    securityGroupIds: [...new Set(ids.filter(isGroupId))],
  };
}
