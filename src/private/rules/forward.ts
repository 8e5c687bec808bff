import { type ForwardDefaults, ForwardProtocol, HealthCheckProtocol } from "../../forward-defaults";
import type { PortForward } from "../../port-forward";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import { makesRequests } from "../defaults/forward-options";
import type { Given } from "../given";
import { AWS_NAME, DESCRIPTION, list, PORT } from "./bounds";
import { PROTOCOLS_OF_OPTION, SECURITY_POLICIES } from "../options";
import { OPTION_BOUNDS } from "./forward-options";
import { closest, distance } from "fastest-levenshtein";
import { shown } from "../shown";
import { SSL_POLICIES } from "./ssl-policies";
import { TARGET_BOUNDS, TARGET_IN_NETWORK, type TargetSubject } from "./forward-target";
import { type HealthCheckSubject, REQUEST_OPTION_RULES, TIMEOUT_WITHIN_INTERVAL } from "./health-check";
import { about, literal, optional, required, type Rule } from "./rule";
import { API, NLB } from "./sources";
import { type Named, uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// What a row of the list is held to.

export interface ForwardSubject extends Named, TargetSubject, HealthCheckSubject {
  /** Place in the list. */
  readonly index: number;
  readonly forward: ForwardSettings;
  /** The row that had this listener port before this one. */
  readonly first?: ForwardSubject;
  /** A row before this one whose clients' addresses reach one of the same targets on the same port. */
  readonly preservedBefore?: ForwardSubject;
}

/** How messages name a row. */
export function forwardLabel(index: number, given: Given | undefined): string {
  const listenerPort = given?.listenerPort;
  const literal = Number.isFinite(listenerPort) && !isUnresolved(listenerPort);
  return literal ? `forwards[${index}] (listener ${String(listenerPort)})` : `forwards[${index}]`;
}

const { TCP, UDP, TCP_UDP, TLS } = ForwardProtocol;
const LISTENERS = `${NLB}/load-balancer-listeners.html`;
const CLIENT_IP_PRESERVATION = `${NLB}/edit-target-group-attributes.html#client-ip-preservation`;

/** Whether a forward carries datagrams: AWS preserves the client's address for those, whatever one would have. */
function isDatagram({ protocol }: ForwardSettings): boolean {
  return protocol === UDP || protocol === TCP_UDP;
}

/** A target that cannot answer a client whose address is preserved: its answer would go past the load balancer. */
function unansweringTarget({ targets, sameRegionPeering }: ForwardSettings): string | undefined {
  return sameRegionPeering ? undefined : targets.find(({ external }) => external)?.targetIp;
}

/** A rule on a prop of a row that looks at the row as it will be. */
function settled(
  rule: Omit<Rule<ForwardSubject>, "severity" | "problems"> & { readonly severity?: "warning" },
  problem: (forward: ForwardSettings, subject: ForwardSubject) => string | undefined,
): Rule<ForwardSubject> {
  return {
    severity: "error",
    ...rule,
    problems: (subject) => {
      const sentence = problem(subject.forward, subject);
      return sentence === undefined ? [] : [about(subject, sentence)];
    },
  };
}

const ONE_LISTENER_PER_PORT: Rule<ForwardSubject> = {
  title: "One listener per port",
  prop: "listenerPort",
  bound:
    "each listener port once per load balancer, TCP and UDP on one port as one forward `TCP_UDP`; two listeners on one " +
    "port undo each other without an error",
  severity: "error",
  source: "https://github.com/hashicorp/terraform-provider-aws/issues/40417",
  name: "one-listener-per-port",
  problems: ({ index, first, forward: { listenerPort, protocol } }) => {
    if (!first) return [];
    const both = [protocol, first.forward.protocol];
    const rows = `forwards[${index}] and forwards[${first.index}] both listen on`;
    if (both.includes(TCP) && both.includes(UDP)) {
      return [
        `${rows} ${listenerPort}, by ${both.join(" and ")}; make one forward of them with protocol TCP_UDP, or give each ` +
          `its own listenerPort`,
      ];
    }
    return [`${rows} ${protocol} ${listenerPort}; give each forward its own listenerPort`];
  },
};

const DATAGRAMS_ANSWERED = settled(
  {
    title: "UDP to targets outside the VPC",
    prop: "protocol",
    bound: "`UDP` and `TCP_UDP` only with `sameRegionPeering`: the target could not answer",
    source: CLIENT_IP_PRESERVATION,
    name: "datagrams-answered",
  },
  (forward) => {
    const target = unansweringTarget(forward);
    if (!isDatagram(forward) || target === undefined) return undefined;
    return (
      `'protocol' is ${forward.protocol}, which preserves the client's address, and ${target} is outside the VPC, so that ` +
      `its answers would not come back through the load balancer; set sameRegionPeering: true if it is in a peered VPC of ` +
      `the Region, else forward TCP`
    );
  },
);

const DATAGRAMS_OVER_IPV4 = settled(
  {
    title: "UDP of dual-stack load balancers",
    prop: "protocol",
    bound: "`TCP` or `TLS` where `ipAddressType` is `dualstack`",
    source: LISTENERS,
    name: "datagrams-over-ipv4",
  },
  (forward, { loadBalancer }) =>
    isDatagram(forward) && loadBalancer.ipAddressType === NlbIpAddressType.DUALSTACK
      ? `'protocol' is ${forward.protocol}, which a dual-stack load balancer takes only with IPv6 source NAT, and provider ` +
        `5.100 has no argument for that; set ipAddressType: ${NlbIpAddressType.IPV4}, or give it a load balancer of its own`
      : undefined,
);

const PORT_OF_UDP_CHECK = settled(
  {
    title: "Health checks of UDP",
    prop: "healthCheck.port",
    bound: "given for `UDP`: a port on which something listens by TCP",
    source: `${NLB}/target-group-health-checks.html`,
    name: "port-of-udp-check",
  },
  ({ protocol, healthCheck }) =>
    protocol === UDP && healthCheck.port === undefined
      ? `'healthCheck.port' is left out, and the targets of a UDP forward are checked by ${healthCheck.protocol}; give a ` +
        `port on which something answers that`
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
      ? `'preserveClientIp' is false, but for ${forward.protocol} it cannot be switched off; set preserveClientIp: true`
      : undefined,
);

const PRESERVED_IN_REACH = settled(
  {
    title: "Client IP preservation",
    prop: "preserveClientIp",
    bound: "not true for a target outside the VPC, unless `sameRegionPeering`",
    source: CLIENT_IP_PRESERVATION,
    name: "preserved-in-reach",
  },
  (forward) => {
    const target = unansweringTarget(forward);
    if (forward.preserveClientIp !== true || isDatagram(forward) || target === undefined) return undefined;
    return (
      `'preserveClientIp' is true, and ${target} is outside the VPC, so that its answers would not come back through the ` +
      `load balancer; set preserveClientIp: false, or sameRegionPeering: true if it is in a peered VPC of the Region`
    );
  },
);

/**
 * Returns the IP, port and transport of each target that sees the addresses of its clients. Two rows that have one of them
 * in common can bring two connections of one client socket there, which the target takes for one.
 */
export function preservedSockets(forward: ForwardSettings): string[] {
  const { protocol, preserveClientIp, targets } = forward;
  if (!isDatagram(forward) && preserveClientIp !== true) return [];
  const transports = protocol === TCP_UDP ? ["tcp", "udp"] : [protocol === UDP ? "udp" : "tcp"];
  return targets.flatMap(({ address, targetPort }) =>
    address === undefined ? [] : transports.map((transport) => `${transport} ${address.toString()} ${targetPort}`),
  );
}

const PRESERVED_ONCE: Rule<ForwardSubject> = {
  title: "Client IP preservation",
  prop: "preserveClientIp",
  bound: "not on two forwards to one target IP and port: connections of one client socket would collide there",
  severity: "warning",
  source: `${NLB}/load-balancer-troubleshooting.html`,
  name: "preserved-once",
  problems: ({ index, first, preservedBefore, forward }) => {
    if (!preservedBefore || first) return [];
    const both = new Set(preservedSockets(preservedBefore.forward));
    const socket = preservedSockets(forward).find((each) => both.has(each)) ?? "";
    return [
      `forwards[${index}] (listener ${forward.listenerPort}) and forwards[${preservedBefore.index}] (listener ` +
        `${preservedBefore.forward.listenerPort}) both reach ${socket} with the client's address, and connections of one ` +
        `client socket collide there; give each a target port of its own, or set preserveClientIp: false`,
    ];
  },
};

const HEADER_ON_REQUESTS = settled(
  {
    title: "Proxy Protocol on health checks",
    prop: "proxyProtocolV2",
    bound: "the header is sent on HTTP and HTTPS health checks too",
    severity: "warning",
    source: `${NLB}/edit-target-group-attributes.html#proxy-protocol`,
    name: "header-on-requests",
  },
  ({ proxyProtocolV2, healthCheck }) =>
    proxyProtocolV2 === true && makesRequests(healthCheck.protocol)
      ? `'proxyProtocolV2' is true, and its header comes before the ${healthCheck.protocol} requests of health checks too; ` +
        `see that the server takes it there, or check by ${HealthCheckProtocol.TCP}`
      : undefined,
);

const TERMINATION_OFF = settled(
  {
    title: "Connection termination",
    prop: "connectionTermination",
    bound: "`false` for UDP and TCP_UDP reaches a new target group with the second apply only",
    severity: "warning",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/elbv2/target_group.go",
    name: "termination-off",
  },
  (forward) =>
    forward.connectionTermination === false && isDatagram(forward)
      ? "'connectionTermination' is false, which provider 5.100 tells a new target group of UDP with the second apply only; " +
        "apply again once the forward is made"
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
      ? "'stickiness' is true, and a TLS listener has none; set stickiness: false, or forward TCP"
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
      ? `'unhealthyDrainingIntervalSeconds' is ${interval}, but connections to an unhealthy target are closed at once; ` +
        "set unhealthyConnectionTermination: false"
      : undefined,
);

const LONGEST_POLICY = 64;

const KNOWN_POLICY = settled(
  {
    title: "Names of security policies",
    prop: "sslPolicy",
    bound: "one of AWS's, as of November 2026",
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
      `'sslPolicy' ${shown(sslPolicy)} is none of the policies that AWS had in November 2026; ` +
      `${isSlip ? `did you mean ${nearest}? ` : ""}aws elbv2 describe-ssl-policies lists those of your Region`
    );
  },
);

