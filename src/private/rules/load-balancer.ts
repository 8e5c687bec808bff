import { ForwardProtocol } from "../../forward-defaults";
import {
  DnsRecordClientRoutingPolicy,
  type NlbAccessLogs,
  NlbIpAddressType,
  type PortForwardNlbProps,
} from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import { record } from "../given";
import { DESCRIPTION_TAG } from "../tag-text";
import { butIs, shown } from "../shown";
import { IMPORT_FROM_RULES, MOVED_FROM_RULES } from "./adoption";
import { ALARM_RULES } from "./alarms";
import { AWS_NAME, CIDR, FLAG, id, list, MAX_TAGS, NAME_STEM, networkBlock, oneOf, struct, tags } from "./bounds";
import { HOST_TARGETS_RULES, HOSTS_IN_INPUT } from "./host-targets";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { type Bound, each, literal, optional, required, type Rule } from "./rule";
import { RESERVED_GROUP_NAME, SECURITY_GROUP_PROPS } from "./security-groups";
import { API, ELB_API, NLB } from "./sources";
import { structRules } from "./struct-rules";
import { uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// Rules of the construct's props and its whole list.

const LIMITS = `${NLB}/load-balancer-limits.html`;
const ACCESS_LOGS = `${NLB}/load-balancer-access-logs.html`;
const ADDRESS_TYPES = `${NLB}/network-load-balancers.html`;

export const MAX_LISTENERS = 50;
export const TARGET_QUOTA = 3000;
export const CROSS_ZONE_TARGET_QUOTA = 500;
/** Targets that an Application Load Balancer counts as. */
export const TARGETS_OF_ALB = 50;
export const CROSS_ZONE_TARGETS_OF_ALB = 100;
export const CERTIFICATE_QUOTA = 25;

const RESERVED_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of load balancers",
  prop: "loadBalancerName",
  bound: "not beginning with `internal-`",
  severity: "error",
  source: `${ELB_API}/API_CreateLoadBalancer.html`,
  name: "reserved-name",
  problems: ({ given, settings }) => {
    if (!settings.name.startsWith("internal-")) return [];
    return given.loadBalancerName === undefined
      ? [
          `'name' makes the load balancer's name ${shown(settings.name)}, but AWS reserves names that begin with ` +
            `"internal-". Use another name, or set loadBalancerName.`,
        ]
      : [
          `'loadBalancerName' is ${shown(settings.name)}, but AWS reserves names that begin with "internal-". Use another name.`,
        ];
  },
};

const LOGGED_LISTENER: Rule<LoadBalancerSubject> = {
  title: "Access logs",
  prop: "accessLogs",
  bound: "TLS listeners only",
  severity: "warning",
  source: ACCESS_LOGS,
  name: "logged-listener",
  problems: ({ given, forwards }) =>
    record(given.accessLogs) && forwards.every(({ protocol }) => protocol !== ForwardProtocol.TLS)
      ? ["'accessLogs' is set, but no forward is TLS, and AWS logs only TLS listeners. Remove it, or use TLS."]
      : [],
};

export const BUCKET_NAME = "^[0-9A-Za-z._-]{3,255}$";
const BUCKET_MUST = "must be a bucket name of letters, digits, dots, hyphens and underscores";

const BUCKET: Bound = {
  title: "Access logs",
  bound: "the name of a bucket: letters, digits, dots, hyphens and, in old names, underscores",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  form: { kind: "bucket", must: BUCKET_MUST },
  problem: (value) => {
    if (typeof value === "string" && new RegExp(BUCKET_NAME).test(value)) return undefined;
    const isArn = typeof value === "string" && value.startsWith("arn:");
    return `${BUCKET_MUST}, ${butIs(value)}.${isArn ? " Use only the name, which is the last part of the ARN." : ""}`;
  },
};

export const MAX_PREFIX_LENGTH = 512;

