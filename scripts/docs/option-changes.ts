import {
  type ForwardAlarms,
  DnsRecordClientRoutingPolicy,
  type ForwardDefaults,
  type ForwardHealthCheck,
  ForwardProtocol,
  HealthCheckProtocol,
  NlbIpAddressType,
  type NlbSubnetMapping,
  type PortForward,
  type PortForwardNlbProps,
} from "../../src";
import { ARGUMENTS, type Case, EVENTS } from "../../cli/impact/effects";
import { snakeCase } from "../../module/expressions";
import { type Option, OPTIONS, type RegularOption } from "../../src/private/options";
import { baseOf, OPTION_SAMPLES } from "../../test/option-samples";

// Every option: its Terraform argument, the value without it, and the effect of a change. docs/changing.md is generated from
// this table, and test/terraform/option-changes.test.ts proves that AWS ends up as the list says, whatever it had before.
// Add a line here for each new option. Regular options have one already; add what is special about them to SPECIAL.

/** Resources that the states of an option refer to. */
export interface Surroundings {
  readonly certificateArns: readonly [string, string, string];
  readonly securityGroupIds: readonly [string, string];
  readonly clientSecurityGroupIds: readonly [string, string];
  readonly targetSecurityGroupIds: readonly [string, string];
  /** The load balancer's own mappings, and one more. */
  readonly subnetMappings: readonly [NlbSubnetMapping, NlbSubnetMapping, NlbSubnetMapping];
}

/** What a change does. */
interface Change {
  readonly terraform: string;
  /** What clients see, in each case. Empty if Terraform changes nothing. */
  readonly effects: readonly Case[];
  /** What clients see, in words, if it depends on other options. */
  readonly clients?: string;
  /** What to do if you don't want it, if the effects don't say so. */
  readonly instead?: string;
  /** Planned actions of each change from one state to the next: action and type, without `aws_`. */
  readonly plan?: readonly string[];
}

export interface Line extends Change {
  /** Struct and prop. */
  readonly option: string;
  /** Terraform argument or resource. */
  readonly becomes: string;
  readonly without: string;
}

/** Options of a row, without its listener port and target. */
export type RowOptions = ForwardDefaults & Pick<PortForward, "description">;

/** An option of a forward. A row goes through the states in order, then back to the first. */
export interface ForwardOption extends Line {
  /** Whether the row keeps its last state, because Terraform refuses the way back. */
  readonly stays?: boolean;
  readonly forward: (around: Surroundings) => readonly [RowOptions, ...RowOptions[]];
}

type LoadBalancerProps = Partial<Omit<PortForwardNlbProps, "name" | "forwards">>;

/** An option of the load balancer, which goes through the states in order, then back to the first. */
export interface LoadBalancerOption extends Line {
  /** Options with the same name here change together, in one load balancer. */
  readonly together?: "attributes" | "access logs" | "alarms";
  readonly loadBalancer: (around: Surroundings) => readonly [LoadBalancerProps, ...LoadBalancerProps[]];
}

/** An option that another suite changes, or that Terraform never sees. */
export interface OtherOption extends Line {
  readonly elsewhere: string;
}

const { aws_lb: NLB, aws_lb_listener: LISTENER, aws_lb_target_group: GROUP } = ARGUMENTS;

const UPDATES_LISTENER = { terraform: "updates the listener", plan: ["update lb_listener"] };
const UPDATES_GROUP = { terraform: "updates the target group", plan: ["update lb_target_group"] };
const [ASKS_FOR, TIMES] = GROUP.health_check;
const UPDATES_CHECK = { ...UPDATES_GROUP, effects: GROUP.health_check };
const UPDATES_NLB = { terraform: "updates the load balancer", plan: ["update lb"] };
const UPDATES_TAGS = { terraform: "updates the tags", effects: NLB.tags };
const NOTHING = { terraform: "nothing", effects: [], plan: [] };
const PROTECTED = "With deletion protection on, AWS refuses that after the listeners are gone";
const REPLACES_NLB = {
  terraform: `replaces the load balancer and its listeners. ${PROTECTED}`,
  effects: [EVENTS.loadBalancerReplaced],
};
const TWO_APPLIES = "[two applies](#replace-a-target-without-a-gap)";
const BESIDE = EVENTS.loadBalancerReplaced.instead;

/** Rules for clients that are added or removed. */
const CLIENTS = [
  { ...EVENTS.clientAdded, when: "added" },
  { ...EVENTS.clientRemoved, when: "removed" },
];

const TLS = ForwardProtocol.TLS;
const UDP_CHECK = { healthCheck: { port: 8080 } };

