import type { LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import type { LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import { AlpnPolicy, type ForwardDefaults, ForwardProtocol } from "../forward-defaults";
import { certificate, filledText, FLAG, integer, oneOf } from "./rules/bounds";
import type { Bound } from "./rules/rule";
import { NLB } from "./rules/sources";
import { type TargetType, WITH_ATTRIBUTES } from "./targets";

// The regular options of a forward: a single value that becomes one argument. Their bounds, CSV columns, defaults,
// arguments and protocols follow from this table. Health checks, clients and targets have their own code.

/** The argument of an option, and its defaults. */
export interface Option {
  readonly bound: Bound;
  /** Argument of `aws_lb_target_group`. */
  readonly targetGroup?: keyof LbTargetGroupConfig;
  /** Argument of `aws_lb_listener`. */
  readonly listener?: keyof LbListenerConfig;
  /** Whether the provider declares the argument as a string, though the option is a number or a boolean. */
  readonly asText?: boolean;
  /**
   * Protocols that support the option.
   *
   * @default - all
   */
  readonly protocols?: readonly ForwardProtocol[];
  /**
   * Types of targets that support the option.
   *
   * @default - all
   */
  readonly targetTypes?: readonly TargetType[];
  /**
   * Default for every protocol. The module's variable has it, too.
   *
   * @default - none, or those of `stated`
   */
  readonly default?: unknown;
  /**
   * AWS's default by protocol, which the configuration states: see docs/decisions/stated-defaults.md.
   *
   * @default - none, or the provider applies one itself
   */
  readonly stated?: Readonly<Partial<Record<ForwardProtocol, unknown>>>;
  /**
   * Value of the argument without the option, if it isn't a value of the option itself.
   *
   * @default - no argument
   */
  readonly otherwise?: string;
}

const { TCP, TLS } = ForwardProtocol;

const ATTRIBUTES = `${NLB}/edit-target-group-attributes.html`;
export const SECURITY_POLICIES = `${NLB}/describe-ssl-policies.html`;
export const CERTIFICATE = certificate(`${NLB}/tls-listener-certificates.html`);

/** AWS's quota of targets in a target group. */
const MOST_TARGETS = 1000;

export const GROUP_HEALTH = `${NLB}/target-group-health.html`;
const HEALTHY_COUNT = integer("Target group health", GROUP_HEALTH, [1, MOST_TARGETS]);
const HEALTHY_PERCENTAGE = integer("Target group health", GROUP_HEALTH, [1, 100], "percent");

/** The policy that AWS recommends and its console defaults to. The API's default is from 2016. */
const RECOMMENDED_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

const TABLE = {
  deregistrationDelaySeconds: {
    bound: integer("Deregistration delays", `${ATTRIBUTES}#deregistration-delay`, [0, 3600], "seconds"),
    targetGroup: "deregistrationDelay",
    targetTypes: WITH_ATTRIBUTES,
    asText: true,
    default: 300,
  },
  connectionTermination: {
    bound: FLAG,
    targetGroup: "connectionTermination",
    targetTypes: WITH_ATTRIBUTES,
    stated: { TCP: false, TLS: false, UDP: true, TCP_UDP: true },
  },
  preserveClientIp: {
    bound: FLAG,
    targetGroup: "preserveClientIp",
    targetTypes: WITH_ATTRIBUTES,
    asText: true,
    // UDP always preserves client addresses.
    stated: { TCP: false, TLS: false },
  },
  proxyProtocolV2: { bound: FLAG, targetGroup: "proxyProtocolV2", targetTypes: WITH_ATTRIBUTES },
  stickiness: {
    bound: FLAG,
    targetTypes: WITH_ATTRIBUTES,
    stated: { TCP: false, TLS: false, UDP: false, TCP_UDP: false },
  },
  crossZone: {
    bound: FLAG,
    targetGroup: "loadBalancingCrossZoneEnabled",
    targetTypes: WITH_ATTRIBUTES,
    asText: true,
    otherwise: "use_load_balancer_configuration",
  },
  unhealthyConnectionTermination: {
    bound: FLAG,
    protocols: [TCP, TLS],
    targetTypes: WITH_ATTRIBUTES,
    stated: { TCP: true, TLS: true },
  },
  unhealthyDrainingIntervalSeconds: {
    bound: integer("Unhealthy draining intervals", `${ATTRIBUTES}#unhealthy-draining-interval`, [0, 360000], "seconds"),
    protocols: [TCP, TLS],
    targetTypes: WITH_ATTRIBUTES,
    stated: { TCP: 0, TLS: 0 },
  },
  dnsMinimumHealthyTargetCount: { bound: HEALTHY_COUNT, targetTypes: WITH_ATTRIBUTES, default: 1 },
  dnsMinimumHealthyTargetPercentage: { bound: HEALTHY_PERCENTAGE, targetTypes: WITH_ATTRIBUTES },
  routingMinimumHealthyTargetCount: { bound: HEALTHY_COUNT, targetTypes: WITH_ATTRIBUTES, default: 1 },
  routingMinimumHealthyTargetPercentage: { bound: HEALTHY_PERCENTAGE, targetTypes: WITH_ATTRIBUTES },
  tcpIdleTimeoutSeconds: {
    bound: integer("Idle timeouts", `${NLB}/update-idle-timeout.html`, [60, 6000], "seconds"),
    listener: "tcpIdleTimeoutSeconds",
    protocols: [TCP],
    stated: { TCP: 350 },
  },
  certificateArn: { bound: CERTIFICATE, listener: "certificateArn", protocols: [TLS] },
  sslPolicy: {
    bound: filledText("Security policies", "the name of a policy", SECURITY_POLICIES),
    listener: "sslPolicy",
    protocols: [TLS],
    stated: { TLS: RECOMMENDED_SSL_POLICY },
  },
  alpnPolicy: {
    bound: oneOf("ALPN policies", Object.values(AlpnPolicy), `${NLB}/load-balancer-listeners.html#alpn-policies`),
    listener: "alpnPolicy",
    protocols: [TLS],
    stated: { TLS: AlpnPolicy.NONE },
  },
} as const satisfies Partial<Record<keyof ForwardDefaults, Option>>;

export type RegularOption = keyof typeof TABLE;

/** Regular options of a forward, by name. */
export type RegularOptions = Pick<ForwardDefaults, RegularOption>;

export const OPTIONS = Object.entries(TABLE) as readonly (readonly [name: RegularOption, option: Option])[];

/** Returns an object with the result of `make` for each regular option. */
export function byOption<T>(make: (option: Option, name: RegularOption) => T): Record<RegularOption, T> {
  return Object.fromEntries(OPTIONS.map(([name, option]) => [name, make(option, name)])) as Record<RegularOption, T>;
}

/** Protocols of the options that only some forwards support, regular or not. */
export const PROTOCOLS_OF_OPTION: ReadonlyMap<string, readonly ForwardProtocol[]> = new Map([
  ...OPTIONS.flatMap(([name, { protocols }]) => (protocols ? [[name, protocols] as const] : [])),
  ["additionalCertificateArns", [TLS]],
  ["targetTls", [TLS]],
]);

/** Types of targets of the options that only some forwards support. */
export const TARGET_TYPES_OF_OPTION: ReadonlyMap<string, readonly TargetType[]> = new Map(
  OPTIONS.flatMap(([name, { targetTypes }]) => (targetTypes ? [[name, targetTypes] as const] : [])),
);

/** Whether forwards of a protocol and to targets of a type support an option. */
export function isSupported(option: string, protocol: ForwardProtocol, targetType: TargetType): boolean {
  const [protocols, types] = [PROTOCOLS_OF_OPTION.get(option), TARGET_TYPES_OF_OPTION.get(option)];
  return (protocols?.includes(protocol) ?? true) && (types?.includes(targetType) ?? true);
}

/** Returns the default of an option for a protocol, or undefined. */
export function defaultOf({ default: always, stated = {} }: Option, protocol: string): unknown {
  return always ?? (Object.hasOwn(stated, protocol) ? (stated as Record<string, unknown>)[protocol] : undefined);
}

/** Returns the regular options of a forward. */
export function regularOptions(given: ForwardDefaults): RegularOptions {
  return Object.fromEntries(OPTIONS.map(([name]) => [name, given[name]]));
}
