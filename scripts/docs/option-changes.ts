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
import { snakeCase } from "../../module/expressions";
import { type Option, OPTIONS, type RegularOption } from "../../src/private/options";
import { baseOf, OPTION_SAMPLES } from "../../test/option-samples";

// Every option: what it becomes in Terraform, what AWS has without it, and what a change of it does to what serves. Of it are
// made docs/changing.md and the proof that AWS ends up with what the list says, whatever it was before
// (test/terraform/option-changes.test.ts). A new option takes a line here, unless it is a regular one of which nothing special is to be said.

/** What the states of an option name. */
export interface Surroundings {
  readonly certificateArns: readonly [string, string, string];
  readonly securityGroupIds: readonly [string, string];
  readonly clientSecurityGroupIds: readonly [string, string];
  readonly targetSecurityGroupIds: readonly [string, string];
  /** Those that the load balancer has, and a further one. */
  readonly subnetMappings: readonly [NlbSubnetMapping, NlbSubnetMapping, NlbSubnetMapping];
}

/** What a change of an option does, and what to do where that is not wanted. */
interface Effect {
  readonly terraform: string;
  readonly client: string;
  readonly instead?: string;
  /** Plan of each change from one state to the next: an action and a type each, without `aws_`. */
  readonly plan?: readonly string[];
}

export interface Line extends Effect {
  /** Struct and prop. */
  readonly option: string;
  /** Argument or resource. */
  readonly becomes: string;
  readonly without: string;
}

/** What a row has beside its listener port and its target. */
export type RowOptions = ForwardDefaults & Pick<PortForward, "description">;

/** An option of a forward. A row has one state after the other, and then the first one again. */
export interface ForwardOption extends Line {
  /** Whether the row stays at its last state, since Terraform refuses the way back. */
  readonly stays?: boolean;
  readonly forward: (around: Surroundings) => readonly [RowOptions, ...RowOptions[]];
}

type LoadBalancerProps = Partial<Omit<PortForwardNlbProps, "name" | "forwards">>;

/** An option of the load balancer, which has one state after the other, and then the first one again. */
export interface LoadBalancerOption extends Line {
  /** Options of one name change at once, in one load balancer. */
  readonly together?: "attributes" | "access logs" | "alarms";
  readonly loadBalancer: (around: Surroundings) => readonly [LoadBalancerProps, ...LoadBalancerProps[]];
}

/** An option whose changes other suites apply, or that Terraform never sees. */
export interface OtherOption extends Line {
  readonly elsewhere: string;
}

const UPDATES_LISTENER = { terraform: "updates the listener", client: "nothing", plan: ["update lb_listener"] };
const UPDATES_GROUP = { terraform: "updates the target group", client: "nothing", plan: ["update lb_target_group"] };
const UPDATES_CHECK = { ...UPDATES_GROUP, client: "nothing while the targets pass the check" };
const UPDATES_NLB = { terraform: "updates the load balancer", client: "nothing", plan: ["update lb"] };
const NOTHING = { terraform: "nothing", client: "nothing", plan: [] };
const PROTECTED = "with deletion protection on AWS refuses that, but the listeners are gone by then";
const REPLACES_NLB = {
  terraform: `replaces the load balancer and its listeners; ${PROTECTED}`,
  client: "an outage of minutes, and another DNS name",
};
const BESIDE = "a second load balancer beside it, then move the clients";
const OTHER_PORT = "a row on another port, move the clients, remove the first";

const TLS = ForwardProtocol.TLS;
const UDP_CHECK = { healthCheck: { port: 8080 } };

function tls({ certificateArns: [certificateArn] }: Surroundings, options: ForwardDefaults = {}): ForwardDefaults {
  return { protocol: TLS, certificateArn, ...options };
}

/** States of a health check, from one that leaves the option out. */
function checks(
  base: ForwardHealthCheck,
  ...options: readonly ForwardHealthCheck[]
): () => readonly [ForwardDefaults, ...ForwardDefaults[]] {
  return () => [{ healthCheck: base }, ...options.map((option) => ({ healthCheck: { ...base, ...option } }))];
}

