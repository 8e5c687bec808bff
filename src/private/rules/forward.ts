import { type ForwardDefaults, ForwardProtocol, HealthCheckProtocol } from "../../forward-defaults";
import { type PortForward, TargetIpAddressType } from "../../port-forward";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import { makesRequests } from "../defaults/forward-options";
import type { Given } from "../given";
import { AWS_NAME, DESCRIPTION, list, oneOf, PORT } from "./bounds";
import { GROUP_HEALTH, PROTOCOLS_OF_OPTION, SECURITY_POLICIES } from "../options";
import { groups } from "./security-groups";
import { OPTION_BOUNDS } from "./forward-options";
import { closest, distance } from "fastest-levenshtein";
import { shown } from "../shown";
import { SSL_POLICIES } from "./ssl-policies";
import { type ForwardSubject, settled } from "./forward-subject";
import { ALB, hostOf, TARGET_BOUNDS, TARGET_IN_NETWORK } from "./forward-target";
import { REQUEST_OPTION_RULES, TIMEOUT_WITHIN_INTERVAL } from "./health-check";
import { HOST_NEEDS_FUNCTION } from "./host-targets";
import { literal, optional, required, type Rule } from "./rule";
import { API, NLB } from "./sources";
import { FAMILIES, FAMILY_OF_ALB, FAMILY_OF_TARGETS } from "./target-type";
import { ALB_ALONE, ALB_CHECKED_BY_REQUESTS, ALB_OVER_TCP, GROUPS_OF_TARGETS, ofTargets } from "./target-type";
import { uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// Rules of a row of the list.

/** Names a row in messages. */
export function forwardLabel(index: number, given: Given | undefined): string {
  const listenerPort = given?.listenerPort;
  const literal = Number.isFinite(listenerPort) && !isUnresolved(listenerPort);
  return literal ? `forwards[${index}] (listener ${String(listenerPort)})` : `forwards[${index}]`;
}

const { TCP, UDP, TCP_UDP, TLS } = ForwardProtocol;
const LISTENERS = `${NLB}/load-balancer-listeners.html`;
const CLIENT_IP_PRESERVATION = `${NLB}/edit-target-group-attributes.html#client-ip-preservation`;

/** Returns whether a forward carries datagrams. AWS always preserves the client's address for those. */
function isDatagram({ protocol }: ForwardSettings): boolean {
  return protocol === UDP || protocol === TCP_UDP;
}

/** Returns a target that can't answer a client whose address is preserved: its answer would bypass the load balancer. */
function unansweringTarget({ targets, sameRegionPeering }: ForwardSettings): string | undefined {
  return sameRegionPeering ? undefined : targets.find(({ external }) => external)?.id;
}

const ONE_LISTENER_PER_PORT: Rule<ForwardSubject> = {
  title: "One listener per port",
  prop: "listenerPort",
  bound:
    "each port once per load balancer, with one `TCP_UDP` forward for TCP and UDP; two listeners on one port would " +
    "overwrite each other without an error",
  severity: "error",
  source: "https://github.com/hashicorp/terraform-provider-aws/issues/40417",
  name: "one-listener-per-port",
  problems: ({ index, first, forward: { listenerPort, protocol } }) => {
    if (!first) return [];
    const both = [protocol, first.forward.protocol];
    const rows = `forwards[${index}] and forwards[${first.index}] both listen on`;
    if (both.includes(TCP) && both.includes(UDP)) {
      return [
        `${rows} ${listenerPort}, with ${both.join(" and ")}. Merge them into one forward with protocol TCP_UDP, or give ` +
          "each its own listenerPort.",
      ];
    }
    return [`${rows} ${protocol} ${listenerPort}. Give each forward its own listenerPort.`];
  },
};

const DATAGRAMS_ANSWERED = settled(
  {
    title: "UDP to targets outside the VPC",
    prop: "protocol",
    bound: "`UDP` and `TCP_UDP` only with `sameRegionPeering`; otherwise answers would bypass the load balancer",
    source: CLIENT_IP_PRESERVATION,
    name: "datagrams-answered",
  },
  (forward) => {
    const target = unansweringTarget(forward);
    if (!isDatagram(forward) || target === undefined) return undefined;
    return (
      `'protocol' is ${forward.protocol}, which preserves the client's address, and ${target} is outside the VPC, so its ` +
      "answers would bypass the load balancer. Set sameRegionPeering: true if the target is in a peered VPC of the same Region; " +
      "otherwise use TCP."
    );
  },
);

const DATAGRAMS_OVER_IPV4 = settled(
  {
    title: "UDP of dual-stack load balancers",
    prop: "protocol",
    bound: "`TCP` or `TLS` if `ipAddressType` is `dualstack`",
    source: LISTENERS,
    name: "datagrams-over-ipv4",
  },
  (forward, { loadBalancer }) =>
    isDatagram(forward) && loadBalancer.ipAddressType === NlbIpAddressType.DUALSTACK
      ? `'protocol' is ${forward.protocol}, which a dual-stack load balancer supports only with IPv6 source NAT, but provider ` +
        `5.100 has no argument for that. Set ipAddressType: ${NlbIpAddressType.IPV4}, or give this forward its own load balancer.`
      : undefined,
);

const PORT_OF_UDP_CHECK = settled(
  {
    title: "Health checks of UDP",
    prop: "healthCheck.port",
    bound: "required for `UDP`: a port that answers TCP",
    source: `${NLB}/target-group-health-checks.html`,
    name: "port-of-udp-check",
  },
  ({ protocol, healthCheck }) =>
    protocol === UDP && healthCheck.port === undefined
      ? `'healthCheck.port' is missing, and the targets of a UDP forward are checked over ${healthCheck.protocol}. Set a port ` +
        `on which the targets answer ${healthCheck.protocol}.`
      : undefined,
);

const PRESERVED_FOR_DATAGRAMS = settled(
  {
    title: "Client IP preservation",
    prop: "preserveClientIp",
    bound: "not false for `UDP` and `TCP_UDP`",
    source: CLIENT_IP_PRESERVATION,
    name: "preserved-for-datagrams",
  },
  (forward) =>
    isDatagram(forward) && forward.preserveClientIp === false
      ? `'preserveClientIp' is false, but ${forward.protocol} always preserves the client's address. Set preserveClientIp: true.`
      : undefined,
);

const PRESERVED_IN_REACH = settled(
  {
    title: "Client IP preservation",
    prop: "preserveClientIp",
    bound: "not true for a target outside the VPC, unless `sameRegionPeering` is true",
    source: CLIENT_IP_PRESERVATION,
    name: "preserved-in-reach",
  },
  (forward) => {
    const target = unansweringTarget(forward);
    if (forward.preserveClientIp !== true || isDatagram(forward) || target === undefined) return undefined;
    return (
      `'preserveClientIp' is true, but ${target} is outside the VPC, so its answers would bypass the load balancer. Set ` +
      "preserveClientIp: false, or sameRegionPeering: true if the target is in a peered VPC of the same Region."
    );
  },
);

/**
 * Returns the IP, port and transport of each target that sees its clients' addresses. If two rows share one, two
 * connections of one client socket can collide at that target.
 */
export function preservedSockets(forward: ForwardSettings): string[] {
  const { protocol, preserveClientIp, targets } = forward;
  if (!isDatagram(forward) && preserveClientIp !== true) return [];
  const transports = protocol === TCP_UDP ? ["tcp", "udp"] : [protocol === UDP ? "udp" : "tcp"];
  return targets.flatMap((target) => {
    const host = hostOf(target);
    return host === undefined ? [] : transports.map((transport) => `${transport} ${host} ${target.targetPort}`);
  });
}

const PRESERVED_ONCE: Rule<ForwardSubject> = {
  title: "Client IP preservation",
  prop: "preserveClientIp",
  bound: "not on two forwards to one target IP and port, where connections of one client socket would collide",
  severity: "warning",
  source: `${NLB}/load-balancer-troubleshooting.html`,
  name: "preserved-once",
  problems: ({ index, first, preservedBefore, forward }) => {
    if (!preservedBefore || first) return [];
    const both = new Set(preservedSockets(preservedBefore.forward));
    const socket = preservedSockets(forward).find((each) => both.has(each)) ?? "";
    return [
      `forwards[${index}] (listener ${forward.listenerPort}) and forwards[${preservedBefore.index}] (listener ` +
        `${preservedBefore.forward.listenerPort}) both reach ${socket} with the client's address, so connections of one ` +
        "client socket collide there. Give each its own target port, or set preserveClientIp: false.",
    ];
  },
};

const HEADER_ON_REQUESTS = settled(
  {
    title: "Proxy Protocol on health checks",
    prop: "proxyProtocolV2",
    bound: "HTTP and HTTPS health checks have the header too",
    severity: "warning",
    source: `${NLB}/edit-target-group-attributes.html#proxy-protocol`,
    name: "header-on-requests",
  },
  ({ proxyProtocolV2, healthCheck, targetType }) =>
    proxyProtocolV2 === true && makesRequests(healthCheck.protocol) && targetType !== "alb"
      ? `'proxyProtocolV2' is true, so the ${healthCheck.protocol} requests of health checks begin with its header too. ` +
        `Make sure that the server accepts it there, or check over ${HealthCheckProtocol.TCP}.`
      : undefined,
);

const TERMINATION_OFF = settled(
  {
    title: "Connection termination",
    prop: "connectionTermination",
    bound: "`false` takes effect on a new UDP or TCP_UDP target group only at the second apply",
    severity: "warning",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/elbv2/target_group.go",
    name: "termination-off",
  },
  (forward) =>
    forward.connectionTermination === false && isDatagram(forward)
      ? "'connectionTermination' is false, which provider 5.100 sets on a new UDP target group only at the second apply. " +
        "Apply again after the forward is created."
      : undefined,
);

const STICKY = settled(
  {
    title: "Stickiness",
    prop: "stickiness",
    bound: "not for `TLS`",
    source: `${NLB}/edit-target-group-attributes.html#sticky-sessions`,
    name: "sticky",
  },
  ({ stickiness, protocol }) =>
    stickiness === true && protocol === TLS
      ? "'stickiness' is true, but TLS listeners don't support it. Set stickiness: false, or use TCP."
      : undefined,
);

const DRAINING_WITHOUT_TERMINATION = settled(
  {
    name: "draining-without-termination",
    title: "Unhealthy draining intervals",
    prop: "unhealthyDrainingIntervalSeconds",
    bound: "above 0 only with `unhealthyConnectionTermination: false`",
    source: `${NLB}/edit-target-group-attributes.html#unhealthy-draining-interval`,
  },
  ({ unhealthyDrainingIntervalSeconds: interval = 0, unhealthyConnectionTermination: terminates }) =>
    interval > 0 && terminates === true
      ? `'unhealthyDrainingIntervalSeconds' is ${interval}, but connections to unhealthy targets are closed at once. ` +
        "Set unhealthyConnectionTermination: false."
      : undefined,
);

/** AWS rejects a group that sends connections to unhealthy targets before DNS avoids the zone. */
function dnsBeforeRouting(what: "Count" | "Percentage"): Rule<ForwardSubject> {
  const [dns, routing] = [`dnsMinimumHealthyTarget${what}`, `routingMinimumHealthyTarget${what}`] as const;
  return settled(
    {
      name: "dns-before-routing",
      title: "Target group health",
      prop: routing,
      bound: `at most \`${dns}\``,
      source: GROUP_HEALTH,
    },
    ({ [dns]: least = NaN, [routing]: count = NaN }) =>
      Number.isInteger(least) && least >= 1 && count > least
        ? `'${routing}' is ${count}, but '${dns}' is ${least}, and AWS requires that DNS avoids a zone first. Raise ${dns}, ` +
          `or lower ${routing}.`
        : undefined,
  );
}

const LONGEST_POLICY = 64;

const KNOWN_POLICY = settled(
  {
    title: "Names of security policies",
    prop: "sslPolicy",
    bound: "one of AWS's policies, as of November 2026",
    severity: "warning",
    source: SECURITY_POLICIES,
    name: "known-policy",
  },
  ({ protocol, sslPolicy }) => {
    if (protocol !== TLS || !sslPolicy || isUnresolved(sslPolicy) || SSL_POLICIES.includes(sslPolicy)) {
      return undefined;
    }
    const given = sslPolicy.slice(0, LONGEST_POLICY);
    const nearest = closest(given, [...SSL_POLICIES]);
    const isSlip = distance(given, nearest) < nearest.length / 4;
    return (
      `'sslPolicy' ${shown(sslPolicy)} isn't one of AWS's policies as of November 2026. ` +
      `${isSlip ? `Did you mean ${nearest}? ` : ""}To list your Region's policies, run aws elbv2 describe-ssl-policies.`
    );
  },
);

const CERTIFICATE_FOR_TLS = settled(
  {
    title: "Certificates",
    prop: "certificateArn",
    bound: "required for `TLS`",
    source: `${NLB}/tls-listener-certificates.html`,
    name: "certificate-for-tls",
  },
  ({ protocol, certificateArn }) =>
    protocol === TLS && certificateArn === undefined
      ? "'certificateArn' is missing, but a TLS listener needs a certificate. Set it here or in forwardDefaults."
      : undefined,
);

/** Rejects a prop that becomes rules of the construct's security group, if there is none. */
function takesAGroup(title: string, prop: "clientCidrBlocks" | "targetSecurityGroupIds"): Rule<ForwardSubject> {
  return settled(
    {
      title,
      prop,
      bound: "only if the construct has `clientCidrBlocks` or `clientSecurityGroupIds`",
      source: `${NLB}/load-balancer-security-groups.html`,
      name: "clients-take-a-group",
    },
    (_, { given, loadBalancer }) =>
      given[prop] !== undefined && !loadBalancer.clients
        ? `'${prop}' requires the construct's security group. A forward alone doesn't create it, since adding it to an ` +
          "existing load balancer replaces the load balancer. Set the construct's clientCidrBlocks too; [] is enough."
        : undefined,
  );
}

const SOME_CLIENT = settled(
  {
    title: "Clients of a forward",
    prop: "clientCidrBlocks",
    bound: "not empty, if the construct creates the only security group",
    severity: "warning",
    source: `${NLB}/load-balancer-security-groups.html`,
    name: "some-client",
  },
  ({ clientCidrBlocks }, { loadBalancer: { clients, securityGroupIds } }) =>
    clients && clientCidrBlocks.length + clients.securityGroupIds.length === 0 && !securityGroupIds.length
      ? "'clientCidrBlocks' lets nobody connect. Add blocks here or to the construct, or set clientSecurityGroupIds."
      : undefined,
);

/** Rejects an option that the forward's protocol doesn't support, if the row itself sets it. */
function ofProtocol(option: keyof ForwardDefaults): Rule<ForwardSubject>[] {
  const protocols = PROTOCOLS_OF_OPTION.get(option);
  if (protocols === undefined) return [];
  const only = protocols.join(" or ");
  const refused = settled(
    {
      name: "option-of-protocols",
      title: "Options of one protocol",
      prop: option,
      bound: `${protocols.map((protocol) => `\`${protocol}\``).join(" or ")} only; in \`forwardDefaults\`, other forwards ignore it`,
      source: LISTENERS,
    },
    ({ protocol }, { given }) =>
      given[option] !== undefined && !protocols.includes(protocol) && Object.values(ForwardProtocol).includes(protocol)
        ? `'${option}' is for ${only}, but 'protocol' is ${protocol}. Remove it, or set protocol: ${only}.`
        : undefined,
  );
  return [refused];
}

