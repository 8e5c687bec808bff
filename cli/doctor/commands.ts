import type { CidrBlock } from "../../src/private/addresses";
import type { NetworkAclEntryFacts, NetworkAclFacts } from "./facts";
import type { Remote, Ports, Transport } from "./packet-filters";

// Commands of the AWS CLI that mend what was found. Each is made of ids, ports and blocks of addresses alone.

/** Has a security group admit a peer; without one, whoever the user puts there. */
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

/** A peer's first security group, where it has one, else its addresses. */
function peerText({ block, securityGroupIds: [groupId] }: Remote = { securityGroupIds: [] }): string {
  if (groupId !== undefined) return `UserIdGroupPairs=[{GroupId=${groupId}}]`;
  if (block?.kind === "ipv6") return `Ipv6Ranges=[{CidrIpv6=${block.canonical.toString()}}]`;
  return `IpRanges=[{CidrIp=${block?.canonical.toString() ?? "<CIDR block>"}}]`;
}

/** Has a network ACL let packets through, before the entry that keeps them. */
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

/** AWS's own last one, `*`. */
const LAST_RULE_NUMBER = 32767;

/** How a route names what it leads to, by the beginning of its id. */
const ROUTE_OPTIONS: readonly [prefix: string, option: string][] = [
  ["pcx-", "--vpc-peering-connection-id"],
  ["tgw-", "--transit-gateway-id"],
  ["eni-", "--network-interface-id"],
  ["nat-", "--nat-gateway-id"],
  ["lgw-", "--local-gateway-id"],
  ["cagw-", "--carrier-gateway-id"],
  ["vpce-", "--vpc-endpoint-id"],
];

/** Has a route table lead to a block: through what has an id, where it is known what that is to be. */
export function lead(verb: "create" | "replace", tableId: string, destination: string, via: string): string {
  const option = destination.includes(":") ? "--destination-ipv6-cidr-block" : "--destination-cidr-block";
  const [, leading = "--gateway-id"] = ROUTE_OPTIONS.find(([prefix]) => via.startsWith(prefix)) ?? [];
  return `aws ec2 ${verb}-route --route-table-id ${tableId} ${option} ${destination} ${leading} ${via}`;
}
