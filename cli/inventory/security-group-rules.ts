import { grouped } from "./grouped";
import { isObject, type Json, type JsonObject, list, number, text } from "./json";
import { bare, type Links, type SecurityGroup } from "./links";
import type { TerraformResource } from "./terraform-resource";

export type Direction = "ingress" | "egress";
export type Transport = "tcp" | "udp";

/** A rule of a security group, for one client or one destination. */
export interface Rule {
  /** The rule's resource, or its security group if the rule is in the group's own arguments. */
  readonly resource: TerraformResource;
  readonly direction: Direction;
  /** The rule's group as in `SecurityGroup.id`. */
  readonly group: string;
  /** Undefined if the rule allows every protocol. */
  readonly transport: Transport | undefined;
  /** Undefined if the rule allows every port. */
  readonly ports: readonly [from: number, to: number] | undefined;
  /** A CIDR block, a security group, or a prefix list. Undefined if Terraform doesn't know it yet. */
  readonly peer: string | undefined;
}

/** Names of each protocol in Terraform. Undefined stands for every protocol. */
const TRANSPORTS: ReadonlyMap<string, Transport | undefined> = new Map([
  ["tcp", "tcp"],
  ["6", "tcp"],
  ["udp", "udp"],
  ["17", "udp"],
  ["-1", undefined],
  ["all", undefined],
]);

/** Returns the rules for TCP and UDP among the resources, from rule resources and from the groups' own arguments. */
export function securityGroupRules(links: Links): Rule[] {
  const separate = [
    ...links.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => rulesOf(rule, "ingress", links)),
    ...links.ofType("aws_vpc_security_group_egress_rule").flatMap((rule) => rulesOf(rule, "egress", links)),
    ...links.ofType("aws_security_group_rule").flatMap((rule) => olderRules(rule, links)),
  ];
  const groups = ["aws_security_group", "aws_default_security_group"].flatMap((type) => links.ofType(type));
  return [...separate, ...groups.flatMap(ownRules)];
}

/** Rules of `aws_vpc_security_group_ingress_rule` or `aws_vpc_security_group_egress_rule`. */
function rulesOf(resource: TerraformResource, direction: Direction, links: Links): Rule[] {
  const { ip_protocol: protocol, from_port, to_port, ...values } = resource.values;
  const peers = [
    values.cidr_ipv4,
    values.cidr_ipv6,
    values.prefix_list_id,
    values.referenced_security_group_id ??
      links.find(resource, "referenced_security_group_id", "aws_security_group")?.address,
  ];
  const ports = [number(from_port), number(to_port)] as const;
  return rules({ resource, direction, group: groupOf(resource, links), protocol, ports, peers });
}

/** Rules of `aws_security_group_rule`. */
function olderRules(resource: TerraformResource, links: Links): Rule[] {
  const { type, protocol, from_port, to_port, ...values } = resource.values;
  if (type !== "ingress" && type !== "egress") return [];
  const group = groupOf(resource, links);
  const ports = [number(from_port), number(to_port)] as const;
  const source =
    values.source_security_group_id ?? links.find(resource, "source_security_group_id", "aws_security_group")?.address;
  return rules({ resource, direction: type, group, protocol, ports, peers: peersOf(values, [source], group) });
}

/** Rules in the arguments `ingress` and `egress` of `aws_security_group`. */
function ownRules(resource: TerraformResource): Rule[] {
  const group = text(resource.values.id) ?? resource.address;
  return (["ingress", "egress"] as const).flatMap((direction) =>
    list(resource.values[direction])
      .filter(isObject)
      .flatMap(({ protocol, from_port, to_port, ...values }) => {
        const ports = [number(from_port), number(to_port)] as const;
        const peers = peersOf(values, list(values.security_groups), group);
        return rules({ resource, direction, group, protocol, ports, peers });
      }),
  );
}

function peersOf(values: JsonObject, groups: readonly (Json | undefined)[], own: string): (Json | undefined)[] {
  const { cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, self } = values;
  return [
    ...list(cidr_blocks),
    ...list(ipv6_cidr_blocks),
    ...list(prefix_list_ids),
    ...groups,
    ...(self === true ? [own] : []),
  ];
}

interface Unsplit extends Pick<Rule, "resource" | "direction" | "group"> {
  readonly protocol: Json | undefined;
  readonly ports: readonly [from: number | undefined, to: number | undefined];
  readonly peers: readonly (Json | undefined)[];
}

function rules({ protocol, ports: [from, to], peers, ...rule }: Unsplit): Rule[] {
  const name = text(protocol)?.toLowerCase() ?? "";
  if (!TRANSPORTS.has(name)) return [];
  const transport = TRANSPORTS.get(name);
  const ports = transport === undefined || from === undefined || to === undefined ? undefined : ([from, to] as const);
  const known = peers.map(text).filter((peer) => peer !== undefined);
  return (known.length > 0 ? known : [undefined]).map((peer) => ({ ...rule, transport, ports, peer: bare(peer) }));
}

function groupOf(resource: TerraformResource, links: Links): string {
  const found = links.find(resource, "security_group_id", "aws_security_group");
  return text(found?.values.id) ?? found?.address ?? text(resource.values.security_group_id) ?? "";
}

/** Rules by port. A list has a rule for each port, so that a search through all rules for each port would take too long. */
export class RulesByPort {
  private readonly single: ReadonlyMap<number | undefined, readonly Rule[]>;
  private readonly ranges: readonly Rule[];

  public constructor(rules: readonly Rule[]) {
    const isSingle = ({ ports }: Rule): boolean => ports !== undefined && ports[0] === ports[1];
    this.single = grouped(rules.filter(isSingle), ({ ports }) => [ports?.[0]]);
    this.ranges = rules.filter((rule) => !isSingle(rule));
  }

  /** Returns the rules that allow a port. */
  public for(port: number): Rule[] {
    const wide = this.ranges.filter(({ ports: [from, to] = [0, Infinity] }) => from <= port && port <= to);
    return [...(this.single.get(port) ?? []), ...wide];
  }
}

/** Rules by their group, so that each load balancer doesn't search all rules. */
export class RulesByGroup {
  private readonly byGroup: ReadonlyMap<string, readonly Rule[]>;
  private readonly byPeer: ReadonlyMap<string | undefined, readonly Rule[]>;

  public constructor(rules: readonly Rule[]) {
    this.byGroup = grouped(rules, ({ group }) => [group]);
    this.byPeer = grouped(rules, ({ peer }) => [peer]);
  }

  /** Returns the rules of some groups. */
  public of(groups: Iterable<string>, direction: Direction): Rule[] {
    return [...groups].flatMap((group) => this.byGroup.get(group) ?? []).filter((rule) => rule.direction === direction);
  }

  /** Returns the inbound rules of all groups that admit some groups. */
  public admitting(groups: Iterable<string>): Rule[] {
    return [...groups]
      .flatMap((group) => this.byPeer.get(group) ?? [])
      .filter(({ direction }) => direction === "ingress");
  }
}

/** Returns the names of security groups that rules may use: their IDs, and their addresses in Terraform. */
export function namesOf(groups: readonly SecurityGroup[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ id, resource }) => [id, text(resource?.values.id) ?? id, resource?.address ?? id]));
}
