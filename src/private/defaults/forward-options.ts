import {
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

/** What an option is that neither the row nor `forwardDefaults` give; the others are AWS's to choose. */
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

/** Options that only a forward of one protocol can have. */
export const PROTOCOL_OF_OPTION: Partial<Record<keyof ForwardDefaults, ForwardProtocol>> = {
  tcpIdleTimeoutSeconds: ForwardProtocol.TCP,
  certificateArn: ForwardProtocol.TLS,
  additionalCertificateArns: ForwardProtocol.TLS,
  sslPolicy: ForwardProtocol.TLS,
  alpnPolicy: ForwardProtocol.TLS,
  targetTls: ForwardProtocol.TLS,
};

/**
 * What only a health check of requests can have, with AWS's own defaults, which are given all the same: where a check
 * becomes one of requests, the provider sends what is left out as an empty text, which AWS refuses.
 */
export const REQUEST_DEFAULTS = { path: "/", matcher: "200-399" } as const satisfies ForwardHealthCheck;

export const REQUEST_OPTIONS = Object.keys(REQUEST_DEFAULTS) as (keyof typeof REQUEST_DEFAULTS)[];

/** Whether a health check makes requests, and does not only connect. */
export function makesRequests(protocol: HealthCheckProtocol | undefined): boolean {
  return protocol === HealthCheckProtocol.HTTP || protocol === HealthCheckProtocol.HTTPS;
}

/** A health check with every default applied. */
export function healthCheckSettings(given: ForwardHealthCheck) {
  const protocol = given.protocol ?? OPTION_DEFAULTS.healthCheck.protocol;
  const request = makesRequests(protocol) ? REQUEST_DEFAULTS : undefined;
  return {
    protocol,
    port: given.port,
    path: given.path ?? request?.path,
    matcher: given.matcher ?? request?.matcher,
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

/** A row's own options, completed by the defaults that such a forward can have. */
export function withDefaults<Own extends ForwardOptions>(own: Own, defaults: ForwardOptions): Own {
  const protocol = own.protocol ?? defaults.protocol ?? OPTION_DEFAULTS.protocol;
  const options = { ...own, protocol } as unknown as Record<string, unknown>;
  for (const [option, value] of Object.entries(defaults)) {
    const only = PROTOCOL_OF_OPTION[option as keyof ForwardDefaults];
    if (only === undefined || only === protocol) options[option] ??= value;
  }
  options.healthCheck = healthCheckWithDefaults(own.healthCheck, defaults.healthCheck);
  return options as unknown as Own;
}

function healthCheckWithDefaults(own: ForwardHealthCheck, defaults: ForwardHealthCheck): ForwardHealthCheck {
  if (makesRequests(own.protocol ?? defaults.protocol)) return { ...defaults, ...own };
  const { path, matcher, ...fitting } = defaults;
  return { ...fitting, ...own };
}