/** States of a forward, from one that leaves everything out. */
function plain(...options: readonly RowOptions[]): () => readonly [RowOptions, ...RowOptions[]] {
  return () => [{}, ...options];
}

/** What is special about a regular option. */
const SPECIAL: Readonly<Partial<Record<RegularOption, Partial<Line>>>> = {
  preserveClientIp: {
    without: "false for TCP and TLS, true for UDP and TCP_UDP",
    client: "nothing; the target sees other addresses, which its security group has to admit",
  },
  proxyProtocolV2: {
    without: "false",
    client: "**new connections fail** while the target expects the other",
    instead: OTHER_PORT,
  },
  crossZone: {
    without: "the load balancer's `crossZone`",
    client: "nothing, while each zone has a healthy target",
  },
  unhealthyConnectionTermination: {
    becomes: "`target_health_state`",
    client: "connections to an unhealthy target stay open, or are closed",
  },
  unhealthyDrainingIntervalSeconds: { becomes: "`target_health_state`" },
  certificateArn: { without: "TLS takes one", client: "the new certificate on new connections" },
  sslPolicy: { client: "new connections fail of a client that has no TLS version or no cipher of the new policy" },
  alpnPolicy: { client: "another protocol above TLS on new connections" },
};

/** The regular options, from one state without the option through its samples. */
const REGULAR: readonly ForwardOption[] = OPTIONS.map(([name, option]) => {
  const base = baseOf(name);
  const states = OPTION_SAMPLES[name].good.map((value) => ({ ...base, [name]: value }));
  return {
    option: `ForwardDefaults.${name}`,
    becomes: `\`${snakeCase(option.targetGroup ?? option.listener ?? name)}\``,
    without: withoutIt(option),
    ...(option.listener === undefined ? UPDATES_GROUP : UPDATES_LISTENER),
    ...SPECIAL[name],
    forward: () => [base, ...states],
  };
});

/** Writes the default of an option: `350`, or `false for TCP and TLS, true for UDP and TCP_UDP`. */
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
    without: "no such tag",
    terraform: "updates the tags",
    client: "nothing",
    plan: ["update lb_listener", "update lb_target_group"],
    forward: plain({ description: "Web: blue" }, { description: "Web: green" }),
  },
  {
    option: "ForwardDefaults.healthCheck",
    becomes: "`health_check`",
    without: "TCP on each target's own port",
    ...UPDATES_CHECK,
    forward: plain({ healthCheck: { port: 8080, intervalSeconds: 60 } }, { healthCheck: { healthyThreshold: 2 } }),
  },
  ...REGULAR,
  {
    option: "ForwardDefaults.additionalCertificateArns",
    becomes: "`aws_lb_listener_certificate`",
    without: "none",
    terraform: "adds or removes the certificate",
    client: "the default certificate for the host names of one that is removed",
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
    terraform: "removes listener, attachment and target group, then makes them anew",
    client: "new connections to that port are refused meanwhile",
    instead: OTHER_PORT,
    forward: (around) => [tls(around), tls(around, { targetTls: true })],
  },
  {
    option: "ForwardDefaults.sameRegionPeering",
    becomes: "not emitted",
    without: "false",
    ...NOTHING,
    forward: plain({ sameRegionPeering: true }),
  },
  {
    option: "ForwardHealthCheck.protocol",
    becomes: "`health_check.protocol`",
    without: "TCP",
    terraform:
      "updates the target group; from HTTP or HTTPS to TCP provider 5.100 refuses the plan, since it keeps path and matcher",
    client: UPDATES_CHECK.client,
    instead: "to TCP: take the row out, apply, put it in again, which is down meanwhile; or a row on another port",
    plan: UPDATES_CHECK.plan,
    stays: true,
    forward: checks({}, { protocol: HealthCheckProtocol.HTTP }, { protocol: HealthCheckProtocol.HTTPS }),
  },
  {
    option: "ForwardHealthCheck.port",
    becomes: "`health_check.port`",
    without: "each target's own port",
    ...UPDATES_CHECK,
    forward: checks({}, { port: 8080 }, { port: 8081 }),
  },
  {
    option: "ForwardHealthCheck.path",
    becomes: "`health_check.path`",
    without: "`/`",
    ...UPDATES_CHECK,
    forward: checks({ protocol: HealthCheckProtocol.HTTP }, { path: "/health" }, { path: "/ready" }),
  },
  {
    option: "ForwardHealthCheck.matcher",
    becomes: "`health_check.matcher`",
    without: "200-399",
    ...UPDATES_CHECK,
    forward: checks({ protocol: HealthCheckProtocol.HTTPS }, { matcher: "200" }, { matcher: "200-204" }),
  },
  {
    option: "ForwardHealthCheck.healthyThreshold",
    becomes: "`health_check.healthy_threshold`",
    without: "3",
    ...UPDATES_CHECK,
    forward: checks({}, { healthyThreshold: 2 }, { healthyThreshold: 10 }),
  },
  {
    option: "ForwardHealthCheck.unhealthyThreshold",
    becomes: "`health_check.unhealthy_threshold`",
    without: "3",
    ...UPDATES_CHECK,
    forward: checks({}, { unhealthyThreshold: 2 }, { unhealthyThreshold: 10 }),
  },
  {
    option: "ForwardHealthCheck.intervalSeconds",
    becomes: "`health_check.interval`",
    without: "30",
    ...UPDATES_CHECK,
    forward: checks({}, { intervalSeconds: 10 }, { intervalSeconds: 60 }),
  },
  {
    option: "ForwardHealthCheck.timeoutSeconds",
    becomes: "`health_check.timeout`",
    without: "6 for HTTP, 10 for TCP and HTTPS",
    ...UPDATES_CHECK,
    forward: checks({}, { timeoutSeconds: 5 }, { timeoutSeconds: 20 }),
  },
];

