import {
  type ForwardDefaults,
  type ForwardHealthCheck,
  ForwardProtocol,
  HealthCheckProtocol,
} from "../../forward-defaults";
import { type Given, leafItems, leaves, record } from "../given";
import { defaultOf, isSupported, OPTIONS } from "../options";
import type { TargetType } from "../targets";

/** Options of a forward: its own, those of `forwardDefaults`, or both combined. */
export interface ForwardOptions extends ForwardDefaults {
  readonly healthCheck: ForwardHealthCheck;
}

/** Defaults of the options that aren't in the table of regular options. */
export const OPTION_DEFAULTS = {
  protocol: ForwardProtocol.TCP,
  targetTls: false,
  sameRegionPeering: false,
  healthCheck: {
    protocol: HealthCheckProtocol.TCP,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
    intervalSeconds: 30,
  },
} as const satisfies ForwardDefaults;

/** Options of HTTP and HTTPS health checks only. */
export const REQUEST_OPTIONS = ["path", "matcher"] as const satisfies (keyof ForwardHealthCheck)[];

const REQUEST = { path: "/", matcher: "200-399" };

/**
 * AWS's own defaults of a health check, by protocol. They are stated like those of other options. Besides, without
 * them the provider sends empty values when a TCP health check becomes HTTP, and AWS rejects those.
 */
const HEALTH_CHECK_DEFAULTS: Readonly<Record<HealthCheckProtocol, ForwardHealthCheck>> = {
  TCP: { timeoutSeconds: 10 },
  HTTP: { ...REQUEST, timeoutSeconds: 6 },
  HTTPS: { ...REQUEST, timeoutSeconds: 10 },
};

/** Whether a health check sends requests. The others only connect. */
export function makesRequests(protocol: HealthCheckProtocol | undefined): boolean {
  return protocol === HealthCheckProtocol.HTTP || protocol === HealthCheckProtocol.HTTPS;
}

/** Returns AWS's defaults for a protocol. A token has none. */
export function healthCheckDefaults(protocol: string): ForwardHealthCheck {
  return (HEALTH_CHECK_DEFAULTS as Readonly<Partial<Record<string, ForwardHealthCheck>>>)[protocol] ?? {};
}

/** A health check with all defaults applied except the timeout's. */
export interface HealthCheckSettings extends ForwardHealthCheck {
  readonly protocol: HealthCheckProtocol;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly intervalSeconds: number;
}

/**
 * Applies the defaults of a health check, except the timeout's: the rules compare a timeout with the interval only if
 * the user sets it.
 */
export function healthCheckSettings(given: ForwardHealthCheck): HealthCheckSettings {
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

/** Returns the user's options without the values that cdktf can't render. */
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

/**
 * Fills in a forward's options from `forwardDefaults`, then from AWS's defaults, as far as its protocol and its targets
 * support them.
 */
export function withDefaults<Own extends ForwardOptions>(
  own: Own,
  defaults: ForwardOptions,
  targetType: TargetType,
): Own {
  const protocol = own.protocol ?? defaults.protocol ?? OPTION_DEFAULTS.protocol;
  const options = { ...own, protocol } as unknown as Record<string, unknown>;
  for (const [option, value] of Object.entries(defaults)) {
    if (isSupported(option, protocol, targetType)) options[option] ??= value;
  }
  for (const [name, option] of OPTIONS) {
    if (isSupported(name, protocol, targetType)) options[name] ??= defaultOf(option, protocol);
  }
  options.healthCheck = healthCheckWithDefaults(
    own.healthCheck,
    healthCheckDefaultsOf(targetType, defaults.healthCheck),
  );
  return options as unknown as Own;
}

/** AWS checks a load balancer with requests only. */
function healthCheckDefaultsOf(targetType: TargetType, defaults: ForwardHealthCheck): ForwardHealthCheck {
  if (targetType !== "alb" || makesRequests(defaults.protocol)) return defaults;
  return { ...defaults, protocol: HealthCheckProtocol.HTTP };
}

function healthCheckWithDefaults(own: ForwardHealthCheck, defaults: ForwardHealthCheck): ForwardHealthCheck {
  if (makesRequests(own.protocol ?? defaults.protocol)) return { ...defaults, ...own };
  const { path, matcher, ...fitting } = defaults;
  return { ...fitting, ...own };
}
