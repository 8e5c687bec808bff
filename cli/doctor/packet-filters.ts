import { grouped } from "../inventory/grouped";
import type { CidrBlock } from "../../src/private/addresses";
import { parseBlock, parseCidr } from "./parsed";
import type { NetworkAclEntryFacts, NetworkAclFacts, SecurityGroupFacts, SecurityGroupRuleFacts } from "./facts";

// What security groups and network ACLs allow. A rule that covers only some of the addresses counts as covering the ones that
// matter, because an uncertain problem must not be reported.

/** The protocols that rules are checked for. */
export type Transport = "tcp" | "udp";

/** A range of ports, inclusive. */
export type Ports = readonly [from: number, to: number];

/** The ports that answers go to. AWS documents this range for clients and load balancers. */
export const EPHEMERAL: Ports = [1024, 65535];

/** The other side of a security group's rule: addresses, or members of other security groups. */
export interface Remote {
  readonly block?: CidrBlock;
  readonly securityGroupIds: readonly string[];
}

/** Whether any of the groups' rules allows a port and a peer. */
export function admits(
  groups: readonly SecurityGroupFacts[],
  direction: "inbound" | "outbound",
  transport: Transport,
  port: number,
  peer: Remote,
): boolean {
  return groups.some((group) =>
    near(group[direction], port, peer.block).some(
      (rule) => isAbout(rule, transport, port) && (rule.incomplete === true || isPeer(rule, peer)),
    ),
  );
}

/** Returns the rules for a port, for any peer. */
export function rulesAbout(
  rules: readonly SecurityGroupRuleFacts[],
  transport: Transport,
  port: number,
): readonly SecurityGroupRuleFacts[] {
  return near(rules, port).filter((rule) => isAbout(rule, transport, port));
}

/** Rules indexed by port, and by port and address. */
interface RuleIndex {
  /** Rules for several ports have the key `undefined`. */
  readonly byPort: ReadonlyMap<number | undefined, readonly SecurityGroupRuleFacts[]>;
  /** Rules for one port: keyed by port and address if they only have single addresses, or else by port alone. */
  readonly byAddress: ReadonlyMap<string, readonly SecurityGroupRuleFacts[]>;
}

const INDEXES = new WeakMap<readonly SecurityGroupRuleFacts[], RuleIndex>();

/** Returns the rules that may apply to a port and a peer. Uses an index, because a list may have a rule for each forward. */
function near(
  rules: readonly SecurityGroupRuleFacts[],
  port: number,
  peer?: CidrBlock,
): readonly SecurityGroupRuleFacts[] {
  const { byPort, byAddress } = INDEXES.get(rules) ?? indexed(rules);
  const ofSeveralPorts = byPort.get(undefined) ?? [];
  if (!peer?.isAddress) return [...(byPort.get(port) ?? []), ...ofSeveralPorts];
  const ofPort = [addressKey(port, peer), addressKey(port)].flatMap((key) => byAddress.get(key) ?? []);
  return [...ofPort, ...ofSeveralPorts];
}

function indexed(rules: readonly SecurityGroupRuleFacts[]): RuleIndex {
  const byPort = grouped(rules, ({ fromPort, toPort }) => [fromPort === toPort ? fromPort : undefined]);
  const ofOnePort = rules.filter(({ fromPort, toPort }) => fromPort !== undefined && fromPort === toPort);
  const byAddress = grouped(ofOnePort, ({ fromPort = 0, cidrBlocks, securityGroupIds, incomplete }) => {
    const blocks = cidrBlocks.map(parseBlock);
    const isOfAddresses = securityGroupIds.length === 0 && !incomplete && blocks.every((block) => block?.isAddress);
    return isOfAddresses ? blocks.map((block) => addressKey(fromPort, block)) : [addressKey(fromPort)];
  });
  const index = { byPort, byAddress };
  INDEXES.set(rules, index);
  return index;
}

function addressKey(port: number, block?: CidrBlock): string {
  return `${port} ${block?.toString() ?? ""}`;
}

/** Whether a rule applies to a port, for any peer. */
function isAbout(rule: SecurityGroupRuleFacts, transport: Transport, port: number): boolean {
  return isOf(rule.protocol, transport) && inPorts(rule, port);
}

function isPeer({ cidrBlocks, securityGroupIds }: SecurityGroupRuleFacts, peer: Remote): boolean {
  return (
    peer.securityGroupIds.some((id) => securityGroupIds.includes(id)) ||
    cidrBlocks.some((block) => peer.block && parseCidr(block)?.overlaps(peer.block))
  );
}

/** Returns the ACL entry that denies packets, "no entry" if none allows them, or undefined if they pass. */
export function denial(
  { entries }: NetworkAclFacts,
  direction: "inbound" | "outbound",
  transport: Transport,
  ports: Ports,
  peer: CidrBlock,
): NetworkAclEntryFacts | "no entry" | undefined {
  const own = entries
    .filter(({ egress, protocol }) => egress === (direction === "outbound") && isOf(protocol, transport))
    .sort((one, other) => one.number - other.number);
  let open: readonly Ports[] = [ports];
  for (const entry of own) {
    const block = parseBlock(entry.cidrBlock);
    if (!block?.overlaps(peer)) continue;
    const rest = open.flatMap((range) => without(range, entry));
    if (count(rest) === count(open)) continue;
    if (entry.allow) open = rest;
    else if (block.covers(peer)) return entry;
  }
  return open.length > 0 ? "no entry" : undefined;
}

function count(ranges: readonly Ports[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function isOf(protocol: string, transport: Transport): boolean {
  return ["-1", transport, transport === "tcp" ? "6" : "17"].includes(protocol);
}

function inPorts(
  { fromPort, toPort }: { readonly fromPort?: number; readonly toPort?: number },
  port: number,
): boolean {
  return fromPort === undefined || toPort === undefined || (fromPort <= port && port <= toPort);
}

/** Returns the ports that an entry doesn't cover. Returns the same range if it covers none of them. */
function without(range: Ports, { fromPort = 0, toPort = 65535 }: NetworkAclEntryFacts): readonly Ports[] {
  const [from, to] = range;
  if (toPort < from || to < fromPort) return [range];
  const parts: Ports[] = [
    [from, fromPort - 1],
    [toPort + 1, to],
  ];
  return parts.filter(([first, last]) => first <= last);
}
