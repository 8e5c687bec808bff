import { ForwardProtocol } from "../../forward-defaults";
import {
  DnsRecordClientRoutingPolicy,
  type NlbAccessLogs,
  NlbIpAddressType,
  type PortForwardNlbProps,
} from "../../port-forward-nlb-props";
import { record } from "../given";
import { shown } from "../shown";
import { IMPORT_FROM_RULES, MOVED_FROM_RULES } from "./adoption";
import { ALARM_RULES } from "./alarms";
import { AWS_NAME, CIDR, FLAG, list, NAME_STEM, oneOf, struct, TAGS, text } from "./bounds";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { each, literal, optional, required, type Rule } from "./rule";
import { RESERVED_GROUP_NAME, SECURITY_GROUP_PROPS } from "./security-groups";
import { API, ELB_API, NLB } from "./sources";
import { structRules } from "./struct-rules";
import { uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// What the construct's props, and its list as a whole, are held to.

const LIMITS = `${NLB}/load-balancer-limits.html`;
const ACCESS_LOGS = `${NLB}/load-balancer-access-logs.html`;
const ADDRESS_TYPES = `${NLB}/network-load-balancers.html`;

const MAX_LISTENERS = 50;
const TARGET_QUOTA = 3000;
const CROSS_ZONE_TARGET_QUOTA = 500;

const RESERVED_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of load balancers",
  prop: "loadBalancerName",
  bound: "not beginning with `internal-`",
  severity: "error",
  source: `${ELB_API}/API_CreateLoadBalancer.html`,
  inModule: () => ({
    holds: '!startswith(coalesce(var.load_balancer_name, "${var.name}-nlb"), "internal-")',
    sentence:
      "'load_balancer_name', or what is made of 'name', must not begin with \"internal-\", since AWS keeps such names; give " +
      "another",
  }),
  problems: ({ given, settings }) => {
    if (!settings.name.startsWith("internal-")) return [];
    return given.loadBalancerName === undefined
      ? [
          `'name' makes the load balancer's name ${shown(settings.name)}, and AWS keeps names that begin with "internal-"; ` +
            `give another name, or a loadBalancerName`,
        ]
      : [
          `'loadBalancerName' must not begin with "internal-", got ${shown(settings.name)}; AWS keeps such names, give another`,
        ];
  },
};

const LOGGED_LISTENER: Rule<LoadBalancerSubject> = {
  title: "Access logs",
  prop: "accessLogs",
  bound: "of TLS listeners only",
  severity: "warning",
  source: ACCESS_LOGS,
  inModule: () => ({
    holds: `var.access_logs == null || contains([for forward in local.forwards : forward.protocol], "${ForwardProtocol.TLS}")`,
    sentence: "'access_logs' are given, but no forward is TLS, and AWS logs only those; remove them, or forward TLS",
  }),
  problems: ({ given, forwards }) =>
    record(given.accessLogs) && forwards.every(({ protocol }) => protocol !== ForwardProtocol.TLS)
      ? ["'accessLogs' are given, but no forward is TLS, and AWS logs only those; remove them, or forward TLS"]
      : [],
};

const ACCESS_LOGS_PROPS: Record<keyof NlbAccessLogs, readonly Rule[]> = {
  bucket: [required("accessLogs.bucket", text("Access logs", "the name of a bucket", ACCESS_LOGS))],
  prefix: [optional("accessLogs.prefix", text("Access logs", "the beginning of a key", ACCESS_LOGS))],
};

const SOME_FORWARD: Rule<LoadBalancerSubject> = {
  title: "Forwards",
  prop: "forwards",
  bound: "at least one, `addForward()` included",
  severity: "error",
  source: API,
  inModule: () => ({
    holds: "length(var.forwards) > 0",
    sentence: "'forwards' is empty; give at least one forward",
  }),
  problems: ({ rows }) =>
    rows === 0 ? ["'forwards' is empty; give at least one forward, there or with addForward()"] : [],
};

const LISTENER_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Listeners",
  prop: "forwards",
  bound: `at most ${MAX_LISTENERS} per load balancer, which AWS does not raise`,
  severity: "error",
  source: LIMITS,
  inModule: () => ({
    holds: `length(var.forwards) <= ${MAX_LISTENERS}`,
    sentence:
      `'forwards' takes \${length(var.forwards)} listeners, and a Network Load Balancer has at most ${MAX_LISTENERS}, which ` +
      `AWS does not raise; split the list over \${ceil(length(var.forwards) / ${MAX_LISTENERS})} load balancers`,
  }),
  problems: ({ forwards }) => {
    const listenerPorts = forwards.map(({ listenerPort }) => listenerPort);
    const count = listenerPorts.length;
    if (count <= MAX_LISTENERS) return [];
    const loadBalancers = Math.ceil(count / MAX_LISTENERS);
    const ranges = Array.from({ length: loadBalancers }, (_, index) => {
      const [first, ...others] = listenerPorts.slice(index * MAX_LISTENERS, (index + 1) * MAX_LISTENERS);
      return [first, ...others.slice(-1)].join(" to ");
    });
    return [
      `'forwards' takes ${count} listeners, and a Network Load Balancer has at most ${MAX_LISTENERS}, which AWS does not ` +
        `raise; split the list over ${loadBalancers} load balancers by listener port, ${ranges.join(", ")}`,
    ];
  },
};

