import type { HostTargets } from "../../port-forward-nlb-props";
import type { ForwardSettings } from "../defaults/forward";
import { MAX_NAME_LENGTH } from "../names";
import { hostTargetsInput } from "../host-targets-input";
import { isUnresolved } from "../unresolved";
import { id, integer, IPV4_ADDRESS, shortList, struct, wholeMinutes } from "./bounds";
import { settled } from "./forward-subject";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { distinct, each, literal, optional, required, type Rule } from "./rule";
import { API, EC2_API } from "./sources";
import { structRules } from "./struct-rules";

// Rules of hosts, and of the function that resolves their names.

const FUNCTION = "Function for hosts";

const LAMBDA_VPC = "https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html";
const INPUT = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html";

export const HOST_NEEDS_FUNCTION = settled(
  {
    title: "Hosts",
    prop: "targetHost",
    bound: "only if the construct has `hostTargets`",
    source: API,
    name: "host-needs-function",
  },
  ({ targetType }, { loadBalancer }) =>
    targetType === "host" && loadBalancer.hostTargets === undefined
      ? "'targetHost' requires the function that resolves it. Set the construct's hostTargets, with the subnets that it runs in."
      : undefined,
);

/** Longest constant input of an EventBridge target. */
export const LONGEST_INPUT = 8192;

/** What the function's input has in place of the load balancer's ARN: at least as many characters. */
export const ARN_IN_INPUT = "x".repeat(136);

/** What it has in place of the ID that AWS gives a target group, after its name. */
export const GROUP_ID_IN_INPUT = "x".repeat(16);

export const HOSTS_IN_INPUT: Rule<LoadBalancerSubject> = {
  title: "Number of hosts",
  prop: "forwards",
  bound: `the function's input, with all hosts, has at most ${LONGEST_INPUT} characters`,
  severity: "error",
  source: INPUT,
  name: "hosts-in-input",
  problems: ({ settings, forwards }) => {
    const toHosts = forwards.filter(({ targetType }) => targetType === "host");
    if (!settings.hostTargets || toHosts.length === 0) return [];
    const groups = toHosts.map((forward) => ({ forward, id: `${nameInInput(forward)}/${GROUP_ID_IN_INPUT}` }));
    const { length } = JSON.stringify(hostTargetsInput(settings, settings.hostTargets, ARN_IN_INPUT, groups));
    if (length <= LONGEST_INPUT) return [];
    return [
      `'forwards' has ${toHosts.length} forwards to hosts, whose names and target groups have about ${length} characters in the function's input, ` +
        `but EventBridge passes at most ${LONGEST_INPUT}. Use shorter names, or split the list over two load balancers.`,
    ];
  },
};

function nameInInput({ targetGroupName }: ForwardSettings): string {
  return isUnresolved(targetGroupName) ? "x".repeat(MAX_NAME_LENGTH) : targetGroupName;
}

const FUNCTION_NEEDS_HOST: Rule<LoadBalancerSubject> = {
  title: FUNCTION,
  prop: "hostTargets",
  bound: "only if a forward has a `targetHost`",
  severity: "warning",
  source: API,
  name: "function-needs-host",
  problems: ({ settings, forwards }) =>
    settings.hostTargets && forwards.length > 0 && forwards.every(({ targetType }) => targetType !== "host")
      ? ["'hostTargets' is set, but no forward has a targetHost, so there is no function. Remove it."]
      : [],
};

const MOST_SUBNETS = 16;
const MOST_SECURITY_GROUPS = 5;
const MOST_NAME_SERVERS = 5;
const LONGEST_INTERVAL = 300;

const PROPS: Record<keyof HostTargets, readonly Rule[]> = {
  subnetIds: [
    required("hostTargets.subnetIds", shortList(FUNCTION, "subnet IDs", [1, MOST_SUBNETS], LAMBDA_VPC)),
    each("hostTargets.subnetIds", id("a subnet", "subnet-", LAMBDA_VPC)),
    distinct("hostTargets.subnetIds", FUNCTION, LAMBDA_VPC),
  ],
  securityGroupIds: [
    optional(
      "hostTargets.securityGroupIds",
      shortList(FUNCTION, "security group IDs", [1, MOST_SECURITY_GROUPS], LAMBDA_VPC),
    ),
    each("hostTargets.securityGroupIds", id("a security group", "sg-", LAMBDA_VPC)),
    distinct("hostTargets.securityGroupIds", FUNCTION, LAMBDA_VPC),
  ],
  nameServers: [
    literal(
      "hostTargets.nameServers",
      FUNCTION,
      "each name server gets its own security group rules",
      "Use a list; the addresses in it may be tokens",
    ),
    optional("hostTargets.nameServers", shortList(FUNCTION, "IPv4 addresses", [1, MOST_NAME_SERVERS], API)),
    each("hostTargets.nameServers", { ...IPV4_ADDRESS, source: LAMBDA_VPC }),
    distinct("hostTargets.nameServers", FUNCTION, `${EC2_API}/API_AuthorizeSecurityGroupEgress.html`),
  ],
  intervalSeconds: [
    literal("hostTargets.intervalSeconds", FUNCTION, "it becomes a number of minutes", "Use a number"),
    optional("hostTargets.intervalSeconds", wholeMinutes(FUNCTION, LONGEST_INTERVAL, API)),
  ],
  missesBeforeRemoval: [optional("hostTargets.missesBeforeRemoval", integer(FUNCTION, API, [1, 10]))],
};

export const HOST_TARGETS_RULES: readonly Rule<LoadBalancerSubject>[] = [
  literal("hostTargets", FUNCTION, "it decides what is generated", "Use an object; its values may be tokens"),
  optional("hostTargets", struct(FUNCTION, '{ subnetIds: ["subnet-0a1b2c3d"] }', API)),
  ...structRules("hostTargets", "hostTargets", PROPS),
  FUNCTION_NEEDS_HOST,
];