/** Bounds of each prop of a row by itself. */
export const FORWARD_BOUNDS: Record<keyof PortForward, readonly Rule[]> = {
  listenerPort: [required("listenerPort", PORT)],
  ...TARGET_BOUNDS,
  targetAlbArn: [optional("targetAlbArn", ALB)],
  targetIpAddressType: [
    literal(
      "targetIpAddressType",
      "Families of addresses",
      "it decides what is generated",
      "Use one of the enum's values",
    ),
    optional("targetIpAddressType", oneOf("Families of addresses", Object.values(TargetIpAddressType), FAMILIES)),
  ],
  targetPort: [required("targetPort", PORT)],
  additionalTargets: [
    literal(
      "additionalTargets",
      "Targets",
      "each target becomes its own resource",
      "Use a list; the values in it may be tokens",
    ),
    optional("additionalTargets", list("Targets", "targets", API)),
  ],
  targetSecurityGroupIds: groups("targetSecurityGroupIds"),
  targetGroupName: [optional("targetGroupName", AWS_NAME)],
  description: [optional("description", DESCRIPTION)],
  ...OPTION_BOUNDS,
};

/** Rules of those props within the row, the list and the load balancer. */
const IN_THE_LIST: Partial<Record<keyof PortForward, readonly Rule<ForwardSubject>[]>> = {
  listenerPort: [ONE_LISTENER_PER_PORT],
  targetIp: TARGET_IN_NETWORK,
  targetHost: [HOST_NEEDS_FUNCTION],
  targetIpAddressType: [FAMILY_OF_ALB, FAMILY_OF_TARGETS],
  targetGroupName: [
    uniqueName(
      "target group",
      "targetGroupName",
      ({ forward }: ForwardSubject) => forward.targetGroupName,
      "another targetGroupName, or its construct another name",
    ),
  ],
  additionalTargets: [ALB_ALONE],
  targetSecurityGroupIds: [takesAGroup("Security groups of targets", "targetSecurityGroupIds"), GROUPS_OF_TARGETS],
  protocol: [ALB_OVER_TCP, DATAGRAMS_ANSWERED, DATAGRAMS_OVER_IPV4],
  healthCheck: [ALB_CHECKED_BY_REQUESTS, PORT_OF_UDP_CHECK, ...REQUEST_OPTION_RULES, TIMEOUT_WITHIN_INTERVAL],
  preserveClientIp: [PRESERVED_FOR_DATAGRAMS, PRESERVED_IN_REACH, PRESERVED_ONCE],
  connectionTermination: [TERMINATION_OFF],
  proxyProtocolV2: [HEADER_ON_REQUESTS],
  stickiness: [STICKY],
  unhealthyDrainingIntervalSeconds: [DRAINING_WITHOUT_TERMINATION],
  routingMinimumHealthyTargetCount: [dnsBeforeRouting("Count")],
  routingMinimumHealthyTargetPercentage: [dnsBeforeRouting("Percentage")],
  clientCidrBlocks: [takesAGroup("Clients of a forward", "clientCidrBlocks"), SOME_CLIENT],
  certificateArn: [CERTIFICATE_FOR_TLS],
  sslPolicy: [KNOWN_POLICY],
};

export const FORWARD_RULES: readonly Rule<ForwardSubject>[] = [
  knownProps("a forward", Object.keys(FORWARD_BOUNDS)),
  ...(Object.keys(FORWARD_BOUNDS) as (keyof PortForward)[]).flatMap((prop) => [
    ...FORWARD_BOUNDS[prop],
    ...ofProtocol(prop as keyof ForwardDefaults),
    ...ofTargets(prop as keyof ForwardDefaults),
    ...(IN_THE_LIST[prop] ?? []),
  ]),
];
