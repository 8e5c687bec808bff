import { grouped } from "../inventory/grouped";
import type { Forward, LoadBalancer, Target } from "../inventory/inventory";
import { socketText } from "../../echo/socket-text";
import type { CidrBlock } from "../../src/private/addresses";
import { isInstance, isLoadBalancer, targetText } from "../../src/private/targets";
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

/** A forward of the list, and AWS's listener on the same port. Either may be missing. */
export interface Pair {
  readonly listenerPort: number;
  readonly protocol: string;
  readonly row?: Forward;
  readonly listener?: ListenerFacts;
  readonly targetGroup?: TargetGroupFacts;
}

/** Packets that a node of the load balancer sends to a target. */
export interface Flow {
  readonly pair: Pair;
  readonly target: TargetFacts;
  readonly node: NodeFacts;
  readonly transport: Transport;
  readonly port: number;
  readonly purpose: "traffic" | "health checks" | "traffic and health checks";
}

/** A target's port, and all flows to it. */
export interface Destination {
  readonly ip: string;
  readonly transport: Transport;
  readonly port: number;
  /** At least one. */
  readonly flows: readonly [Flow, ...Flow[]];
}

/** The clients of a listener, as far as they are known. */
export interface Clients {
  readonly blocks: readonly CidrBlock[];
  readonly securityGroupIds: readonly string[];
}

/** The list together with AWS's facts. Causes look for problems in it. */
export class Situation {
  public readonly network: Network;
  /** The list, with the addresses of its instances in place of their IDs. */
  public readonly list: LoadBalancer;
  /** Sorted by port. */
  public readonly pairs: readonly Pair[];
  /** Flows from each node to the registered targets, grouped by where they go. */
  public readonly destinations: readonly Destination[];

  public constructor(
    list: LoadBalancer,
    public readonly facts: Facts,
  ) {
    this.network = new Network(facts);
    this.list = withAddresses(list, facts);
    this.pairs = pairsOf(this.list, facts);
    this.destinations = destinationsOf(this.pairs.flatMap((pair) => this.flowsOf(pair)));
  }

  public get loadBalancer(): LoadBalancerFacts | undefined {
    return this.facts.loadBalancer;
  }

  /** The load balancer's VPC, or an empty string without a load balancer. */
  public get vpcId(): string {
    return this.loadBalancer?.vpcId ?? "";
  }

  /** Whether each node reaches a listener's targets in all zones. Undefined if it couldn't be read. */
  public isCrossZone({ targetGroup }: Pair): boolean | undefined {
    return targetGroup?.crossZone ?? this.loadBalancer?.crossZone;
  }

  /** Returns the zone of a target: `all` outside the VPC, undefined if it isn't known. */
  public zoneOf({ zone, ip }: TargetFacts): string | undefined {
    return zone ?? this.network.subnetOf(this.vpcId, ip)?.zone;
  }

  /** Whether a target is outside the load balancer's VPC. Undefined if that isn't known. */
  public isOutside({ zone, ip }: TargetFacts): boolean | undefined {
    if (zone === "all") return true;
    // An instance, or a load balancer.
    if (!parseAddress(ip)) return false;
    const { vpcs } = this.facts;
    return vpcs && this.network.blockOf(this.vpcId, ip) === undefined;
  }

  /** Returns the network interface of a target, in the VPC or in the VPC that the routes to it lead to. */
  public interfaceOf(target: TargetFacts): InterfaceFacts | undefined {
    const vpcId = this.isOutside(target) ? this.remoteVpc(target) : this.vpcId;
    return vpcId === undefined ? undefined : this.network.interfaceOf(vpcId, target.ip);
  }

  /** Returns the subnet of a target. */
  public subnetIdOf(target: TargetFacts): string | undefined {
    const { subnetId } = this.interfaceOf(target) ?? {};
    if (subnetId !== undefined || this.isOutside(target) !== false) return subnetId;
    return this.network.subnetOf(this.vpcId, target.ip)?.id;
  }

  /** Returns the source addresses that a node may use for a target. */
  public sources(node: NodeFacts, target: TargetFacts): readonly CidrBlock[] {
    const kind = parseAddress(target.ip)?.kind();
    const blocks = node.addresses.map(parseBlock).filter((block) => block?.kind === kind);
    const own = blocks.length > 0 ? blocks : (this.network.subnet(node.subnetId)?.cidrBlocks ?? []).map(parseBlock);
    return own.filter((block) => block !== undefined).filter((block) => block.kind === kind);
  }

