import type { CidrBlock } from "../../../src/private/addresses";
import { parseBlock, parseCidr } from "../parsed";
import type { Cause } from "../cause";
import { allow } from "../commands";
import { type Concern, type Finding, from, through } from "../finding";
import { denial, EPHEMERAL, type Ports, type Transport } from "../packet-filters";
import { type Flow, type Pair, type Situation, transportsOf } from "../situation";
import { address, subnetText } from "../words";

/** The network ACL of the load balancer's or a target's subnet blocks packets, or the answers to them. */
export const networkAcl: Cause = {
  id: "network-acl",
  explains: ["target-health"],
  find: (situation) =>
    [
      ...situation.pairs.flatMap((pair) => crossingsOfClients(situation, pair)),
      ...situation.destinations.flatMap(({ flows }) => flows.flatMap((flow) => crossingsOfFlow(situation, flow))),
    ].flatMap((crossing) => finding(situation, crossing)),
};

/** Packets that enter or leave a subnet. */
interface Crossing {
  readonly subnetId: string;
  readonly direction: "inbound" | "outbound";
  readonly transport: Transport;
  readonly ports: Ports;
  readonly peer: CidrBlock;
  readonly what: string;
  readonly concern: Concern;
}

/** Returns what passes between a node and a target: out of one subnet, into the other, and back. Nothing within one subnet. */
function crossingsOfFlow(situation: Situation, flow: Flow): Crossing[] {
  const { node, target, transport, port, pair, purpose } = flow;
  const block = parseBlock(target.ip);
  const targetSubnet = situation.subnetIdOf(target);
  if (!block || targetSubnet === node.subnetId) return [];
  const common = { transport, concern: { ...through(pair, target), zone: node.zone } };
  const ports: Ports = [port, port];
  const near = exchange({ ...common, subnetId: node.subnetId, peer: block }, "outbound", ports, purpose);
  if (targetSubnet === undefined) return near;
  const far = situation
    .peers(flow)
    .flatMap(({ block: peer }) =>
      peer ? exchange({ ...common, subnetId: targetSubnet, peer }, "inbound", ports, purpose) : [],
    );
  return [...near, ...far];
}

/** Returns what passes between clients and nodes. If the clients aren't known, the ACL must allow at least some addresses. */
function crossingsOfClients(situation: Situation, pair: Pair): Crossing[] {
  const { row, listener, protocol, listenerPort } = pair;
  if (!row || !listener) return [];
  const known = situation.clientsOf(pair).blocks;
  const peers = known.length > 0 ? known : [parseCidr("0.0.0.0/0")].filter((block) => block !== undefined);
  return (situation.loadBalancer?.nodes ?? []).flatMap((node) =>
    transportsOf(protocol).flatMap((transport) =>
      peers.flatMap((peer) => {
        const common = { subnetId: node.subnetId, transport, peer, concern: from(pair, node) };
        return exchange(common, "inbound", [listenerPort, listenerPort], "client connections");
      }),
    ),
  );
}

/** Returns packets and the answers to them. */
function exchange(
  common: Pick<Crossing, "subnetId" | "transport" | "peer" | "concern">,
  direction: "inbound" | "outbound",
  ports: Ports,
  what: string,
): Crossing[] {
  const back = direction === "inbound" ? "outbound" : "inbound";
  return [
    { ...common, direction, ports, what },
    { ...common, direction: back, ports: EPHEMERAL, what: "answers" },
  ];
}

function finding(situation: Situation, crossing: Crossing): Finding[] {
  const { subnetId, direction, transport, ports, peer, what, concern } = crossing;
  const acl = situation.network.networkAcl(subnetId);
  const denied = acl && denial(acl, direction, transport, ports, peer);
  if (!acl || !denied) return [];
  const [from, to] = ports;
  const who = `${direction === "inbound" ? "from" : "to"} ${address(peer)}`;
  const packets = `${direction} ${transport.toUpperCase()} ${from === to ? from : `${from}-${to}`} ${who}`;
  return [
    {
      subject: `network ACL ${acl.id} of ${subnetText(situation, subnetId)}`,
      seen: denied === "no entry" ? `no rule allows ${packets}` : `rule ${ruleText(denied.number)} denies ${packets}`,
      expected: `a rule that allows ${what}`,
      fix: { commands: [allow(acl, denied, direction, transport, ports, peer)] },
      concerns: [concern],
    },
  ];
}

/** Returns a rule's number as the AWS console shows it. */
function ruleText(number: number): string {
  return number === 32767 ? "*" : String(number);
}