/** The last sample of each regular option that a protocol can have. */
function regularOf(protocol: ForwardProtocol): ForwardDefaults {
  const own = OPTIONS.filter(([, { protocols }]) => protocols?.includes(protocol) ?? true);
  return { ...Object.fromEntries(own.map(([name]) => [name, OPTION_SAMPLES[name].good.at(-1)])), protocol };
}

/** All that a forward of a protocol can have, but for a check by HTTP, from which there is no way back. */
const EVERYTHING_OF: Readonly<Record<ForwardProtocol, (around: Surroundings) => ForwardDefaults>> = {
  TCP: () => ({ ...regularOf(ForwardProtocol.TCP), healthCheck: { port: 8080, timeoutSeconds: 5 } }),
  TLS: (around) =>
    tls(around, {
      ...regularOf(TLS),
      // AWS has none for TLS
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
    "removes listener, attachment and target group, then makes them anew; between TCP and TLS with plain targets the listener only",
  client: "new connections to that port are refused meanwhile",
  instead: OTHER_PORT,
};

/** Every pair of protocols, from all options of one to none of the other, and back. */
const PROTOCOLS: readonly ForwardOption[] = Object.values(ForwardProtocol).flatMap((from) =>
  Object.values(ForwardProtocol)
    .filter((to) => to !== from)
    .map((to) => ({ ...PROTOCOL, forward: (around) => [EVERYTHING_OF[from](around), BARE[to](around)] })),
);

export const FORWARD_OPTIONS: readonly ForwardOption[] = [...PROTOCOLS, ...FORWARD];

/** All options of each protocol at once, for what `forwardDefaults` have in a row's place. */
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
    instead: BESIDE,
    // a load balancer on the internet has no address that is chosen
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
    loadBalancer: () => [{}, { deletionProtection: false }],
  },
  {
    option: "PortForwardNlbProps.crossZone",
    together: "attributes",
    becomes: "`enable_cross_zone_load_balancing`",
    without: "true",
    ...UPDATES_NLB,
    client: "nothing, while each zone has a healthy target",
    loadBalancer: () => [{}, { crossZone: false }],
  },
  {
    option: "PortForwardNlbProps.ipAddressType",
    together: "attributes",
    becomes: "`ip_address_type`",
    without: "ipv4",
    ...UPDATES_NLB,
    client: "nothing by IPv4; by IPv6 connections fail once it is taken out",
    loadBalancer: () => [{}, { ipAddressType: NlbIpAddressType.DUALSTACK }],
  },
  {
    option: "PortForwardNlbProps.dnsRecordClientRoutingPolicy",
    together: "attributes",
    becomes: "`dns_record_client_routing_policy`",
    without: "any_availability_zone",
    ...UPDATES_NLB,
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
    loadBalancer: () => [{}, { zonalShift: true }],
  },
  {
    option: "PortForwardNlbProps.accessLogs",
    together: "attributes",
    becomes: "`access_logs`",
    without: "off",
    ...UPDATES_NLB,
    loadBalancer: () => [{}, { accessLogs: { bucket: "logs", prefix: "nlb" } }],
  },
  {
    option: "NlbAccessLogs.bucket",
    together: "access logs",
    becomes: "`access_logs.bucket`",
    without: "access logs take one",
    ...UPDATES_NLB,
    loadBalancer: () => [{ accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "other-logs" } }],
  },
  {
    option: "NlbAccessLogs.prefix",
    together: "access logs",
    becomes: "`access_logs.prefix`",
    without: "none",
    ...UPDATES_NLB,
    loadBalancer: () => [
      { accessLogs: { bucket: "logs" } },
      { accessLogs: { bucket: "other-logs", prefix: "nlb" } },
      { accessLogs: { bucket: "other-logs", prefix: "example" } },
    ],
  },
  {
    option: "PortForwardNlbProps.tags",
    together: "attributes",
    becomes: "`tags` of everything",
    without: "only the provider's default tags",
    terraform: "updates them",
    client: "nothing",
    loadBalancer: () => [{}, { tags: { team: "network", stage: "test" } }, { tags: { team: "other" } }],
  },
  {
    option: "PortForwardNlbProps.subnetMappings",
    becomes: "`subnet_mapping`",
    without: "a load balancer takes one",
    terraform:
      "a subnet more: updates the load balancer. A subnet less: replaces it, as provider 5.100 does. Another static address: plans " +
      "an update, which AWS refuses",
    client:
      "a subnet more: nothing. A subnet less: an outage of minutes, and another DNS name. Another address: nothing",
    instead: `${BESIDE}; or \`terraform apply -replace=aws_lb.…\` with deletion protection off`,
    loadBalancer: ({ subnetMappings: [first, second, third] }) => [
      { deletionProtection: false, subnetMappings: [first, second] },
      { deletionProtection: false, subnetMappings: [first, second, third] },
    ],
  },
  {
    option: "PortForwardNlbProps.securityGroupIds",
    becomes: "`security_groups`",
    without: "those of the list, if it has clients",
    terraform: `updates the load balancer. The first group, or the last: ${REPLACES_NLB.terraform}`,
    client: `what the new groups say, at once. The first group, or the last: ${REPLACES_NLB.client}`,
    instead: "a group from the beginning",
    loadBalancer: ({ securityGroupIds: [first, second] }) => [
      { deletionProtection: false },
      { deletionProtection: false, securityGroupIds: [first] },
      { deletionProtection: false, securityGroupIds: [second, first] },
    ],
  },
  {
    option: "PortForwardNlbProps.clientCidrBlocks",
    becomes: "`aws_security_group` and its rules",
    without: "no security group is made",
    terraform: `adds or removes rules. Given for the first time, or taken out, without another group: ${REPLACES_NLB.terraform}`,
    client: `new connections of that client are let in, or not. Given for the first time, or taken out: ${REPLACES_NLB.client}`,
    instead: "give it from the beginning, if only as an empty list; keep an empty list rather than taking it out",
    loadBalancer: () => [
      { deletionProtection: false },
      { deletionProtection: false, clientCidrBlocks: ["192.168.1.0/24"] },
      { deletionProtection: false, clientCidrBlocks: ["192.168.2.0/24"] },
    ],
  },
  {
    option: "PortForwardNlbProps.clientCidrBlocks",
    becomes: "`aws_security_group` and its rules",
    without: "no security group is made",
    terraform: "beside another group it updates the load balancer, both ways",
    client: "new connections of that client are let in, or not",
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
    client: "new connections of that client are let in, or not",
    loadBalancer: () => [
      { clientCidrBlocks: ["192.168.1.0/24"] },
      { clientCidrBlocks: ["192.168.1.0/24"], forwardDefaults: { clientCidrBlocks: ["192.168.2.0/24"] } },
      { clientCidrBlocks: ["192.168.1.0/24"], forwardDefaults: { clientCidrBlocks: ["10.0.0.0/8", "192.168.2.0/24"] } },
    ],
  },
  {
    option: "PortForwardNlbProps.clientSecurityGroupIds",
    becomes: "`aws_security_group` and its rules",
    without: "no security group is made",
    terraform: "as with `clientCidrBlocks`",
    client: "as with `clientCidrBlocks`",
    loadBalancer: ({ clientSecurityGroupIds: [first, second] }) => [
      { deletionProtection: false },
      { deletionProtection: false, clientSecurityGroupIds: [first] },
      { deletionProtection: false, clientSecurityGroupIds: [second] },
    ],
  },
  {
    option: "PortForwardNlbProps.targetSecurityGroupIds",
    becomes: "`aws_vpc_security_group_ingress_rule` of the targets' groups",
    without: "they are as they are",
    terraform: "adds or removes rules",
    client: "connections fail where no other rule admits the load balancer",
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
    client: "over PrivateLink, what the rules say, or all of it",
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
    client: "nothing",
    loadBalancer: () => [{}, { alarms: { actionArns: [] } }],
  },
  alarmOption("actionArns", "`alarm_actions`", "alarms take a list", {
    actionArns: ["arn:aws:sns:ap-northeast-1:123456789012:network"],
  }),
  alarmOption("unhealthyHosts", "an alarm for each forward", "true", { unhealthyHosts: false }),
  alarmOption("portAllocationErrors", "an alarm for the load balancer", "true", { portAllocationErrors: false }),
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
    terraform: "updates, adds or removes the alarms",
    client: "nothing",
    loadBalancer: () => [{ alarms: { actionArns: [] } }, { alarms: { actionArns: [], ...changed } }],
  };
}

