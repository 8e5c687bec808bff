import {
  AlpnPolicy,
  type ForwardDefaults,
  type ForwardHealthCheck,
  ForwardProtocol,
  HealthCheckProtocol,
} from "../../forward-defaults";
import { type Given, leafItems, leaves, record } from "../given";

/** How a forward is served, as a row has it, `forwardDefaults` or both. */
export interface ForwardOptions extends ForwardDefaults {
  readonly healthCheck: ForwardHealthCheck;
}

/** Values of options that neither the row nor `forwardDefaults` give. */
export const OPTION_DEFAULTS = {
  protocol: ForwardProtocol.TCP,
  deregistrationDelaySeconds: 300,
  targetTls: false,
  sameRegionPeering: false,
  healthCheck: {
    protocol: HealthCheckProtocol.TCP,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
    intervalSeconds: 30,
  },
} as const satisfies ForwardDefaults;

/**
 * TLS versions and ciphers that AWS recommends, and the default of its console. The API's own default is from 2016.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
 */
const RECOMMENDED_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

const STREAM_DEFAULTS = { connectionTermination: false, preserveClientIp: false, stickiness: false } as const;
// Whether targets see the client's address is not to be chosen for UDP.
const DATAGRAM_DEFAULTS = { connectionTermination: true, stickiness: false } as const;

/**
 * AWS's own defaults, by the protocol of a forward.
 *
 * The configuration states them. The provider keeps the value on AWS of an attribute that the configuration leaves out,
 * so an option that is removed from a list would otherwise stay as it was.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
 */
const STATED_DEFAULTS: Readonly<Partial<Record<string, ForwardDefaults>>> = {
  TCP: { ...STREAM_DEFAULTS, tcpIdleTimeoutSeconds: 350 },
  TLS: { ...STREAM_DEFAULTS, sslPolicy: RECOMMENDED_SSL_POLICY, alpnPolicy: AlpnPolicy.NONE },
  UDP: DATAGRAM_DEFAULTS,
  TCP_UDP: DATAGRAM_DEFAULTS,
} satisfies Record<ForwardProtocol, ForwardDefaults>;

/** What only a health check of requests can have. */
export const REQUEST_OPTIONS = ["path", "matcher"] as const satisfies (keyof ForwardHealthCheck)[];

const REQUEST = { path: "/", matcher: "200-399" };

/**
 * AWS's own defaults of a health check, by its protocol. They are stated for the same reason, and because the provider sends what a
 * check that becomes one of requests leaves out as an empty text, which AWS refuses.
 */
const HEALTH_CHECK_DEFAULTS: Readonly<Record<HealthCheckProtocol, ForwardHealthCheck>> = {
  TCP: { timeoutSeconds: 10 },
  HTTP: { ...REQUEST, timeoutSeconds: 6 },
  HTTPS: { ...REQUEST, timeoutSeconds: 10 },
};

/** Options that only a forward of one protocol can have. */
export const PROTOCOL_OF_OPTION: Partial<Record<keyof ForwardDefaults, ForwardProtocol>> = {
  tcpIdleTimeoutSeconds: ForwardProtocol.TCP,
  certificateArn: ForwardProtocol.TLS,
  additionalCertificateArns: ForwardProtocol.TLS,
  sslPolicy: ForwardProtocol.TLS,
  alpnPolicy: ForwardProtocol.TLS,
  targetTls: ForwardProtocol.TLS,
};

/** Whether a health check makes requests, and does not only connect. */
export function makesRequests(protocol: HealthCheckProtocol | undefined): boolean {
  return protocol === HealthCheckProtocol.HTTP || protocol === HealthCheckProtocol.HTTPS;
}

/** AWS's own defaults, none of a token, whatever it becomes. */
export function healthCheckDefaults(protocol: string): ForwardHealthCheck {
  return (HEALTH_CHECK_DEFAULTS as Readonly<Partial<Record<string, ForwardHealthCheck>>>)[protocol] ?? {};
}

export type HealthCheckSettings = ReturnType<typeof healthCheckSettings>;

/**
 * Returns a health check with every default applied, but for the timeout, which the rules compare with the interval only
 * where it is given.
 */
export function healthCheckSettings(given: ForwardHealthCheck) {
  const protocol = given.protocol ?? OPTION_DEFAULTS.healthCheck.protocol;
  const defaults = healthCheckDefaults(protocol);
  return {
    protocol,
    port: given.port,
    path: given.path ?? defaults.path,
    matcher: given.matcher ?? defaults.matcher,
    timeoutSeconds: given.timeoutSeconds,
    healthyThreshold: given.healthyThreshold ?? OPTION_DEFAULTS.healthCheck.healthyThreshold,
    unhealthyThreshold: given.unhealthyThreshold ?? OPTION_DEFAULTS.healthCheck.unhealthyThreshold,
    intervalSeconds: given.intervalSeconds ?? OPTION_DEFAULTS.healthCheck.intervalSeconds,
  };
}

/** Options as given, of which nothing is left that cdktf could not render. */
export function forwardOptions(given: Given): ForwardOptions {
  const { healthCheck, additionalCertificateArns, clientCidrBlocks } = given;
  const options: Record<string, unknown> = leaves(given);
  if (additionalCertificateArns !== undefined) {
    options.additionalCertificateArns = leafItems(additionalCertificateArns);
  }
  if (clientCidrBlocks !== undefined) options.clientCidrBlocks = leafItems(clientCidrBlocks);
  options.healthCheck = leaves(record(healthCheck) ?? {});
  return options as unknown as ForwardOptions;
}

/** A row's own options, completed by the defaults that such a forward can have: `forwardDefaults`', then AWS's own. */
export function withDefaults<Own extends ForwardOptions>(own: Own, defaults: ForwardOptions): Own {
  const protocol = own.protocol ?? defaults.protocol ?? OPTION_DEFAULTS.protocol;
  const options = { ...own, protocol } as unknown as Record<string, unknown>;
  for (const [option, value] of Object.entries(defaults)) {
    const only = PROTOCOL_OF_OPTION[option as keyof ForwardDefaults];
    if (only === undefined || only === protocol) options[option] ??= value;
  }
  for (const [option, value] of Object.entries(STATED_DEFAULTS[protocol] ?? {})) options[option] ??= value;
  options.healthCheck = healthCheckWithDefaults(own.healthCheck, defaults.healthCheck);
  return options as unknown as Own;
}

function healthCheckWithDefaults(own: ForwardHealthCheck, defaults: ForwardHealthCheck): ForwardHealthCheck {
  if (makesRequests(own.protocol ?? defaults.protocol)) return { ...defaults, ...own };
  const { path, matcher, ...fitting } = defaults;
  return { ...fitting, ...own };
}
