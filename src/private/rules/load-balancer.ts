import { ForwardProtocol } from "../../port-forward";
import {
  DnsRecordClientRoutingPolicy,
  type ForwardAlarms,
  type NlbAccessLogs,
  NlbIpAddressType,
  type PortForwardNlbProps,
} from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { record } from "../given";
import type { RuleCount } from "../nlb-security-group";
import { shown } from "../shown";
import { AWS_NAME, CIDR, FLAG, integer, list, NAME_STEM, oneOf, struct, TAGS, text } from "./bounds";
import { CLIENT_BLOCKS } from "./forward-options";
import { type Bound, distinct, each, literal, optional, required, type Rule, type Subject } from "./rule";
import { ALARM_API, API, EC2_API, ELB_API, NLB, SECURITY_GROUP_RULES } from "./sources";
import { type Named, uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// What the construct's props, and its list as a whole, are held to.

const LIMITS = `${NLB}/load-balancer-limits.html`;
const SECURITY_GROUPS = `${NLB}/load-balancer-security-groups.html`;

const ACCESS_LOGS = `${NLB}/load-balancer-access-logs.html`;
const ADDRESS_TYPES = `${NLB}/network-load-balancers.html`;

const MAX_LISTENERS = 50;
const TARGET_QUOTA = 3000;
const CROSS_ZONE_TARGET_QUOTA = 500;
const RULE_QUOTA = 60;
const MAX_ALARM_ACTIONS = 5;

export interface LoadBalancerSubject extends Named {
  readonly settings: LoadBalancerSettings;
  /** The forwards that got a listener, by ascending listener port. */
  readonly forwards: readonly ForwardSettings[];
  /** How many rows were given. */
  readonly rows: number;
  /** Rules of the security group that is made of the list. */
  readonly securityGroupRules: readonly RuleCount[];
}

const RESERVED_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of load balancers",
  prop: "loadBalancerName",
  bound: "not beginning with `internal-`",
  severity: "error",
  source: `${ELB_API}/API_CreateLoadBalancer.html`,
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

const RESERVED_GROUP_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of security groups",
  prop: "loadBalancerName",
  bound: "not beginning with `sg-` where a security group is made of the list, which has the same name",
  severity: "error",
  source: `${EC2_API}/API_CreateSecurityGroup.html`,
  problems: ({ settings: { clients, name } }) =>
    clients && name.startsWith("sg-")
      ? [
          `the security group that is made of the list is called ${shown(name)} as the load balancer is, and AWS keeps ` +
            `names that begin with "sg-"; give another name or loadBalancerName`,
        ]
      : [],
};

const SECURITY_GROUPS_CHOSEN: Rule<LoadBalancerSubject> = {
  title: "Security groups",
  prop: "securityGroupIds",
  bound: "given, if only as an empty list, or made of the list",
  severity: "warning",
  source: SECURITY_GROUPS,
  problems: ({ given, settings }) =>
    given.securityGroupIds === undefined && !settings.clients
      ? [
          "'securityGroupIds' is left out, so the load balancer is made without a security group and AWS will never let it " +
            "have one; give its security groups or clientCidrBlocks, or an empty list to say that none is meant",
        ]
      : [],
};

const TARGET_GROUPS_TAKE_OURS: Rule<LoadBalancerSubject> = {
  title: "Security groups of targets",
  prop: "targetSecurityGroupIds",
  bound: "only with `clientCidrBlocks` or `clientSecurityGroupIds`, whose security group they admit",
  severity: "error",
  source: SECURITY_GROUPS,
  problems: ({ given, settings }) =>
    given.targetSecurityGroupIds !== undefined && !settings.clients
      ? [
          "'targetSecurityGroupIds' are to admit the load balancer's own security group, which clientCidrBlocks or " +
            "clientSecurityGroupIds make; give one of them",
        ]
      : [],
};

