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
import { shown } from "../shown";
import { IMPORT_FROM_RULES, MOVED_FROM_RULES } from "./adoption";
import { ALARM_RULES } from "./alarms";
import { AWS_NAME, CIDR, FLAG, id, list, MAX_TAGS, NAME_STEM, networkBlock, oneOf, struct, tags } from "./bounds";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { type Bound, each, literal, optional, required, type Rule } from "./rule";
import { RESERVED_GROUP_NAME, SECURITY_GROUP_PROPS } from "./security-groups";
import { API, ELB_API, NLB } from "./sources";
import { structRules } from "./struct-rules";
import { uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// What the construct's props, and its list as a whole, are held to.

const LIMITS = `${NLB}/load-balancer-limits.html`;
const ACCESS_LOGS = `${NLB}/load-balancer-access-logs.html`;
const ADDRESS_TYPES = `${NLB}/network-load-balancers.html`;

export const MAX_LISTENERS = 50;
export const TARGET_QUOTA = 3000;
export const CROSS_ZONE_TARGET_QUOTA = 500;
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
  name: "logged-listener",
  problems: ({ given, forwards }) =>
    record(given.accessLogs) && forwards.every(({ protocol }) => protocol !== ForwardProtocol.TLS)
      ? ["'accessLogs' are given, but no forward is TLS, and AWS logs only those; remove them, or forward TLS"]
      : [],
};

export const BUCKET_NAME = "^[0-9A-Za-z._-]{3,255}$";
const BUCKET_MUST = "must be the name of a bucket, of letters, digits, dots, hyphens and underscores";

const BUCKET: Bound = {
  title: "Access logs",
  bound: "the name of a bucket: letters, digits, dots, hyphens and, of old ones, underscores",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  form: { kind: "bucket", must: BUCKET_MUST },
  problem: (value) => {
    if (typeof value === "string" && new RegExp(BUCKET_NAME).test(value)) return undefined;
    const mend =
      typeof value === "string" && value.startsWith("arn:")
        ? "give the name alone, which is the last part of the ARN"
        : "give one";
    return `${BUCKET_MUST}, got ${shown(value)}; ${mend}`;
  },
};

export const MAX_PREFIX_LENGTH = 512;

const LOG_PREFIX: Bound = {
  title: "Access logs",
  bound: "letters, digits and `_ . - /`, with no slash at either end and without `AWSLogs`",
  source: ACCESS_LOGS,
  form: { kind: "log-prefix" },
  problem: (value) => {
    if (value === "") return 'must be the beginning of a key, got ""; leave it out to have none';
    if (typeof value !== "string") return `must be the beginning of a key, got ${shown(value)}; give one`;
    if (value.length > MAX_PREFIX_LENGTH) {
      return `must be at most ${MAX_PREFIX_LENGTH} characters long, got ${value.length}: ${shown(value)}; shorten it`;
    }
    if (/^\/|\/$/.test(value)) return `must not begin or end with a slash, got ${shown(value)}; take that off`;
    if (value.includes("AWSLogs"))
      return `must not hold "AWSLogs", which AWS adds itself, got ${shown(value)}; take it out`;
    const refused = [...new Set(value.match(/[^0-9A-Za-z_./-]/gu))];
    if (refused.length === 0) return undefined;
    return `must hold only letters, digits and _ . - /, got ${shown(value)}; replace ${refused.map(shown).join(", ")}`;
  },
};

const ACCESS_LOGS_PROPS: Record<keyof NlbAccessLogs, readonly Rule[]> = {
  bucket: [required("accessLogs.bucket", BUCKET)],
  prefix: [optional("accessLogs.prefix", LOG_PREFIX)],
};

const TAG_COUNT: Rule<LoadBalancerSubject> = {
  title: "Number of tags",
  // On the forwards: tags that depended on them would bring create_before_destroy of the security group to all that they depend on.
  prop: "forwards",
  bound: `at most ${MAX_TAGS - 1} where a forward has a description, which is a tag of its own`,
  severity: "error",
  source: `${ELB_API}/API_AddTags.html`,
  name: "tag-count",
  problems: ({ settings: { tags: given }, forwards }) => {
    const count = Object.keys(record(given) ?? {}).length;
    const described = forwards.some(({ description }) => description !== undefined);
    if (count !== MAX_TAGS || !described || Object.hasOwn(given ?? {}, DESCRIPTION_TAG)) return [];
    return [
      `'tags' has ${count} tags, and a forward's description is one more, but a resource has at most ${MAX_TAGS}; remove some`,
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
      `'forwards' has ${count} certificates, and the quota of a load balancer is ${CERTIFICATE_QUOTA} unless AWS raised it; ` +
        "ask AWS to, or have one certificate name more hosts",
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
    rows === 0 ? ["'forwards' is empty; give at least one forward, there or with addForward()"] : [],
};

const LISTENER_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Listeners",
  prop: "forwards",
  bound: `at most ${MAX_LISTENERS} per load balancer, which AWS does not raise`,
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
  name: "target-limit",
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
  vpcId: [required("vpcId", id("a VPC", "vpc-", `${ELB_API}/API_CreateTargetGroup.html`))],
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
  tags: [optional("tags", tags(`${NLB}/load-balancer-tags.html`))],
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
    CERTIFICATE_LIMIT,
    TAG_COUNT,
  ],
};

export const LOAD_BALANCER_RULES: readonly Rule<LoadBalancerSubject>[] = [
  knownProps("PortForwardNlb", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