const LOG_PREFIX: Bound = {
  title: "Access logs",
  bound: "letters, digits and `_ . - /`, with no slash at either end, and without `AWSLogs`",
  source: ACCESS_LOGS,
  form: { kind: "log-prefix" },
  problem: (value) => {
    if (value === "") return "must not be empty. Omit it to have no prefix.";
    if (typeof value !== "string") return `must be the beginning of a key, ${butIs(value)}.`;
    if (value.length > MAX_PREFIX_LENGTH) {
      return `must have at most ${MAX_PREFIX_LENGTH} characters, but has ${value.length}: ${shown(value)}. Shorten it.`;
    }
    if (/^\/|\/$/.test(value)) return `must not begin or end with a slash, ${butIs(value)}. Remove the slash.`;
    if (value.includes("AWSLogs"))
      return `must not contain "AWSLogs", which AWS adds itself, ${butIs(value)}. Remove that part.`;
    const refused = [...new Set(value.match(/[^0-9A-Za-z_./-]/gu))];
    if (refused.length === 0) return undefined;
    return `must contain only letters, digits and _ . - /, ${butIs(value)}. Replace ${refused.map(shown).join(", ")}.`;
  },
};

const ACCESS_LOGS_PROPS: Record<keyof NlbAccessLogs, readonly Rule[]> = {
  bucket: [required("accessLogs.bucket", BUCKET)],
  prefix: [optional("accessLogs.prefix", LOG_PREFIX)],
};

const TAG_COUNT: Rule<LoadBalancerSubject> = {
  title: "Number of tags",
  // On the forwards: tags that depended on them would pass create_before_destroy of the security group on to their dependencies.
  prop: "forwards",
  bound: `at most ${MAX_TAGS - 1} if a forward has a description, which becomes a tag`,
  severity: "error",
  source: `${ELB_API}/API_AddTags.html`,
  name: "tag-count",
  problems: ({ settings: { tags: given }, forwards }) => {
    const count = Object.keys(record(given) ?? {}).length;
    const described = forwards.some(({ description }) => description !== undefined);
    if (count !== MAX_TAGS || !described || Object.hasOwn(given ?? {}, DESCRIPTION_TAG)) return [];
    return [
      `'tags' has ${count} tags, and a forward's description adds one, but a resource has at most ${MAX_TAGS}. Remove some.`,
    ];
  },
};

function certificateCount({ protocol, additionalCertificateArns }: ForwardSettings): number {
  return protocol === ForwardProtocol.TLS ? 1 + additionalCertificateArns.length : 0;
}

const CERTIFICATE_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Number of certificates",
  prop: "forwards",
  bound: `${CERTIFICATE_QUOTA} per load balancer, unless AWS raised it`,
  severity: "warning",
  source: LIMITS,
  name: "certificate-limit",
  problems: ({ forwards }) => {
    const count = forwards.reduce((sum, forward) => sum + certificateCount(forward), 0);
    if (count <= CERTIFICATE_QUOTA) return [];
    return [
      `'forwards' has ${count} certificates, but the quota of a load balancer is ${CERTIFICATE_QUOTA} unless AWS raised it. ` +
        "Ask AWS to raise it, or use certificates that cover more hosts.",
    ];
  },
};

const SOME_FORWARD: Rule<LoadBalancerSubject> = {
  title: "Forwards",
  prop: "forwards",
  bound: "at least one, `addForward()` included",
  severity: "error",
  source: API,
  name: "some-forward",
  problems: ({ rows }) =>
    rows === 0 ? ["'forwards' is empty. Add at least one forward, there or with addForward()."] : [],
};

const LISTENER_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Listeners",
  prop: "forwards",
  bound: `at most ${MAX_LISTENERS} per load balancer; AWS doesn't raise this quota`,
  severity: "error",
  source: LIMITS,
  name: "listener-limit",
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
      `'forwards' needs ${count} listeners, but a Network Load Balancer has at most ${MAX_LISTENERS}, and AWS doesn't raise ` +
        `that quota. Split the list over ${loadBalancers} load balancers by listener port: ${ranges.join(", ")}.`,
    ];
  },
};