const PRIVATE_LINK_TAKES_A_GROUP: Rule<LoadBalancerSubject> = {
  title: "Security groups and AWS PrivateLink",
  prop: "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
  bound: "only with a security group",
  severity: "error",
  source: `${ELB_API}/API_SetSecurityGroups.html`,
  problems: ({ given, settings: { clients, securityGroupIds } }) =>
    given.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic !== undefined && !clients && !securityGroupIds?.length
      ? [
          "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is given, but the load balancer has no security group; " +
            "give securityGroupIds or clientCidrBlocks, or remove it",
        ]
      : [],
};

const SECURITY_GROUP_QUOTA: Rule<LoadBalancerSubject> = {
  title: "Rules of a security group",
  prop: "clientCidrBlocks",
  bound: `${RULE_QUOTA} per direction and family of addresses, unless AWS raised it`,
  severity: "warning",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  problems: ({ securityGroupRules }) =>
    securityGroupRules
      .filter(({ rules }) => rules > RULE_QUOTA)
      .map(
        ({ direction, family, rules }) =>
          `the security group that is made of the list has ${rules} ${direction} rules for ${family}, and the quota is ` +
          `${RULE_QUOTA} unless AWS raised it; ask AWS to, ${direction === "inbound" ? "merge clients, or" : "or"} split the list`,
      ),
};

const LOGGED_LISTENER: Rule<LoadBalancerSubject> = {
  title: "Access logs",
  prop: "accessLogs",
  bound: "of TLS listeners only",
  severity: "warning",
  source: ACCESS_LOGS,
  problems: ({ given, forwards }) =>
    record(given.accessLogs) && forwards.every(({ protocol }) => protocol !== ForwardProtocol.TLS)
      ? ["'accessLogs' are given, but no forward is TLS, and AWS logs only those; remove them, or forward TLS"]
      : [],
};

const DAY = 86_400;
const HOUR = 3_600;

const ALARM_SPAN: Rule<LoadBalancerSubject> = {
  title: "Alarms",
  prop: "alarms.evaluationPeriods",
  bound: "a day at most in all with periods below an hour, else a week",
  severity: "error",
  source: ALARM_API,
  problems: ({ settings: { alarms } }) => {
    const { periodSeconds = NaN, evaluationPeriods = NaN } = alarms ?? {};
    // a product with a token must not be too long by chance
    if (![periodSeconds, evaluationPeriods].every(Number.isSafeInteger)) return [];
    const [most, name] = periodSeconds < HOUR ? [DAY, "a day"] : [7 * DAY, "a week"];
    const span = periodSeconds * evaluationPeriods;
    if (!(span > most)) return [];
    return [
      `'alarms.evaluationPeriods' ${evaluationPeriods} times 'alarms.periodSeconds' ${periodSeconds} is ${span} seconds, ` +
        `and AWS takes ${name} at most, ${most}; lower one of them`,
    ];
  },
};

const ALARM_PERIOD: Bound = {
  title: "Alarms",
  bound: `multiples of 60 from 60 to ${DAY}, in seconds`,
  source: ALARM_API,
  problem: (value) =>
    typeof value === "number" && value >= 60 && value <= DAY && value % 60 === 0
      ? undefined
      : `must be a multiple of 60 from 60 to ${DAY}, in seconds, got ${shown(value)}; give one`,
};

const ALARM_ACTIONS: Bound = {
  title: "Alarms",
  bound: `a list of at most ${MAX_ALARM_ACTIONS}`,
  source: ALARM_API,
  problem: (value) => {
    if (!Array.isArray(value)) return `must be a list of ARNs, got ${shown(value)}; give one, in brackets`;
    if (value.length <= MAX_ALARM_ACTIONS) return undefined;
    return `must be at most ${MAX_ALARM_ACTIONS} ARNs, got ${value.length}; have one topic tell the others`;
  },
};