const CHANGE_MATRIX = "test/terraform/change-matrix.test.ts";
const NEVER_EMITTED = {
  becomes: "not emitted",
  without: "not checked",
  ...NOTHING,
  elsewhere: "Terraform never sees it",
};
const ADOPTION = {
  without: "nothing is taken over",
  ...NOTHING,
  elsewhere: "test/terraform/adoption.test.ts",
};
const ANOTHER_TARGET = {
  terraform: "adds the new target, removes the old one",
  client: "new connections wait for the new target's health checks",
  instead: "[in two steps](#a-target-without-a-gap)",
  elsewhere: CHANGE_MATRIX,
};
const ANOTHER_ADDRESS = {
  terraform: "plans an update in place, which fails: AWS changes no address of a load balancer",
  client: "nothing",
  instead: `${BESIDE}; or \`terraform apply -replace=aws_lb.…\` with deletion protection off, which is an outage`,
  elsewhere: "test/terraform/changes.test.ts",
};

const IN_OR_OUT = {
  becomes: "`availability_zone` of the attachment",
  without: "found from `vpcCidrBlocks`, else false",
  terraform: "removes the attachment, then makes it anew: AWS has one target by an address and port",
  client: "new connections fail from the one to the health checks of the other",
  instead: "a further target meanwhile",
  elsewhere: CHANGE_MATRIX,
};
const KEY = {
  becomes: "the attachment's address in Terraform",
  without: "`targetIp` and `targetPort`",
  terraform: "removes the live target under its old address after it has added it under the new one",
  client: "**new connections fail, and go on failing**",
  instead: "[move it in the state](../README.md#change-it-safely) first",
  elsewhere: CHANGE_MATRIX,
};