const TARGET_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Targets",
  prop: "forwards",
  bound: `${TARGET_QUOTA} per load balancer, ${CROSS_ZONE_TARGET_QUOTA} with cross-zone load balancing, unless AWS raised it; an Application Load Balancer counts as ${TARGETS_OF_ALB}, or ${CROSS_ZONE_TARGETS_OF_ALB}`,
  severity: "warning",
  source: LIMITS,
  name: "target-limit",
  problems: ({ settings, forwards }) => {
    const crossZone: unknown = settings.crossZone; // a token is neither true nor false
    const ofAlb = crossZone === true ? CROSS_ZONE_TARGETS_OF_ALB : TARGETS_OF_ALB;
    const counts = forwards.map(({ targetType, targets: { length } }) => (targetType === "alb" ? ofAlb : length));
    const targets = counts.reduce((sum, count) => sum + count, 0);
    const [quota, when] =
      crossZone === true ? [CROSS_ZONE_TARGET_QUOTA, " with cross-zone load balancing on"] : [TARGET_QUOTA, ""];
    if (targets <= quota) return [];
    return [
      `'forwards' has ${targets} targets, but the quota of a load balancer${when} is ${quota} unless AWS raised it. ` +
        "Ask AWS to raise it, or split the list.",
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
  vpcId: [required("vpcId", id("a VPC", "vpc-", `${ELB_API}/API_CreateTargetGroup.html`))],
  vpcCidrBlocks: [
    optional(
      "vpcCidrBlocks",
      list("CIDR blocks of the VPC", "CIDR blocks", CIDR.source, "is empty. Omit it if you don't know the blocks."),
    ),
    each("vpcCidrBlocks", CIDR),
    each("vpcCidrBlocks", networkBlock("VPC", CIDR.source)),
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
    literal("accessLogs", "Access logs", "it becomes a block", "Use an object; its values may be tokens"),
    optional("accessLogs", struct("Access logs", '{ bucket: "logs" }', ACCESS_LOGS)),
    ...structRules("accessLogs", "access logs", ACCESS_LOGS_PROPS),
    LOGGED_LISTENER,
  ],
  hostTargets: HOST_TARGETS_RULES,
  alarms: ALARM_RULES,
  movedFrom: MOVED_FROM_RULES,
  importFrom: IMPORT_FROM_RULES,
  forwardDefaults: [
    literal("forwardDefaults", "Forwards", "it decides what is generated", "Use an object; its values may be tokens"),
    optional("forwardDefaults", struct("Forwards", "{ deregistrationDelaySeconds: 60 }", API)),
  ],
  tags: [optional("tags", tags(`${NLB}/load-balancer-tags.html`))],
  subnetMappings: [
    literal("subnetMappings", "Subnets", "each mapping becomes a block", "Use a list; the IDs in it may be tokens"),
    required(
      "subnetMappings",
      list(
        "Subnets",
        "subnet mappings",
        `${ELB_API}/API_CreateLoadBalancer.html`,
        "is empty. Add at least one subnet.",
      ),
    ),
  ],
  forwards: [
    literal(
      "forwards",
      "Forwards",
      "each forward becomes its own resources",
      "If the list is known only at plan time, use the Terraform module terraform-aws-port-forward-nlb",
    ),
    required("forwards", list("Forwards", "forwards", API)),
    SOME_FORWARD,
    LISTENER_LIMIT,
    TARGET_LIMIT,
    HOSTS_IN_INPUT,
    CERTIFICATE_LIMIT,
    TAG_COUNT,
  ],
};

export const LOAD_BALANCER_RULES: readonly Rule<LoadBalancerSubject>[] = [
  knownProps("PortForwardNlb", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