function tls({ certificateArns: [certificateArn] }: Surroundings, options: ForwardDefaults = {}): ForwardDefaults {
  return { protocol: TLS, certificateArn, ...options };
}

/** States of a health check. The first one omits the option. */
function checks(
  base: ForwardHealthCheck,
  ...options: readonly ForwardHealthCheck[]
): () => readonly [ForwardDefaults, ...ForwardDefaults[]] {
  return () => [{ healthCheck: base }, ...options.map((option) => ({ healthCheck: { ...base, ...option } }))];
}

/** States of a forward. The first one omits everything. */
function plain(...options: readonly RowOptions[]): () => readonly [RowOptions, ...RowOptions[]] {
  return () => [{}, ...options];
}

/** What is special about some regular options. */
const SPECIAL: Readonly<Partial<Record<RegularOption, Partial<Line>>>> = {
  preserveClientIp: { without: "false for TCP and TLS, true for UDP and TCP_UDP" },
  proxyProtocolV2: { without: "false" },
  crossZone: { without: "the load balancer's `crossZone`" },
  unhealthyConnectionTermination: { becomes: "`target_health_state`", effects: GROUP.target_health_state },
  unhealthyDrainingIntervalSeconds: { becomes: "`target_health_state`", effects: GROUP.target_health_state },
  dnsMinimumHealthyTargetCount: { becomes: "`target_group_health`", effects: GROUP.target_group_health },
  dnsMinimumHealthyTargetPercentage: { becomes: "`target_group_health`", effects: GROUP.target_group_health },
  routingMinimumHealthyTargetCount: { becomes: "`target_group_health`", effects: GROUP.target_group_health },
  routingMinimumHealthyTargetPercentage: { becomes: "`target_group_health`", effects: GROUP.target_group_health },
  certificateArn: { without: "required for TLS" },
};

/** The regular options. Their states are one without the option, then its samples. */
const REGULAR: readonly ForwardOption[] = OPTIONS.map(([name, option]) => {
  const base = baseOf(name);
  const states = OPTION_SAMPLES[name].good.map((value) => ({ ...base, [name]: value }));
  const argument = snakeCase(option.targetGroup ?? option.listener ?? name);
  const all: Readonly<Record<string, readonly Case[]>> = option.listener === undefined ? GROUP : LISTENER;
  return {
    option: `ForwardDefaults.${name}`,
    becomes: `\`${argument}\``,
    without: withoutIt(option),
    ...(option.listener === undefined ? UPDATES_GROUP : UPDATES_LISTENER),
    effects: all[argument] ?? [],
    ...SPECIAL[name],
    forward: () => [base, ...states],
  };
});

/** Returns the default of an option, such as `350`, or `false for TCP and TLS, true for UDP and TCP_UDP`. */
function withoutIt({ default: always, stated = {} }: Option): string {
  const values = new Set(always === undefined ? Object.values(stated) : [always]);
  if (values.size === 1) return [...values].map(String).join();
  return [...values]
    .map((value) => {
      const protocols = Object.entries(stated).filter(([, other]) => other === value);
      return `${String(value)} for ${protocols.map(([protocol]) => protocol).join(" and ")}`;
    })
    .join(", ");
}