export const OTHER_OPTIONS: readonly OtherOption[] = [
  {
    option: "PortForwardNlbProps.name",
    becomes: "`name` of load balancer and target groups",
    without: "a load balancer takes one",
    terraform: `replaces the load balancer and all target groups; ${PROTECTED}`,
    client: REPLACES_NLB.client,
    instead: "keep the AWS names with `loadBalancerName` and `targetGroupName`, or a second load balancer beside it",
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForwardNlbProps.vpcId",
    becomes: "`vpc_id` of target groups and security group",
    without: "a load balancer takes one",
    terraform: `replaces everything; ${PROTECTED}`,
    client: REPLACES_NLB.client,
    instead: BESIDE,
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForwardNlbProps.vpcCidrBlocks", ...NEVER_EMITTED },
  {
    option: "PortForwardNlbProps.forwards",
    becomes: "listener, target group and attachments of each row",
    without: "a load balancer takes them",
    terraform: "adds, changes or removes what belongs to that row",
    client: "nothing on other forwards",
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForwardNlbProps.forwardDefaults",
    becomes: "as in a row that has the option itself",
    without: "each option's own default",
    terraform: "as in the rows that take the option from it; to move it between a row and the defaults does nothing",
    client: "as in those rows",
    elsewhere: "the same suite, all options of a protocol at once",
  },
  {
    option: "PortForwardNlbProps.loadBalancerName",
    becomes: "`name`",
    without: "`<name>-nlb`",
    ...REPLACES_NLB,
    instead: BESIDE,
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForwardNlbProps.movedFrom", becomes: "`moved`", ...ADOPTION },
  { option: "PortForwardNlbProps.importFrom", becomes: "`import`", ...ADOPTION },
  {
    option: "NlbSubnetMapping.subnetId",
    becomes: "`subnet_mapping.subnet_id`",
    without: "a mapping takes one",
    ...ANOTHER_ADDRESS,
  },
  { option: "NlbSubnetMapping.cidrBlock", ...NEVER_EMITTED },
  { option: "NlbSubnetMapping.availabilityZone", ...NEVER_EMITTED },
  {
    option: "NlbSubnetMapping.privateIpv4Address",
    becomes: "`subnet_mapping.private_ipv4_address`",
    without: "an address that AWS chooses",
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
    without: "a row takes one",
    terraform: "adds the new forward, removes the old one",
    client: "new connections to the old port are refused",
    instead: "add a second row, move the clients, remove the first",
    elsewhere: CHANGE_MATRIX,
  },
  { option: "PortForward.targetIp", becomes: "`target_id`", without: "a row takes one", ...ANOTHER_TARGET },
  {
    option: "PortForward.targetPort",
    becomes: "`port` of the attachment",
    without: "a row takes one",
    ...ANOTHER_TARGET,
  },
  { option: "PortForward.external", ...IN_OR_OUT },
  { option: "PortForward.key", ...KEY },
  {
    option: "PortForward.additionalTargets",
    becomes: "an attachment each",
    without: "none",
    terraform: "adds or removes its attachment",
    client: "nothing, but for what was connected to the one removed",
    elsewhere: CHANGE_MATRIX,
  },
  {
    option: "PortForward.targetGroupName",
    becomes: "`name` of the target group",
    without: "`<name>-tg-<listenerPort>`",
    terraform: "removes listener, attachment and target group, then makes them anew",
    client: "new connections to that port are refused meanwhile",
    instead: OTHER_PORT,
    elsewhere: CHANGE_MATRIX,
  },
  { option: "ForwardTarget.targetIp", becomes: "`target_id`", without: "a target takes one", ...ANOTHER_TARGET },
  { option: "ForwardTarget.targetPort", becomes: "`port` of the attachment", without: "the row's", ...ANOTHER_TARGET },
  { option: "ForwardTarget.external", ...IN_OR_OUT },
  { option: "ForwardTarget.key", ...KEY },
];