const CERTIFICATE_FOR_TLS = settled(
  {
    title: "Certificates",
    prop: "certificateArn",
    bound: "given for `TLS`",
    source: `${NLB}/tls-listener-certificates.html`,
    name: "certificate-for-tls",
  },
  ({ protocol, certificateArn }) =>
    protocol === TLS && certificateArn === undefined
      ? "'certificateArn' is left out, and a TLS listener needs a certificate; give one, here or in forwardDefaults"
      : undefined,
);

const CLIENTS_TAKE_A_GROUP = settled(
  {
    title: "Clients of a forward",
    prop: "clientCidrBlocks",
    bound: "only where the construct has clientCidrBlocks or clientSecurityGroupIds",
    source: `${NLB}/load-balancer-security-groups.html`,
    name: "clients-take-a-group",
  },
  (_, { given, loadBalancer }) =>
    given.clientCidrBlocks !== undefined && !loadBalancer.clients
      ? "'clientCidrBlocks' takes a security group, which a row does not make, since a load balancer that has none is " +
        "replaced to get one; give the construct clientCidrBlocks too, if only an empty list"
      : undefined,
);

const SOME_CLIENT = settled(
  {
    title: "Clients of a forward",
    prop: "clientCidrBlocks",
    bound: "some, where a security group is made of the list and there is no other",
    severity: "warning",
    source: `${NLB}/load-balancer-security-groups.html`,
    name: "some-client",
  },
  ({ clientCidrBlocks }, { loadBalancer: { clients, securityGroupIds } }) =>
    clients && clientCidrBlocks.length + clients.securityGroupIds.length === 0 && !securityGroupIds.length
      ? "'clientCidrBlocks' leaves nobody who may connect; give blocks, here or to the construct, or clientSecurityGroupIds"
      : undefined,
);