const ALARMS_PROPS: Record<keyof ForwardAlarms, readonly Rule[]> = {
  actionArns: [
    required("alarms.actionArns", ALARM_ACTIONS),
    each("alarms.actionArns", text("Alarms", "the ARN of an action", ALARM_API)),
  ],
  unhealthyHosts: switchOf("alarms.unhealthyHosts", "it decides whether there are such alarms"),
  portAllocationErrors: switchOf("alarms.portAllocationErrors", "it decides whether there is such an alarm"),
  periodSeconds: [optional("alarms.periodSeconds", ALARM_PERIOD)],
  evaluationPeriods: [optional("alarms.evaluationPeriods", integer("Alarms", ALARM_API, [1, Infinity]))],
};

const ACCESS_LOGS_PROPS: Record<keyof NlbAccessLogs, readonly Rule[]> = {
  bucket: [required("accessLogs.bucket", text("Access logs", "the name of a bucket", ACCESS_LOGS))],
  prefix: [optional("accessLogs.prefix", text("Access logs", "the beginning of a key", ACCESS_LOGS))],
};

function switchOf(prop: string, because: string): Rule[] {
  return [literal(prop, "Switches", because, "give true or false"), optional(prop, FLAG)];
}

/** Rules for what stands in a struct, asked only where there is one. */
function inStruct(prop: "alarms" | "accessLogs", what: string, props: Record<string, readonly Rule[]>): Rule[] {
  const known = knownProps(what, Object.keys(props));
  return [
    { ...known, prop, problems: ({ label, given }) => known.problems({ label, given: record(given[prop]) ?? {} }) },
    ...Object.values(props)
      .flat()
      .map((rule) => ({
        ...rule,
        problems: (subject: Subject) => (record(subject.given[prop]) ? rule.problems(subject) : []),
      })),
  ];
}

/** Security groups, of which each is rules of its own. */
function groups(prop: "clientSecurityGroupIds" | "targetSecurityGroupIds"): Rule[] {
  return [
    literal(prop, "Ids", "each is rules of its own", "give a list; the ids in it may be tokens"),
    optional(prop, list("Ids", "ids of security groups", SECURITY_GROUP_RULES)),
    each(prop, text("Ids", "the id of a security group", SECURITY_GROUP_RULES)),
    distinct(prop, "Ids", SECURITY_GROUP_RULES),
  ];
}

const SOME_FORWARD: Rule<LoadBalancerSubject> = {
  title: "Forwards",
  prop: "forwards",
  bound: "at least one, `addForward()` included",
  severity: "error",
  source: API,
  problems: ({ rows }) =>
    rows === 0 ? ["'forwards' is empty; give at least one forward, there or with addForward()"] : [],
};

const LISTENER_LIMIT: Rule<LoadBalancerSubject> = {
  title: "Listeners",
  prop: "forwards",
  bound: `at most ${MAX_LISTENERS} per load balancer, which AWS does not raise`,
  severity: "error",
  source: LIMITS,
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
  securityGroupIds: [
    optional("securityGroupIds", list("Security groups", "ids of security groups", SECURITY_GROUPS)),
    each("securityGroupIds", text("Ids", "the id of a security group", SECURITY_GROUPS)),
    SECURITY_GROUPS_CHOSEN,
  ],
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: [
    optional("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", FLAG),
    PRIVATE_LINK_TAKES_A_GROUP,
  ],
  clientCidrBlocks: [...CLIENT_BLOCKS, SECURITY_GROUP_QUOTA],
  clientSecurityGroupIds: groups("clientSecurityGroupIds"),
  targetSecurityGroupIds: [...groups("targetSecurityGroupIds"), TARGET_GROUPS_TAKE_OURS],
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
    ...inStruct("accessLogs", "access logs", ACCESS_LOGS_PROPS),
    LOGGED_LISTENER,
  ],
  alarms: [
    literal("alarms", "Alarms", "they are resources of their own", "give an object; what is in it may be tokens"),
    optional("alarms", struct("Alarms", "{ actionArns: [topic.arn] }", ALARM_API)),
    ...inStruct("alarms", "alarms", ALARMS_PROPS),
    ALARM_SPAN,
  ],
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
