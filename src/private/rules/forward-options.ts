import { type ForwardDefaults, ForwardProtocol } from "../../forward-defaults";
import { CERTIFICATE, byOption } from "../options";
import { CLIENT_CIDR, list, literalSwitch, oneOf, struct } from "./bounds";
import { HEALTH_CHECK_BOUNDS, TIMEOUT_WITHIN_INTERVAL, type HealthCheckSubject } from "./health-check";
import { distinct, each, literal, optional, type Rule } from "./rule";
import { NLB, SECURITY_GROUP_RULES } from "./sources";
import { knownProps } from "./unknown-props";

// Bounds of a forward's options, each by itself: on a row and in `forwardDefaults`.

const LISTENERS = `${NLB}/load-balancer-listeners.html`;
const CERTIFICATES = `${NLB}/tls-listener-certificates.html`;
const HEALTH_CHECKS = `${NLB}/target-group-health-checks.html`;

/** Blocks that may connect. Each becomes a security group rule. */
export const CLIENT_BLOCKS: readonly Rule[] = [
  literal(
    "clientCidrBlocks",
    "CIDR blocks",
    "each block becomes its own security group rule",
    "Use a list; the blocks in it may be tokens",
  ),
  optional("clientCidrBlocks", list("CIDR blocks", "CIDR blocks", SECURITY_GROUP_RULES)),
  each("clientCidrBlocks", CLIENT_CIDR),
  distinct("clientCidrBlocks", "CIDR blocks", SECURITY_GROUP_RULES),
];

export const OPTION_BOUNDS: Record<keyof ForwardDefaults, readonly Rule[]> = {
  protocol: [
    literal("protocol", "Protocols", "it decides what is generated", "Use a value of ForwardProtocol"),
    optional("protocol", oneOf("Protocols", Object.values(ForwardProtocol), LISTENERS)),
  ],
  healthCheck: [
    literal("healthCheck", "Health checks", "it becomes a block", "Use an object; its values may be tokens"),
    optional("healthCheck", struct("Health checks", "{ port: 8080 }", HEALTH_CHECKS)),
    ...HEALTH_CHECK_BOUNDS,
  ],
  ...byOption(({ bound }, name) => [optional(name, bound)]),
  additionalCertificateArns: [
    literal(
      "additionalCertificateArns",
      "Certificates",
      "each certificate becomes its own resource",
      "Use a list; the ARNs in it may be tokens",
    ),
    optional("additionalCertificateArns", list("Certificates", "certificate ARNs", CERTIFICATES)),
    each("additionalCertificateArns", CERTIFICATE),
    distinct("additionalCertificateArns", "Certificates", CERTIFICATES),
  ],
  targetTls: literalSwitch("targetTls", "it decides the target group's protocol"),
  clientCidrBlocks: CLIENT_BLOCKS,
  sameRegionPeering: literalSwitch("sameRegionPeering", "it decides what is allowed"),
};

export const FORWARD_DEFAULTS_RULES: readonly Rule<HealthCheckSubject>[] = [
  knownProps("forwardDefaults", Object.keys(OPTION_BOUNDS)),
  ...Object.values(OPTION_BOUNDS).flat(),
  TIMEOUT_WITHIN_INTERVAL,
];
