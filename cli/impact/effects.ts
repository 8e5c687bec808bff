import { isDeepStrictEqual } from "node:util";
import type { Json } from "../inventory/json";
import { at } from "../inventory/terraform-resource";
import type { Verdict } from "./verdict";

// What clients see of each change. The command `impact` and docs/changing.md take their words from this table, and
// the tests on real Terraform and in the network twin prove it.

/** What clients see of a change. */
export interface Effect {
  readonly verdict: Verdict;
  readonly clients: string;
  /** What to do if you don't want it. */
  readonly instead?: string;
}

/** What clients see if an argument changes in a certain way. */
export interface Case extends Effect {
  /** The way, for docs: `to false`. */
  readonly when?: string;
  /** Whether the case applies. The last case of an argument applies to every other change. */
  readonly applies?: (before: Json, after: Json) => boolean;
}

/** Time in seconds until a recreated listener accepts connections again, as measured in the network twin: see docs/proof.md. */
export const LISTENER_SECONDS = 1;

const BESIDE = "create a second load balancer, then move the clients";
const OTHER_PORT = "add a forward on another port, move the clients, then remove this one";
const TWO_APPLIES =
  "add the new target beside the old one, wait until it is healthy, then remove the old one in another apply";
const MOVE_FIRST = "move it in the state before the apply, with `terraform state mv`";

/** Changes of whole resources. */
export const EVENTS = {
  loadBalancerReplaced: { verdict: "down", clients: "an outage of minutes, and a new DNS name", instead: BESIDE },
  loadBalancerRemoved: { verdict: "down", clients: "all connections end" },
  zoneAdded: { verdict: "no-effect", clients: "nothing" },
  zoneRemoved: {
    verdict: "cut-off",
    clients: "clients that use the address in that subnet can't connect",
    instead: "move the clients to the other addresses first",
  },
  addressRefused: { verdict: "unchanged", clients: "nothing, because AWS refuses it", instead: BESIDE },
  forwardAdded: { verdict: "new", clients: "nothing on other forwards" },
  forwardRemoved: { verdict: "cut-off", clients: "new connections to that port are refused" },
  forwardForgotten: {
    verdict: "no-effect",
    clients: "nothing: the listener stays on AWS, and Terraform no longer manages it",
  },
  listenerReplaced: {
    verdict: "interrupted",
    clients: "connections are lost, and new ones are refused until the listener is back and a target is healthy",
    instead: OTHER_PORT,
  },
  /** Another listener resource on the same port. */
  listenerMoved: {
    verdict: "cut-off",
    clients:
      "AWS refuses a second listener on the port. If Terraform removes the old listener first, new connections are refused until the new one is there",
    instead: "add a `moved` block from the old address to the new one",
  },
  /** The listener has another protocol afterwards, so that its clients have to change, too. */
  protocolRemoved: {
    verdict: "cut-off",
    clients: "clients of the old protocol can't connect",
    instead: OTHER_PORT,
  },
  newTargetGroup: {
    verdict: "interrupted",
    clients: "new connections fail until one of the new group's targets is healthy",
  },
  targetGroupInUse: {
    verdict: "cut-off",
    clients:
      "new connections fail until the next apply, because the targets are deregistered before AWS refuses to delete the group",
    instead: "replace the listener in the same apply, with `replace_triggered_by`",
  },
  targetAdded: { verdict: "elsewhere", clients: "new connections also go to the new target once it is healthy" },
  targetRemoved: {
    verdict: "drained",
    clients: "new connections go to the other targets. Open ones to the removed target drain",
  },
  allTargetsReplaced: {
    verdict: "interrupted",
    clients: "new connections fail until the new target is healthy",
    instead: TWO_APPLIES,
  },
  targetRegisteredAgain: {
    verdict: "interrupted",
    clients: "new connections fail until the target is healthy again",
    instead: "add another target first, and remove it afterwards",
  },
  /** The same target at another Terraform address: registered first, deregistered afterwards. */
  targetMoved: { verdict: "cut-off", clients: "new connections fail and keep failing", instead: MOVE_FIRST },
  lastTargetRemoved: { verdict: "cut-off", clients: "new connections fail", instead: "remove the listener, too" },
  hostAdded: {
    verdict: "elsewhere",
    clients: "new connections also go to its addresses once the function has registered them and they are healthy",
  },
  hostRemoved: {
    verdict: "drained",
    clients:
      "new connections go to the other hosts. The function deregisters its addresses after `missesBeforeRemoval` runs, and open connections drain",
  },
  /** The old addresses stay until a new one is healthy. */
  hostReplaced: {
    verdict: "drained",
    clients:
      "new connections go to the new addresses once they are healthy. The function deregisters the old ones after `missesBeforeRemoval` runs, and open connections drain",
  },
  hostFunctionChanged: {
    verdict: "no-effect",
    clients: "nothing: targets stay as they are until the function's next run",
  },
  hostFunctionReach: {
    verdict: "unknown",
    clients:
      "nothing, if the function still gets the same answers and reaches AWS's API. Or else targets are no longer kept current",
  },
  hostFunctionRemoved: {
    verdict: "unknown",
    clients:
      "nothing until an address of a host changes. Then new connections fail, because targets are no longer kept current",
    instead: "keep the function while a forward has a `targetHost`",
  },
  clientAdded: { verdict: "no-effect", clients: "that client can open new connections" },
  clientRemoved: { verdict: "cut-off", clients: "that client can't open new connections" },
  ruleReplaced: { verdict: "interrupted", clients: "that client can't open new connections until its rule is back" },
  /** The same rule at another Terraform address. */
  ruleMoved: {
    verdict: "cut-off",
    clients: "AWS rejects a duplicate rule, and that client can't open new connections once the old rule is gone",
    instead: MOVE_FIRST,
  },
  groupAdded: { verdict: "no-effect", clients: "that group's clients can open new connections" },
  groupUnknown: { verdict: "unknown", clients: "clients that only that group admits can't open new connections" },
  rulesExclusive: {
    verdict: "unknown",
    clients: "clients and targets that only a rule outside of its list allows are cut off",
  },
  targetNotReachable: {
    verdict: "cut-off",
    clients: "connections fail, because the load balancer's security groups don't let it reach the target",
    instead: "add an outbound rule for the target",
  },
  outboundReplaced: {
    verdict: "interrupted",
    clients: "connections fail until the rule is back, a few seconds",
  },
  outboundMoved: {
    verdict: "cut-off",
    clients: "AWS rejects a duplicate rule, and connections fail once the old rule is gone",
    instead: MOVE_FIRST,
  },
  targetRuleAdded: { verdict: "no-effect", clients: "nothing" },
  targetRuleRemoved: { verdict: "unknown", clients: "connections fail if no other rule admits the load balancer" },
  certificateAdded: { verdict: "no-effect", clients: "clients of its host names get the new certificate" },
  certificateRemoved: { verdict: "unknown", clients: "clients of its host names get the default certificate" },
} as const satisfies Readonly<Record<string, Effect>>;