const FORWARD: readonly ForwardOption[] = [
  {
    option: "PortForward.description",
    becomes: "tag `Description` of listener and target group",
    without: "no tag",
    ...UPDATES_TAGS,
    plan: ["update lb_listener", "update lb_target_group"],
    forward: plain({ description: "Web: blue" }, { description: "Web: green" }),
  },
  {
    option: "ForwardDefaults.healthCheck",
    becomes: "`health_check`",
    without: "TCP on each target's port",
    ...UPDATES_CHECK,
    forward: plain({ healthCheck: { port: 8080, intervalSeconds: 60 } }, { healthCheck: { healthyThreshold: 2 } }),
  },
  ...REGULAR,
  {
    option: "ForwardDefaults.additionalCertificateArns",
    becomes: "`aws_lb_listener_certificate`",
    without: "none",
    terraform: "adds or removes the certificate",
    effects: [
      { ...EVENTS.certificateAdded, when: "added" },
      { ...EVENTS.certificateRemoved, when: "removed" },
    ],
    forward: (around) => {
      const [, second, third] = around.certificateArns;
      const states = [[second], [second, third]];
      return [tls(around), ...states.map((additionalCertificateArns) => tls(around, { additionalCertificateArns }))];
    },
  },
  {
    option: "ForwardDefaults.targetTls",
    becomes: "`protocol` of the target group",
    without: "false",
    terraform: "recreates the listener, target group and targets",
    effects: [EVENTS.listenerReplaced],
    forward: (around) => [tls(around), tls(around, { targetTls: true })],
  },
  {
    option: "ForwardDefaults.sameRegionPeering",
    becomes: "nothing",
    without: "false",
    ...NOTHING,
    forward: plain({ sameRegionPeering: true }),
  },
  {
    option: "ForwardHealthCheck.protocol",
    becomes: "`health_check.protocol`",
    without: "TCP",
    terraform:
      "updates the target group. From HTTP or HTTPS to TCP, provider 5.100 rejects the plan because it keeps path and matcher",
    effects: [ASKS_FOR],
    instead: "to TCP: remove the row, apply, add it again (down until then), or use a row on another port",
    plan: UPDATES_CHECK.plan,
    stays: true,
    forward: checks({}, { protocol: HealthCheckProtocol.HTTP }, { protocol: HealthCheckProtocol.HTTPS }),
  },
  {
    option: "ForwardHealthCheck.port",
    becomes: "`health_check.port`",
    without: "each target's port",
    ...UPDATES_GROUP,
    effects: [ASKS_FOR],
    forward: checks({}, { port: 8080 }, { port: 8081 }),
  },
  {
    option: "ForwardHealthCheck.path",
    becomes: "`health_check.path`",
    without: "`/`",
    ...UPDATES_GROUP,
    effects: [ASKS_FOR],
    forward: checks({ protocol: HealthCheckProtocol.HTTP }, { path: "/health" }, { path: "/ready" }),
  },
  {
    option: "ForwardHealthCheck.matcher",
    becomes: "`health_check.matcher`",
    without: "200-399",
    ...UPDATES_GROUP,
    effects: [ASKS_FOR],
    forward: checks({ protocol: HealthCheckProtocol.HTTPS }, { matcher: "200" }, { matcher: "200-204" }),
  },
  {
    option: "ForwardHealthCheck.healthyThreshold",
    becomes: "`health_check.healthy_threshold`",
    without: "3",
    ...UPDATES_GROUP,
    effects: [TIMES],
    forward: checks({}, { healthyThreshold: 2 }, { healthyThreshold: 10 }),
  },
  {
    option: "ForwardHealthCheck.unhealthyThreshold",
    becomes: "`health_check.unhealthy_threshold`",
    without: "3",
    ...UPDATES_GROUP,
    effects: [TIMES],
    forward: checks({}, { unhealthyThreshold: 2 }, { unhealthyThreshold: 10 }),
  },
  {
    option: "ForwardHealthCheck.intervalSeconds",
    becomes: "`health_check.interval`",
    without: "30",
    ...UPDATES_GROUP,
    effects: [TIMES],
    forward: checks({}, { intervalSeconds: 10 }, { intervalSeconds: 60 }),
  },
  {
    option: "ForwardHealthCheck.timeoutSeconds",
    becomes: "`health_check.timeout`",
    without: "6 for HTTP, 10 for TCP and HTTPS",
    ...UPDATES_GROUP,
    effects: [TIMES],
    forward: checks({}, { timeoutSeconds: 5 }, { timeoutSeconds: 20 }),
  },
];

/** The last sample of each regular option that a protocol supports. */
function regularOf(protocol: ForwardProtocol): ForwardDefaults {
  const own = OPTIONS.filter(([, { protocols }]) => protocols?.includes(protocol) ?? true);
  return { ...Object.fromEntries(own.map(([name]) => [name, OPTION_SAMPLES[name].good.at(-1)])), protocol };
}

/** Every option that a protocol supports, except an HTTP health check, which can't be changed back. */
const EVERYTHING_OF: Readonly<Record<ForwardProtocol, (around: Surroundings) => ForwardDefaults>> = {
  TCP: () => ({ ...regularOf(ForwardProtocol.TCP), healthCheck: { port: 8080, timeoutSeconds: 5 } }),
  TLS: (around) =>
    tls(around, {
      ...regularOf(TLS),
      // not available for TLS
      stickiness: false,
      additionalCertificateArns: [around.certificateArns[1]],
    }),
  UDP: () => ({ ...UDP_CHECK, ...regularOf(ForwardProtocol.UDP) }),
  TCP_UDP: () => regularOf(ForwardProtocol.TCP_UDP),
};
const BARE: Readonly<Record<ForwardProtocol, (around: Surroundings) => ForwardDefaults>> = {
  TCP: () => ({}),
  TLS: (around) => tls(around),
  UDP: () => ({ ...UDP_CHECK, protocol: ForwardProtocol.UDP }),
  TCP_UDP: () => ({ protocol: ForwardProtocol.TCP_UDP }),
};

