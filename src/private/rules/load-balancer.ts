import type { PortForwardNlbProps } from "../../port-forward-nlb";
import type { LoadBalancerSettings } from "../defaults";
import { AWS_NAME, CIDR, FLAG, list, NAME_STEM, TAGS, text } from "./bounds";
import { each, literal, optional, required, type Rule } from "./rule";
import { shown } from "../shown";
import { API, ELB_API, NLB } from "./sources";
import { type Named, uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// What the construct's props, and its list as a whole, are held to.

const LIMITS = `${NLB}/load-balancer-limits.html`;
const SECURITY_GROUPS = `${NLB}/load-balancer-security-groups.html`;

const MAX_LISTENERS = 50;
const TARGET_QUOTA = 3000;
const CROSS_ZONE_TARGET_QUOTA = 500;

export interface LoadBalancerSubject extends Named {
  readonly settings: LoadBalancerSettings;
  /** Listener ports that got a listener, ascending. */
  readonly listenerPorts: readonly number[];
  /** How many rows were given. */
  readonly rows: number;
  readonly targets: number;
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

const SECURITY_GROUPS_CHOSEN: Rule<LoadBalancerSubject> = {
  title: "Security groups",
  prop: "securityGroupIds",
  bound: "given, if only as an empty list",
  severity: "warning",
  source: SECURITY_GROUPS,
  problems: ({ given }) =>
    given.securityGroupIds === undefined
      ? [
          "'securityGroupIds' is left out, so the load balancer is made without a security group and AWS will never let it " +
            "have one; give its security groups, or an empty list to say that none is meant",
        ]
      : [],
};

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
  problems: ({ listenerPorts }) => {
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
  problems: ({ settings, targets }) => {
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