const TARGET_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Targets",
  prop: "forwards",
  bound: `${TARGET_QUOTA} per load balancer, ${CROSS_ZONE_TARGET_QUOTA} with cross-zone load balancing, unless AWS raised it`,
  severity: "warning",
  source: LIMITS,
  inModule: () => ({
    holds: `length(local.targets) <= (var.cross_zone ? ${CROSS_ZONE_TARGET_QUOTA} : ${TARGET_QUOTA})`,
    sentence:
      "'forwards' has ${length(local.targets)} targets, and the quota of the load balancer is " +
      `\${var.cross_zone ? ${CROSS_ZONE_TARGET_QUOTA} : ${TARGET_QUOTA}} unless AWS raised it; ask AWS to, or split the list`,
  }),
  problems: ({ settings, forwards }) => {
    const targets = forwards.reduce((sum, forward) => sum + forward.targets.length, 0);
    const crossZone: unknown = settings.crossZone; // a token is neither
    const [quota, when] =
      crossZone === true ? [CROSS_ZONE_TARGET_QUOTA, " with cross-zone load balancing on"] : [TARGET_QUOTA, ""];
    if (targets <= quota) return [];
    return [
      `'forwards' has ${targets} targets, and the quota of a load balancer${when} is ${quota} unless AWS raised it; ` +
        `ask AWS to, or split the list`,
    ];
  },
};

const PROPS: Record<keyof PortForwardNlbProps, readonly Rule<LoadBalancerSubject>[]> = {
  name: [required("name", NAME_STEM)],
  loadBalancerName: [
    optional("loadBalancerName", AWS_NAME),
    RESERVED_NAME,
    RESERVED_GROUP_NAME,
    uniqueName(
      "load balancer",
      "loadBalancerName",
      ({ settings }: LoadBalancerSubject) => settings.name,
      "another name or loadBalancerName",
    ),
  ],
  vpcId: [required("vpcId", text("Ids", "the id of a VPC", `${ELB_API}/API_CreateTargetGroup.html`))],
  vpcCidrBlocks: [
    optional(
      "vpcCidrBlocks",
      list(
        "CIDR blocks of the VPC",
        "CIDR blocks",
        CIDR.source,
        "is empty; leave it out where the blocks are not known",
      ),
    ),
    each("vpcCidrBlocks", CIDR),
  ],
  internal: [optional("internal", FLAG)],
  deletionProtection: [optional("deletionProtection", FLAG)],
  crossZone: [optional("crossZone", FLAG)],
  ...SECURITY_GROUP_PROPS,
  ipAddressType: [
    optional(
      "ipAddressType",
      oneOf("IP address types", Object.values(NlbIpAddressType), `${ADDRESS_TYPES}#ip-address-type`),
    ),
  ],
  dnsRecordClientRoutingPolicy: [
    optional(
      "dnsRecordClientRoutingPolicy",
      oneOf(
        "Client routing policies",
        Object.values(DnsRecordClientRoutingPolicy),
        `${ADDRESS_TYPES}#zonal-dns-affinity`,
      ),
    ),
  ],
  zonalShift: [optional("zonalShift", FLAG)],
  accessLogs: [
    literal(
      "accessLogs",
      "Access logs",
      "they are a block of their own",
      "give an object; what is in it may be tokens",
    ),
    optional("accessLogs", struct("Access logs", '{ bucket: "logs" }', ACCESS_LOGS)),
    ...structRules("accessLogs", "access logs", ACCESS_LOGS_PROPS),
    LOGGED_LISTENER,
  ],
  alarms: ALARM_RULES,
  movedFrom: MOVED_FROM_RULES,
  importFrom: IMPORT_FROM_RULES,
  forwardDefaults: [
    literal(
      "forwardDefaults",
      "Forwards",
      "they decide what is emitted",
      "give an object; what is in it may be tokens",
    ),
    optional("forwardDefaults", struct("Forwards", "{ deregistrationDelaySeconds: 60 }", API)),
  ],
  tags: [optional("tags", TAGS)],
  subnetMappings: [
    literal("subnetMappings", "Subnets", "each is a block of its own", "give a list; the ids in it may be tokens"),
    required(
      "subnetMappings",
      list(
        "Subnets",
        "subnet mappings",
        `${ELB_API}/API_CreateLoadBalancer.html`,
        "is empty; give at least one subnet",
      ),
    ),
  ],
  forwards: [
    literal(
      "forwards",
      "Forwards",
      "each is resources of its own",
      "for a list known only at plan use the Terraform module terraform-aws-port-forward-nlb",
    ),
    required("forwards", list("Forwards", "forwards", API)),
    SOME_FORWARD,
    LISTENER_LIMIT,
    TARGET_LIMIT,
  ],
};

export const LOAD_BALANCER_RULES: readonly Rule<LoadBalancerSubject>[] = [
  knownProps("PortForwardNlb", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
