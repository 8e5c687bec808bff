import type { Rule, Transport } from "../../inventory/security-group-rules";
import type { Cause } from "../cause";
import { type Effect, EVENTS } from "../effects";
import type { Network } from "../network";
import { isSensitive, type Situation, transportsOf } from "../situation";
import { allows, continuityOf } from "./continuity";

/** Clients that the load balancer's security groups admit before or after the apply, but not both. */
export function clientCauses(situation: Situation): Cause[] {
  const { groups, loadBalancer, forward } = situation;
  const { before, after, listenerPort } = forward;
  if (!before || !after || groups.keys.before.size === 0) return [];
  const resource = loadBalancer.planned?.address ?? "";
  const areUnknown = loadBalancer.planned?.unknown.includes("security_groups") === true;
  if (areUnknown && groups.keys.after.size === 0) {
    const clients = "its new security groups are known only after the apply";
    return [{ verdict: "unknown", change: "security groups", clients, resource }];
  }
  const old = groups.ingress.before.for(listenerPort);
  const next = groups.ingress.after.for(listenerPort);
  const transports = transportsOf(after.listener);
  const takenOff = [...groups.keys.before].filter((key) => isForeign(key, groups.keys.after, groups));
  const added = [...groups.keys.after].filter((key) => !groups.keys.before.has(key));
  const exclusive = [...groups.keys.after].flatMap((key) => situation.network.exclusive.get(key) ?? []);
  return distinct([
    ...exclusive.map(({ address }) => ({
      ...EVENTS.rulesExclusive,
      change: "rules that aren't in a list are removed",
      resource: address,
    })),
    ...old.flatMap((rule) => transports.flatMap((transport) => lostCauses(situation, rule, transport, next))),
    ...addedClients(situation, old, next, transports),
    ...added
      .filter((key) => !groups.managed.has(key))
      .map((key) => ({ ...EVENTS.groupAdded, change: `security group ${groupText(situation, key)} added`, resource })),
    ...takenOff.map((key) => ({
      ...EVENTS.groupUnknown,
      change: `security group ${groupText(situation, key)} ${areUnknown ? "may be " : ""}taken off`,
      resource,
    })),
  ]);
}

function isForeign(key: string, after: ReadonlySet<string>, { managed }: Situation["groups"]): boolean {
  return !after.has(key) && !managed.has(key);
}

/** Returns what happens to the clients that a rule admits over a transport protocol. */
function lostCauses(situation: Situation, rule: Rule, transport: Transport, next: readonly Rule[]): Cause[] {
  const { network, groups } = situation;
  if (!allows(rule, transport)) return [];
  // Most rules stay as they are. This makes long lists fast.
  if (network.planned(rule.resource)?.action === "none" && groups.keys.after.has(rule.group)) {
    return prefixListCauses(network, rule);
  }
  const usable = next.filter((other) => allows(other, transport));
  const covering = usable.filter((other) => covers(network, other, rule));
  const client = clientText(rule);
  const cause = (event: Effect, change: string, clients: string = event.clients): Cause[] => [
    { ...event, change, clients, resource: rule.resource.address },
  ];
  switch (continuityOf(network, rule, covering)) {
    case "kept":
      return [];
    case "gap":
      return cause(
        EVENTS.ruleReplaced,
        `rule of ${client} replaced`,
        `${client} can't open new connections until its new rule is there, a few seconds`,
      );
    case "moved":
      return cause(EVENTS.ruleMoved, `rule of ${client} at another Terraform address`);
    case "lost": {
      const isUncertain = groups.hasForeign || usable.some((other) => mayAdmit(network, other, rule));
      const isChanged = network.planned(rule.resource)?.action === "update";
      return isUncertain
        ? cause(
            { verdict: "unknown", clients: "" },
            isChanged ? `rule of ${client} changed` : `client ${client} removed`,
            `${client} can't open new connections, unless another rule or security group admits it`,
          )
        : cause(
            EVENTS.clientRemoved,
            `client ${client} removed`,
            `${client} can't open new connections; open ones may stay`,
          );
    }
  }
}

function prefixListCauses({ changedPrefixLists }: Network, rule: Rule): Cause[] {
  if (rule.peer === undefined || !changedPrefixLists.has(rule.peer)) return [];
  const client = clientText(rule);
  const clients = "clients whose entry is removed can't open new connections";
  return [{ verdict: "unknown", change: `prefix list ${client}`, clients, resource: rule.resource.address }];
}

function addedClients(
  { network }: Situation,
  old: readonly Rule[],
  next: readonly Rule[],
  transports: readonly Transport[],
): Cause[] {
  const isNew = (rule: Rule): boolean =>
    rule.peer !== undefined &&
    network.planned(rule.resource)?.action === "create" &&
    transports.some(
      (transport) =>
        allows(rule, transport) && !old.some((other) => allows(other, transport) && covers(network, other, rule)),
    );
  return next.filter(isNew).map((rule) => {
    const client = clientText(rule);
    return {
      ...EVENTS.clientAdded,
      change: `client ${client} added`,
      clients: `${client} can open new connections`,
      resource: rule.resource.address,
    };
  });
}

/** Whether a rule has every client of another one. */
function covers(network: Network, rule: Rule, { peer: narrow }: Rule): boolean {
  const { peer: wide } = rule;
  if (wide === undefined || narrow === undefined || areUnknownPorts(network, rule)) return false;
  if (wide === narrow) return true;
  const [block, other] = [network.block(wide), network.block(narrow)];
  return other !== undefined && block?.kind === other.kind && block.covers(other);
}

/** Whether Terraform knows the ports of a rule only after the apply. */
function areUnknownPorts(network: Network, { resource, ports }: Rule): boolean {
  const { unknown = [] } = network.planned(resource) ?? {};
  return ports === undefined && ["from_port", "to_port"].some((argument) => unknown.includes(argument));
}

/** Whether a rule may have some of another one's clients: a part of them, or clients that the plan doesn't know. */
function mayAdmit(network: Network, { peer }: Rule, rule: Rule): boolean {
  if (peer === undefined) return true;
  const [block, other] = [network.block(peer), network.block(rule.peer ?? "")];
  // Another security group has other clients. A group or a prefix list may have any address of a block.
  if (!block && !other) return [peer, rule.peer].some((one) => one?.startsWith("pl-") === true);
  return !block || !other || (block.kind === other.kind && block.overlaps(other));
}

/** Arguments that name a rule's clients. */
const PEERS = [
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "prefix_list_ids",
  "referenced_security_group_id",
  "source_security_group_id",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "ingress",
];

function clientText({ peer, resource }: Rule): string {
  if (PEERS.some((argument) => isSensitive(resource, argument))) return "(sensitive value)";
  return peer ?? "(known after apply)";
}

function groupText({ loadBalancer: { before, after } }: Situation, key: string): string {
  const isHidden = [before, after].some((side) => side?.resource && isSensitive(side.resource, "security_groups"));
  return isHidden ? "(sensitive value)" : key;
}

function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.change} ${cause.resource}`, cause])).values()];
}
