import type { Cause } from "../cause";
import { authorize } from "../commands";
import { type Finding, forward } from "../finding";
import { admits, rulesAbout, type Transport } from "../packet-filters";
import { type Pair, peerNamed, type Situation, transportsOf } from "../situation";
import { DEPLOY, enumerated, groupsText } from "../words";

/** The load balancer's security groups block clients. */
export const loadBalancerInbound: Cause = {
  id: "load-balancer-inbound",
  explains: [],
  find: (situation) =>
    situation.pairs.flatMap((pair) =>
      transportsOf(pair.protocol).flatMap((transport) => finding(situation, pair, transport)),
    ),
};

function finding(situation: Situation, pair: Pair, transport: Transport): Finding[] {
  const ids = situation.loadBalancer?.securityGroupIds ?? [];
  const groups = situation.network.securityGroups(ids) ?? [];
  const [group] = groups;
  const { row, listener, listenerPort } = pair;
  if (!group || !row || !listener) return [];

  const named = row.clients ?? [];
  const clients = named.map((name) => ({ name, peer: peerNamed(name) }));
  const refused = clients.filter(({ peer }) => peer && !admits(groups, "inbound", transport, listenerPort, peer));
  const isOpen = groups.some(({ inbound }) => rulesAbout(inbound, transport, listenerPort).length > 0);
  if (named.length > 0 ? refused.length === 0 : isOpen) return [];

  const socket = `${transport.toUpperCase()} ${listenerPort}`;
  const peers = refused.length > 0 ? refused.map(({ peer }) => peer) : [undefined];
  return [
    {
      subject: `security group ${groupsText(situation, ids)} of the load balancer`,
      seen: `no inbound rule allows ${socket} from ${refused.length > 0 ? enumerated(refused.map(({ name }) => name)) : "anyone"}`,
      expected: `a rule that allows the clients on ${socket}`,
      fix: {
        advice: refused.length > 0 ? APPLY_RULE : "set clientCidrBlocks and apply",
        commands: peers.map((peer) => authorize("inbound", group.id, transport, listenerPort, peer)),
      },
      concerns: [forward(pair)],
    },
  ];
}

const APPLY_RULE = `apply the list, which contains the rule: ${DEPLOY}`;