const PROTOCOL: Line = {
  option: "ForwardDefaults.protocol",
  becomes: "`protocol` of listener and target group",
  without: "TCP",
  terraform:
    "recreates the listener, target group and targets. Between TCP and TLS with plain targets, only the listener",
  effects: [
    { ...EVENTS.listenerReplaced, when: "TCP or UDP to TCP_UDP" },
    { ...EVENTS.protocolRemoved, when: "any other" },
  ],
};

/** Every pair of protocols, from all options of one to no options of the other, and back. */
const PROTOCOLS: readonly ForwardOption[] = Object.values(ForwardProtocol).flatMap((from) =>
  Object.values(ForwardProtocol)
    .filter((to) => to !== from)
    .map((to) => ({ ...PROTOCOL, forward: (around) => [EVERYTHING_OF[from](around), BARE[to](around)] })),
);

export const FORWARD_OPTIONS: readonly ForwardOption[] = [...PROTOCOLS, ...FORWARD];

/** All options of each protocol at once, to move them between a row and `forwardDefaults`. */
export const TOGETHER = Object.values(ForwardProtocol).map((protocol) => ({
  protocol,
  everything: EVERYTHING_OF[protocol],
  bare: BARE[protocol],
}));

export const LOAD_BALANCER_OPTIONS: readonly LoadBalancerOption[] = [
  {
    option: "PortForwardNlbProps.internal",
    becomes: "`internal`",
    without: "true",
    ...REPLACES_NLB,
    // an internet-facing load balancer takes no private address
    loadBalancer: ({ subnetMappings: [{ subnetId: first }, { subnetId: second }] }) => {
      const props = { deletionProtection: false, subnetMappings: [{ subnetId: first }, { subnetId: second }] };
      return [props, { ...props, internal: false }];
    },
  },
  {
    option: "PortForwardNlbProps.deletionProtection",
    together: "attributes",
    becomes: "`enable_deletion_protection`",
    without: "true",
    ...UPDATES_NLB,
    effects: NLB.enable_deletion_protection,
    loadBalancer: () => [{}, { deletionProtection: false }],
  },
  {
    option: "PortForwardNlbProps.crossZone",
    together: "attributes",
    becomes: "`enable_cross_zone_load_balancing`",
    without: "true",
    ...UPDATES_NLB,
    effects: NLB.enable_cross_zone_load_balancing,
    loadBalancer: () => [{}, { crossZone: false }],
  },
  {
    option: "PortForwardNlbProps.ipAddressType",
    together: "attributes",
    becomes: "`ip_address_type`",
    without: "ipv4",
    ...UPDATES_NLB,
    effects: NLB.ip_address_type,
    loadBalancer: () => [{}, { ipAddressType: NlbIpAddressType.DUALSTACK }],
  },
  {
    option: "PortForwardNlbProps.dnsRecordClientRoutingPolicy",
    together: "attributes",
    becomes: "`dns_record_client_routing_policy`",
    without: "any_availability_zone",
    ...UPDATES_NLB,
    effects: NLB.dns_record_client_routing_policy,
    loadBalancer: () => [
      {},
      { dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY },
      { dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy.PARTIAL_AVAILABILITY_ZONE_AFFINITY },
    ],
  },
  {
    option: "PortForwardNlbProps.zonalShift",
    together: "attributes",
    becomes: "`enable_zonal_shift`",
    without: "false",
    ...UPDATES_NLB,
    effects: NLB.enable_zonal_shift,
    loadBalancer: () => [{}, { zonalShift: true }],
  },
  {
    option: "PortForwardNlbProps.accessLogs",
    together: "attributes",
    becomes: "`access_logs`",
    without: "off",
    ...UPDATES_NLB,
    effects: NLB.access_logs,
    loadBalancer: () => [{}, { accessLogs: { bucket: "logs", prefix: "nlb" } }],
  },
  {
    option: "NlbAccessLogs.bucket",
    together: "access logs",
    becomes: "`access_logs.bucket`",
    without: "required for access logs",
    ...UPDATES_NLB,
    effects: NLB.access_logs,
    loadBalancer: () => [{ accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "other-logs" } }],
  },
  {
    option: "NlbAccessLogs.prefix",
    together: "access logs",
    becomes: "`access_logs.prefix`",
    without: "none",
    ...UPDATES_NLB,
    effects: NLB.access_logs,
    loadBalancer: () => [
      { accessLogs: { bucket: "logs" } },
      { accessLogs: { bucket: "other-logs", prefix: "nlb" } },
      { accessLogs: { bucket: "other-logs", prefix: "example" } },
    ],
  },
  {
    option: "PortForwardNlbProps.tags",
    together: "attributes",
    becomes: "`tags` of every resource",
    without: "the provider's default tags",
    ...UPDATES_TAGS,
    loadBalancer: () => [{}, { tags: { team: "network", stage: "test" } }, { tags: { team: "other" } }],
  },
  {
    option: "PortForwardNlbProps.subnetMappings",
    becomes: "`subnet_mapping`",
    without: "required",
    terraform:
      "one more: updates the load balancer. One less: replaces it, with provider 5.100. Another static address: plans an update, " +
      "which AWS refuses",
    effects: [
      { ...EVENTS.zoneAdded, when: "one more" },
      { ...EVENTS.loadBalancerReplaced, when: "one less" },
      { ...EVENTS.addressRefused, when: "another address" },
    ],
    instead: `${BESIDE}. Or use \`terraform apply -replace=aws_lb.…\` with deletion protection off`,
    loadBalancer: ({ subnetMappings: [first, second, third] }) => [
      { deletionProtection: false, subnetMappings: [first, second] },
      { deletionProtection: false, subnetMappings: [first, second, third] },
    ],
  },
  {
    option: "PortForwardNlbProps.securityGroupIds",
    becomes: "`security_groups`",
    without: "the list's own group, if it has clients",
    terraform: `updates the load balancer. The first group added, or the last removed: ${REPLACES_NLB.terraform}`,
    effects: [
      { ...EVENTS.groupUnknown, when: "a group removed" },
      { ...EVENTS.groupAdded, when: "a group added" },
      { ...EVENTS.loadBalancerReplaced, when: "the first group added, or the last removed" },
    ],
    instead: "start with a security group",
    loadBalancer: ({ securityGroupIds: [first, second] }) => [
      { deletionProtection: false },
      { deletionProtection: false, securityGroupIds: [first] },
      { deletionProtection: false, securityGroupIds: [second, first] },
    ],
  },
  {
    option: "PortForwardNlbProps.clientCidrBlocks",
    becomes: "`aws_security_group` and its rules",
    without: "no security group",
    terraform: `adds or removes rules. Added or removed as a whole, without another group: ${REPLACES_NLB.terraform}`,
    effects: [...CLIENTS, { ...EVENTS.loadBalancerReplaced, when: "added or removed as a whole" }],
    instead: "start with at least `[]`, and keep `[]` instead of removing the option",
    loadBalancer: () => [
      { deletionProtection: false },
      { deletionProtection: false, clientCidrBlocks: ["192.168.1.0/24"] },
      { deletionProtection: false, clientCidrBlocks: ["192.168.2.0/24"] },
    ],
  },
  {
    option: "PortForwardNlbProps.clientCidrBlocks",
    becomes: "`aws_security_group` and its rules",
    without: "no security group",
    terraform: "with another group, updates the load balancer",
    effects: [...CLIENTS, { ...EVENTS.groupUnknown, when: "the other group removed" }],
    loadBalancer: ({ securityGroupIds: [first] }) => [
      { securityGroupIds: [first] },
      { securityGroupIds: [first], clientCidrBlocks: ["192.168.1.0/24"] },
      { securityGroupIds: [], clientCidrBlocks: ["192.168.1.0/24"] },
    ],
  },
  {
    option: "ForwardDefaults.clientCidrBlocks",
    becomes: "`aws_vpc_security_group_ingress_rule`",
    without: "the load balancer's `clientCidrBlocks`",
    terraform: "adds or removes rules",
    effects: CLIENTS,
    loadBalancer: () => [
      { clientCidrBlocks: ["192.168.1.0/24"] },
      { clientCidrBlocks: ["192.168.1.0/24"], forwardDefaults: { clientCidrBlocks: ["192.168.2.0/24"] } },
      { clientCidrBlocks: ["192.168.1.0/24"], forwardDefaults: { clientCidrBlocks: ["10.0.0.0/8", "192.168.2.0/24"] } },
    ],
  },
  {
    option: "PortForwardNlbProps.clientSecurityGroupIds",
    becomes: "`aws_security_group` and its rules",
    without: "no security group",
    terraform: "as `clientCidrBlocks`",
    effects: [...CLIENTS, { ...EVENTS.loadBalancerReplaced, when: "added or removed as a whole" }],
    loadBalancer: ({ clientSecurityGroupIds: [first, second] }) => [
      { deletionProtection: false },
      { deletionProtection: false, clientSecurityGroupIds: [first] },
      { deletionProtection: false, clientSecurityGroupIds: [second] },
    ],
  },
  {
    option: "PortForwardNlbProps.targetSecurityGroupIds",
    becomes: "`aws_vpc_security_group_ingress_rule` in those groups",
    without: "no rules in those groups",
    terraform: "adds or removes rules",
    effects: [
      { ...EVENTS.targetRuleAdded, when: "a group added" },
      { ...EVENTS.targetRuleRemoved, when: "a group removed" },
    ],
    loadBalancer: ({ targetSecurityGroupIds: [first, second] }) => [
      { clientCidrBlocks: ["192.168.1.0/24"] },
      { clientCidrBlocks: ["192.168.1.0/24"], targetSecurityGroupIds: [first] },
      { clientCidrBlocks: ["192.168.1.0/24"], targetSecurityGroupIds: [second] },
    ],
  },
  {
    option: "PortForwardNlbProps.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
    becomes: "`enforce_security_group_inbound_rules_on_private_link_traffic`",
    without: "true",
    ...UPDATES_NLB,
    effects: NLB.enforce_security_group_inbound_rules_on_private_link_traffic,
    loadBalancer: ({ securityGroupIds: [first] }) => [
      { securityGroupIds: [first] },
      { securityGroupIds: [first], enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false },
    ],
  },
  {
    option: "PortForwardNlbProps.alarms",
    together: "attributes",
    becomes: "`aws_cloudwatch_metric_alarm`",
    without: "no alarms",
    terraform: "adds, updates or removes the alarms",
    effects: [],
    loadBalancer: () => [{}, { alarms: { actionArns: [] } }],
  },
  alarmOption("actionArns", "`alarm_actions`", "required for alarms", {
    actionArns: ["arn:aws:sns:ap-northeast-1:123456789012:network"],
  }),
  alarmOption("unhealthyHosts", "one alarm per forward", "true", { unhealthyHosts: false }),
  alarmOption("portAllocationErrors", "one alarm for the load balancer", "true", { portAllocationErrors: false }),
  alarmOption("periodSeconds", "`period`", "60", { periodSeconds: 120 }),
  alarmOption("evaluationPeriods", "`evaluation_periods`", "3", { evaluationPeriods: 5 }),
];