/** Refuses an option that a forward of this protocol cannot have, where the row itself gives it. */
function ofProtocol(option: keyof ForwardDefaults): Rule<ForwardSubject>[] {
  const protocols = PROTOCOLS_OF_OPTION.get(option);
  if (protocols === undefined) return [];
  const only = protocols.join(" or ");
  const refused = settled(
    {
      name: "option-of-protocols",
      title: "Options of one protocol",
      prop: option,
      bound: `${protocols.map((protocol) => `\`${protocol}\``).join(" or ")} only; of \`forwardDefaults\` it is left aside elsewhere`,
      source: LISTENERS,
    },
    ({ protocol }, { given }) =>
      given[option] !== undefined && !protocols.includes(protocol) && Object.values(ForwardProtocol).includes(protocol)
        ? `'${option}' is for ${only}, but 'protocol' is ${protocol}; remove it, or set protocol: ${only}`
        : undefined,
  );
  return [refused];
}

/** What can be said of each prop of a row by itself. */
export const FORWARD_BOUNDS: Record<keyof PortForward, readonly Rule[]> = {
  listenerPort: [required("listenerPort", PORT)],
  ...TARGET_BOUNDS,
  targetPort: [required("targetPort", PORT)],
  additionalTargets: [
    literal(
      "additionalTargets",
      "Targets",
      "each is a resource of its own",
      "give a list; what is in it may be tokens",
    ),
    optional("additionalTargets", list("Targets", "targets", API)),
  ],
  targetGroupName: [optional("targetGroupName", AWS_NAME)],
  description: [optional("description", DESCRIPTION)],
  ...OPTION_BOUNDS,
};