/** The argument doesn't concern clients. */
const NOTHING: readonly Case[] = [{ verdict: "no-effect", clients: "nothing" }];

const CROSS_ZONE: readonly Case[] = [
  {
    when: "turned off",
    applies: (_, after) => after !== true && after !== "true",
    verdict: "unknown",
    clients: "nothing, if each zone has a healthy target",
  },
  { verdict: "no-effect", clients: "nothing" },
];

/** Arguments of a health check that decide what a target has to answer. */
const ANSWERED = ["protocol", "port", "path", "matcher"];

const HEALTH_CHECK = [
  {
    when: "what it asks for",
    applies: (before, after) => ANSWERED.some((name) => !isDeepStrictEqual(at(before, name), at(after, name))),
    verdict: "unknown",
    clients: "nothing, if the targets pass the new check",
  },
  { when: "its times and thresholds", verdict: "no-effect", clients: "nothing, if the targets stay healthy" },
] as const satisfies readonly Case[];

/** Arguments that Terraform updates in place, by resource type. */
export const ARGUMENTS = {
  aws_lb: {
    access_logs: NOTHING,
    connection_logs: NOTHING,
    dns_record_client_routing_policy: NOTHING,
    enable_cross_zone_load_balancing: CROSS_ZONE,
    enable_deletion_protection: NOTHING,
    enable_zonal_shift: NOTHING,
    enforce_security_group_inbound_rules_on_private_link_traffic: [
      { when: "to off", applies: (_, after) => after === "off", verdict: "no-effect", clients: "nothing" },
      {
        when: "to on",
        verdict: "unknown",
        clients: "clients over PrivateLink that no inbound rule admits can't open new connections",
      },
    ],
    ip_address_type: [
      {
        when: "to `ipv4`",
        applies: (_, after) => after === "ipv4",
        verdict: "cut-off",
        clients: "nothing over IPv4. Connections over IPv6 fail",
      },
      { verdict: "no-effect", clients: "nothing" },
    ],
    minimum_load_balancer_capacity: NOTHING,
    tags: NOTHING,
    timeouts: NOTHING,
  },
  aws_lb_listener: {
    alpn_policy: [{ verdict: "unknown", clients: "new connections negotiate another application protocol" }],
    certificate_arn: [{ verdict: "no-effect", clients: "the new certificate on new connections" }],
    ssl_policy: [
      {
        verdict: "unknown",
        clients: "clients without a TLS version and cipher of the new policy can't connect",
      },
    ],
    tags: NOTHING,
    tcp_idle_timeout_seconds: NOTHING,
    timeouts: NOTHING,
  },
  aws_lb_target_group: {
    connection_termination: NOTHING,
    deregistration_delay: NOTHING,
    health_check: HEALTH_CHECK,
    lambda_multi_value_headers_enabled: NOTHING,
    load_balancing_cross_zone_enabled: CROSS_ZONE,
    preserve_client_ip: [
      {
        verdict: "unknown",
        clients: "nothing, if the targets' security groups admit the source addresses that they see then",
      },
    ],
    proxy_protocol_v2: [
      {
        verdict: "cut-off",
        clients: "new connections fail until the targets expect the same",
        instead: OTHER_PORT,
      },
    ],
    stickiness: NOTHING,
    tags: NOTHING,
    target_group_health: [{ verdict: "unknown", clients: "nothing, if enough targets are healthy" }],
    target_health_state: [{ verdict: "no-effect", clients: "nothing while the targets are healthy" }],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Case[]>>>>;

/** Returns what clients see if an argument changes in place. Undefined if this version doesn't know the argument. */
export function effectOf(type: string, argument: string, before: Json, after: Json): Effect | undefined {
  return casesOf(type, argument).find(({ applies }) => applies?.(before, after) ?? true);
}

/** Returns what clients see if an argument changes in place, whatever its values are. */
export function onlyEffectOf(type: string, argument: string): Effect | undefined {
  const [only, ...others] = casesOf(type, argument);
  return others.length === 0 ? only : undefined;
}

function casesOf(type: string, argument: string): readonly Case[] {
  return (ARGUMENTS as Readonly<Record<string, Readonly<Record<string, readonly Case[]>>>>)[type]?.[argument] ?? [];
}