function alarmOption(
  prop: keyof ForwardAlarms,
  becomes: string,
  without: string,
  changed: Partial<ForwardAlarms>,
): LoadBalancerOption {
  return {
    option: `ForwardAlarms.${prop}`,
    together: "alarms",
    becomes,
    without,
    terraform: "adds, updates or removes the alarms",
    effects: [],
    loadBalancer: () => [{ alarms: { actionArns: [] } }, { alarms: { actionArns: [], ...changed } }],
  };
}

const CHANGE_MATRIX = "test/terraform/change-matrix.test.ts";
const NEVER_EMITTED = {
  becomes: "nothing",
  without: "not checked",
  ...NOTHING,
  elsewhere: "Terraform never sees it",
};
const ADOPTION = {
  without: "nothing is adopted",
  ...NOTHING,
  elsewhere: "test/terraform/adoption.test.ts",
};
const ANOTHER_TARGET = {
  terraform: "adds the new target, removes the old one",
  instead: TWO_APPLIES,
  effects: [
    { ...EVENTS.allTargetsReplaced, when: "the only target" },
    { ...EVENTS.targetRemoved, when: "one of several" },
  ],
  elsewhere: CHANGE_MATRIX,
};
const ANOTHER_ADDRESS = {
  terraform: "plans an update in place, which fails, because AWS can't change an address",
  effects: [EVENTS.addressRefused],
  instead: `${BESIDE}. Or use \`terraform apply -replace=aws_lb.…\` with deletion protection off, which is an outage`,
  elsewhere: "test/terraform/changes.test.ts",
};