/** What the row, the list and the load balancer as a whole say of them. */
const IN_THE_LIST: Partial<Record<keyof PortForward, readonly Rule<ForwardSubject>[]>> = {
  listenerPort: [ONE_LISTENER_PER_PORT],
  targetIp: TARGET_IN_NETWORK,
  targetGroupName: [
    uniqueName(
      "target group",
      "targetGroupName",
      ({ forward }: ForwardSubject) => forward.targetGroupName,
      "another targetGroupName, or its construct another name",
    ),
  ],
  protocol: [DATAGRAMS_ANSWERED, DATAGRAMS_OVER_IPV4],
  healthCheck: [PORT_OF_UDP_CHECK, ...REQUEST_OPTION_RULES, TIMEOUT_WITHIN_INTERVAL],
  preserveClientIp: [PRESERVED_FOR_DATAGRAMS, PRESERVED_IN_REACH, PRESERVED_ONCE],
  connectionTermination: [TERMINATION_OFF],
  proxyProtocolV2: [HEADER_ON_REQUESTS],
  stickiness: [STICKY],
  unhealthyDrainingIntervalSeconds: [DRAINING_WITHOUT_TERMINATION],
  clientCidrBlocks: [CLIENTS_TAKE_A_GROUP, SOME_CLIENT],
  certificateArn: [CERTIFICATE_FOR_TLS],
  sslPolicy: [KNOWN_POLICY],
};

export const FORWARD_RULES: readonly Rule<ForwardSubject>[] = [
  knownProps("a forward", Object.keys(FORWARD_BOUNDS)),
  ...(Object.keys(FORWARD_BOUNDS) as (keyof PortForward)[]).flatMap((prop) => [
    ...FORWARD_BOUNDS[prop],
    ...ofProtocol(prop as keyof ForwardDefaults),
    ...(IN_THE_LIST[prop] ?? []),
  ]),
];