  /** Returns the source that a target sees: the clients if client IP preservation is on, or else the node. */
  public peers(flow: Flow): readonly Remote[] {
    const { securityGroupIds = [] } = this.loadBalancer ?? {};
    const nodes = this.sources(flow.node, flow.target).map((block) => ({ block, securityGroupIds }));
    if (flow.pair.targetGroup?.preservesClientIp !== true || flow.purpose === "health checks") return nodes;
    const clients = this.clientsOf(flow.pair).blocks.map((block) => ({ block, securityGroupIds }));
    return flow.purpose === "traffic" ? clients : [...clients, ...nodes];
  }

  /**
   * Returns a listener's clients: those in the list, or else those that the load balancer's security groups allow. Omits IPv6
   * clients if the load balancer has no IPv6 address, because they can't reach it and need no ACL rule or route.
   */
  public clientsOf(pair: Pair): Clients {
    const { blocks, securityGroupIds } = this.namedClients(pair);
    const isDualStack = this.loadBalancer?.nodes.some(({ addresses }) =>
      addresses.some((ip) => parseAddress(ip)?.kind() === "ipv6"),
    );
    return { blocks: blocks.filter(({ kind }) => kind === "ipv4" || isDualStack), securityGroupIds };
  }

  /** Returns the gateway through which packets for a target leave a node's subnet, if it is known. */
  public gateway({ subnetId }: NodeFacts, { ip }: TargetFacts): string | undefined {
    const block = parseBlock(ip);
    return block && this.network.routeFor(subnetId, block)?.route?.via;
  }

  /** Returns the attachment to which a transit gateway sends packets for a target. Undefined if `via` isn't a transit gateway. */
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

  /** Returns the VPC that the routes to an external target lead to. */
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

/** Parses a client of the list. Undefined if only Terraform knows it. */
export function peerNamed(client: string): Remote | undefined {
  if (isGroupId(client)) return { securityGroupIds: [client] };
  const block = parseBlock(client);
  return block && { block, securityGroupIds: [] };
}

function isGroupId(text: string): boolean {
  return /^sg-[\w-]+$/.test(text);
}

/** Returns a target group's targets that aren't draining. */
export function served(group: TargetGroupFacts | undefined): readonly TargetFacts[] {
  return (group?.targets ?? []).filter(({ state }) => !state.includes("draining"));
}

/** Returns a forward's registered targets. If the list doesn't have a target's address, returns all registered targets. */
export function ownTargets({ row, targetGroup }: Pair): readonly TargetFacts[] {
  const sockets = row && knownSockets(row);
  return served(targetGroup).filter((target) => !sockets || sockets.has(socket(target)));
}

/** A target of the list that isn't a host. */
export interface ListedTarget extends Target {
  readonly ip: string;
}

/** Returns a forward's targets in the list, without hosts, whose addresses the list doesn't have. */
export function listedTargets({ targets }: Forward): ListedTarget[] {
  return targets.flatMap(({ ip, ...target }) => (ip === undefined ? [] : [{ ...target, ip }]));
}

/** Whether a forward's targets are hosts, so that a function registers them. */
export function isToHosts({ targets }: Forward): boolean {
  return targets.some(({ host }) => host !== undefined);
}

/**
 * Returns the sockets of a forward's targets, such as `172.31.129.10:80`. Undefined if only Terraform or the function for hosts
 * knows a part of them.
 */
export function knownSockets(row: Forward): ReadonlySet<string> | undefined {
  const targets = listedTargets(row);
  const isKnown = !isToHosts(row) && targets.every(({ ip, port }) => isTarget(ip) && port !== undefined);
  return isKnown ? new Set(targets.map(socket)) : undefined;
}

/** Whether a target of the list is known: Terraform may know its ID only after apply. */
export function isTarget(ip: string): boolean {
  return parseAddress(ip) !== undefined || isInstance(ip) || isLoadBalancer(ip);
}

/** Returns the transport protocols that a listener's protocol uses. */
export function transportsOf(protocol: string): readonly Transport[] {
  if (protocol === "TCP_UDP") return ["tcp", "udp"];
  return protocol === "UDP" ? ["udp"] : ["tcp"];
}

/** `172.31.129.10:80` */
export function socket({ ip, port }: { readonly ip: string; readonly port?: number }): string {
  return socketText(targetText(normalized(ip)), port ?? "");
}

function withAddresses(list: LoadBalancer, { instances = [] }: Facts): LoadBalancer {
  const addresses = new Map(instances.map(({ id, address }) => [id, address]));
  const forwards = list.forwards.map((forward) => ({
    ...forward,
    targets: forward.targets.map((target) =>
      target.ip === undefined ? target : { ...target, ip: addresses.get(target.ip) ?? target.ip },
    ),
  }));
  return { ...list, forwards };
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

/** Returns what a target receives: the clients' traffic, and health checks. */
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