const IN_OR_OUT = {
  becomes: "`availability_zone` of the target",
  without: "derived from `vpcCidrBlocks`, else false",
  terraform: "removes the target, then adds it again, because AWS allows one target per address and port",
  effects: [EVENTS.targetRegisteredAgain],
  elsewhere: CHANGE_MATRIX,
};
const TARGET_TYPES = "test/terraform/target-types.test.ts";
const TARGET_HOST = "test/terraform/target-host.test.ts";
const ONE_TARGET = "one of them is required";
/** Terraform tells the function about it. Clients see what the function does then, which no plan shows. */
const FUNCTION_INPUT = {
  becomes: "the function's input",
  terraform: "updates the function's input",
  effects: [],
  elsewhere: TARGET_HOST,
};
const ANOTHER_HOST = {
  ...FUNCTION_INPUT,
  without: ONE_TARGET,
  terraform: "updates the function's input, and the name in the alarm's description",
  clients:
    "the function's next run adds the targets of the new name. It removes those of the old one after `missesBeforeRemoval` runs, and their open connections drain",
};
const FUNCTION = { elsewhere: TARGET_HOST, effects: [] };
const KEY = {
  becomes: "the target's Terraform address",
  without: "the target and `targetPort`",
  terraform: "adds the target at its new address, then deregisters it at the old one",
  effects: [EVENTS.targetMoved],
  instead: "[move it in the state](#move-a-target-between-a-literal-a-token-and-a-key) first",
  elsewhere: CHANGE_MATRIX,
};

