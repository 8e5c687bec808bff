import type { CidrBlock } from "../../src/private/addresses";
import type { NetworkAclEntryFacts, NetworkAclFacts } from "./facts";
import type { Remote, Ports, Transport } from "./packet-filters";

// AWS CLI commands that fix findings. They contain only IDs, ports and CIDR blocks, so no untrusted text reaches a shell.

/** Returns a command that makes a security group allow a peer. Without a peer, the command has a placeholder. */
export function authorize(
  direction: "inbound" | "outbound",
  groupId: string,
  transport: Transport,
  port: number,
  peer: Remote | undefined,
): string {
  const verb = direction === "inbound" ? "ingress" : "egress";
  const permission = `IpProtocol=${transport},FromPort=${port},ToPort=${port},${peerText(peer)}`;
  return `aws ec2 authorize-security-group-${verb} --group-id ${groupId} --ip-permissions '${permission}'`;
}

/** Returns a peer's first security group if it has one, or else its addresses. */
function peerText({ block, securityGroupIds: [groupId] }: Remote = { securityGroupIds: [] }): string {
  if (groupId !== undefined) return `UserIdGroupPairs=[{GroupId=${groupId}}]`;
  if (block?.kind === "ipv6") return `Ipv6Ranges=[{CidrIpv6=${block.canonical.toString()}}]`;
  return `IpRanges=[{CidrIp=${block?.canonical.toString() ?? "<CIDR block>"}}]`;
}

/** Returns a command that adds an allow rule to a network ACL, before the rule that denies the packets. */
export function allow(
  acl: NetworkAclFacts,
  denying: NetworkAclEntryFacts | "no entry",
  direction: "inbound" | "outbound",
  transport: Transport,
  [from, to]: Ports,
  peer: CidrBlock,
): string {
  const egress = direction === "outbound";
  const taken = new Set(acl.entries.filter((entry) => entry.egress === egress).map(({ number }) => number));
  let number = (denying === "no entry" ? LAST_RULE_NUMBER : denying.number) - 1;
  while (taken.has(number)) number--;
  const block = peer.kind === "ipv6" ? `--ipv6-cidr-block ${peer.toString()}` : `--cidr-block ${peer.toString()}`;
  return (
    `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --${egress ? "egress" : "ingress"} --rule-number ${number} ` +
    `--protocol ${transport} --port-range From=${from},To=${to} ${block} --rule-action allow`
  );
}

/** Number of the last rule, which AWS adds and shows as `*`. */
const LAST_RULE_NUMBER = 32767;

/** The CLI option for each kind of route target, by the prefix of its ID. */
const ROUTE_OPTIONS: readonly [prefix: string, option: string][] = [
  ["pcx-", "--vpc-peering-connection-id"],
  ["tgw-", "--transit-gateway-id"],
  ["eni-", "--network-interface-id"],
  ["nat-", "--nat-gateway-id"],
  ["lgw-", "--local-gateway-id"],
  ["cagw-", "--carrier-gateway-id"],
  ["vpce-", "--vpc-endpoint-id"],
];

/** Returns a command that creates or replaces a route to a CIDR block. `via` is an ID, or a placeholder if it isn't known. */
export function setRoute(verb: "create" | "replace", tableId: string, destination: string, via: string): string {
  const option = destination.includes(":") ? "--destination-ipv6-cidr-block" : "--destination-cidr-block";
  const [, leading = "--gateway-id"] = ROUTE_OPTIONS.find(([prefix]) => via.startsWith(prefix)) ?? [];
  return `aws ec2 ${verb}-route --route-table-id ${tableId} ${option} ${destination} ${leading} ${via}`;
}
