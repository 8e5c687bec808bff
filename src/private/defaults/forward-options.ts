import {
  type ForwardDefaults,
  type ForwardHealthCheck,
  ForwardProtocol,
  HealthCheckProtocol,
} from "../../forward-defaults";
import { type Given, leafItems, leaves, record } from "../given";
import { defaultOf, OPTIONS, PROTOCOLS_OF_OPTION } from "../options";

/** How a forward is served, as a row has it, `forwardDefaults` or both. */
export interface ForwardOptions extends ForwardDefaults {
  readonly healthCheck: ForwardHealthCheck;
}

/** Defaults of the options that are not in the table of regular ones. */
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

/** What only a health check of requests can have. */
export const REQUEST_OPTIONS = ["path", "matcher"] as const satisfies (keyof ForwardHealthCheck)[];

const REQUEST = { path: "/", matcher: "200-399" };

/**
 * AWS's own defaults of a health check, by its protocol. They are stated as those of other options are, and because the provider
 * sends what a check that becomes one of requests leaves out as an empty text, which AWS refuses.
 */
const HEALTH_CHECK_DEFAULTS: Readonly<Record<HealthCheckProtocol, ForwardHealthCheck>> = {
  TCP: { timeoutSeconds: 10 },
  HTTP: { ...REQUEST, timeoutSeconds: 6 },
  HTTPS: { ...REQUEST, timeoutSeconds: 10 },
};

/** Whether a health check makes requests, and does not only connect. */
export function makesRequests(protocol: HealthCheckProtocol | undefined): boolean {
  return protocol === HealthCheckProtocol.HTTP || protocol === HealthCheckProtocol.HTTPS;
}

/** AWS's own defaults, none of a token, whatever it becomes. */
export function healthCheckDefaults(protocol: string): ForwardHealthCheck {
  return (HEALTH_CHECK_DEFAULTS as Readonly<Partial<Record<string, ForwardHealthCheck>>>)[protocol] ?? {};
}

/** A health check with every default applied, except that of the timeout. */
export interface HealthCheckSettings extends ForwardHealthCheck {
  readonly protocol: HealthCheckProtocol;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly intervalSeconds: number;
}

/** Applies the defaults of a health check. The timeout has none here: the rules compare it with the interval only if it is given. */
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
    if (PROTOCOLS_OF_OPTION.get(option)?.includes(protocol) ?? true) options[option] ??= value;
  }
  for (const [name, option] of OPTIONS) options[name] ??= defaultOf(option, protocol);
  options.healthCheck = healthCheckWithDefaults(own.healthCheck, defaults.healthCheck);
  return options as unknown as Own;
}

function healthCheckWithDefaults(own: ForwardHealthCheck, defaults: ForwardHealthCheck): ForwardHealthCheck {
  if (makesRequests(own.protocol ?? defaults.protocol)) return { ...defaults, ...own };
  const { path, matcher, ...fitting } = defaults;
  return { ...fitting, ...own };
}