export const OTHER_OPTIONS: readonly OtherOption[] = [
  {
    option: "ForwardAlarms.unresolvedHosts",
    becomes: "one alarm for the load balancer, if a forward has a `targetHost`",
    without: "true",
    terraform: "adds or removes the alarm",
    ...FUNCTION,
  },
  {
    option: "PortForwardNlbProps.name",
    becomes: "`name` of load balancer and target groups",
    without: "required",
    terraform: `replaces the load balancer and all target groups. ${PROTECTED}`,
    effects: REPLACES_NLB.effects,
    instead: "keep the AWS names with `loadBalancerName` and `targetGroupName`, or create a second load balancer",
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForwardNlbProps.vpcId",
    becomes: "`vpc_id` of target groups and security group",
    without: "required",
    terraform: `replaces everything. ${PROTECTED}`,
    effects: REPLACES_NLB.effects,
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForwardNlbProps.vpcCidrBlocks", ...NEVER_EMITTED },
  {
    option: "PortForwardNlbProps.forwards",
    becomes: "each row's listener, target group and targets",
    without: "required",
    terraform: "adds, changes or removes only that row's resources",
    effects: [
      { ...EVENTS.forwardAdded, when: "a row added" },
      { ...EVENTS.forwardRemoved, when: "a row removed" },
    ],
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForwardNlbProps.forwardDefaults",
    becomes: "the same as in a row",
    without: "each option's default",
    terraform: "as in each row that uses the default. Moving an option between rows and defaults changes nothing",
    effects: [],
    clients: "as in those rows",
    elsewhere: "the same suite, all options of a protocol at once",
  },
  {
    option: "PortForwardNlbProps.loadBalancerName",
    becomes: "`name`",
    without: "`<name>-nlb`",
    ...REPLACES_NLB,
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForwardNlbProps.movedFrom", becomes: "`moved`", ...ADOPTION },
  { option: "PortForwardNlbProps.importFrom", becomes: "`import`", ...ADOPTION },
  {
    option: "PortForwardNlbProps.hostTargets",
    becomes: "`aws_lambda_function` and what it needs",
    without: "required for a `targetHost`",
    terraform: "adds, updates or removes the function",
    ...FUNCTION,
  },
  {
    option: "HostTargets.subnetIds",
    becomes: "`vpc_config.subnet_ids`",
    without: "required",
    terraform: "updates the function",
    ...FUNCTION,
  },
  {
    option: "HostTargets.securityGroupIds",
    becomes: "`vpc_config.security_group_ids`",
    without: "a new security group",
    terraform: "updates the function. Adds or removes the new group",
    ...FUNCTION,
  },
  {
    option: "HostTargets.nameServers",
    ...FUNCTION_INPUT,
    without: "the VPC's resolver",
    terraform: "updates the function's input. Adds or removes rules of the function's new group",
  },
  {
    option: "HostTargets.intervalSeconds",
    becomes: "`schedule_expression`",
    without: "60",
    terraform: "updates the schedule, and the alarm",
    ...FUNCTION,
  },
  { option: "HostTargets.missesBeforeRemoval", ...FUNCTION_INPUT, without: "3" },
  {
    option: "NlbSubnetMapping.subnetId",
    becomes: "`subnet_mapping.subnet_id`",
    without: "required",
    ...ANOTHER_ADDRESS,
  },
  { option: "NlbSubnetMapping.cidrBlock", ...NEVER_EMITTED },
  { option: "NlbSubnetMapping.availabilityZone", ...NEVER_EMITTED },
  {
    option: "NlbSubnetMapping.privateIpv4Address",
    becomes: "`subnet_mapping.private_ipv4_address`",
    without: "AWS chooses an address",
    ...ANOTHER_ADDRESS,
  },
  {
    option: "NlbSubnetMapping.allocationId",
    becomes: "`subnet_mapping.allocation_id`",
    without: "no Elastic IP",
    ...ANOTHER_ADDRESS,
  },
  {
    option: "NlbSubnetMapping.ipv6Address",
    becomes: "`subnet_mapping.ipv6_address`",
    without: "none",
    ...ANOTHER_ADDRESS,
  },
  {
    option: "PortForward.listenerPort",
    becomes: "`port` of the listener",
    without: "required",
    terraform: "adds the new forward, removes the old one",
    effects: [EVENTS.forwardRemoved],
    instead: "add a second row, move the clients, remove the first",
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForward.targetIp", becomes: "`target_id`", without: ONE_TARGET, ...ANOTHER_TARGET },
  { option: "PortForward.targetInstanceId", becomes: "`target_id`", without: ONE_TARGET, ...ANOTHER_TARGET },
  { option: "PortForward.targetAlbArn", becomes: "`target_id`", without: ONE_TARGET, ...ANOTHER_TARGET },
  { option: "PortForward.targetHost", ...ANOTHER_HOST },
  {
    option: "PortForward.targetIpAddressType",
    becomes: "`ip_address_type` of the target group",
    without: "the family of `targetIp`, else IPv4",
    terraform: "recreates the listener, target group and targets",
    effects: [EVENTS.listenerReplaced],
    elsewhere: TARGET_HOST,
  },
  {
    option: "PortForward.targetPort",
    becomes: "`port` of the target",
    without: "required",
    ...ANOTHER_TARGET,
  },
  { option: "PortForward.external", ...IN_OR_OUT },
  { option: "PortForward.key", ...KEY },
  {
    option: "PortForward.additionalTargets",
    becomes: "one target each",
    without: "none",
    terraform: "adds or removes the target",
    effects: [
      { ...EVENTS.targetAdded, when: "added" },
      { ...EVENTS.targetRemoved, when: "removed" },
    ],
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForward.targetSecurityGroupIds",
    becomes: "security group rules",
    without: "the load balancer's `targetSecurityGroupIds`",
    terraform: "adds or removes its rules",
    effects: [
      { ...EVENTS.targetRuleAdded, when: "added" },
      { ...EVENTS.targetRuleRemoved, when: "removed" },
    ],
    elsewhere: TARGET_TYPES,
  },
  {
    option: "PortForward.targetGroupName",
    becomes: "`name` of the target group",
    without: "`<name>-tg-<listenerPort>`",
    terraform: "recreates the listener, target group and targets",
    effects: [EVENTS.listenerReplaced],
    elsewhere: CHANGE_MATRIX,
  },
  { option: "ForwardTarget.targetIp", becomes: "`target_id`", without: ONE_TARGET, ...ANOTHER_TARGET },
  { option: "ForwardTarget.targetInstanceId", becomes: "`target_id`", without: ONE_TARGET, ...ANOTHER_TARGET },
  { option: "ForwardTarget.targetHost", ...ANOTHER_HOST },
  { option: "ForwardTarget.targetPort", becomes: "`port` of the target", without: "the row's port", ...ANOTHER_TARGET },
  { option: "ForwardTarget.external", ...IN_OR_OUT },
  { option: "ForwardTarget.key", ...KEY },
];

/** Changes of the list itself. test/terraform/change-matrix.test.ts and changes.test.ts apply them. */
export const ROW_CHANGES: readonly (Change & { readonly change: string })[] = [
  {
    change: "a row is added",
    terraform: "adds its listener, target group and target",
    effects: [EVENTS.forwardAdded],
  },
  { change: "a row is removed", terraform: "removes them", effects: [EVENTS.forwardRemoved] },
  {
    change: "a row's target is of another type: an address, a host, an instance or an Application Load Balancer",
    terraform: "recreates the listener, target group and targets",
    effects: [EVENTS.listenerReplaced],
    instead: "add a second row, move the clients, remove the first",
  },
  { change: "the rows are reordered", ...NOTHING },
  {
    change: "the targets of two rows are swapped",
    terraform: "adds two targets, removes two",
    effects: [EVENTS.allTargetsReplaced],
    instead: `${TWO_APPLIES}, both rows at once`,
  },
  { change: "an additional target becomes the row's own", ...NOTHING },
  {
    change: "destroy",
    terraform: "is refused while deletion protection is on",
    effects: [EVENTS.loadBalancerRemoved],
  },
];
