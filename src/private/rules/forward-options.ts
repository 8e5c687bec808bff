import { AlpnPolicy, type ForwardDefaults, ForwardProtocol } from "../../forward-defaults";
import { certificate, CLIENT_CIDR, FLAG, integer, list, literalSwitch, oneOf, struct, filledText } from "./bounds";
import { HEALTH_CHECK_BOUNDS, TIMEOUT_WITHIN_INTERVAL, type HealthCheckSubject } from "./health-check";
import { distinct, each, literal, optional, type Rule } from "./rule";
import { NLB, SECURITY_GROUP_RULES } from "./sources";
import { knownProps } from "./unknown-props";

// What the options of a forward are held to, each by itself: on a row and in `forwardDefaults`.

const ATTRIBUTES = `${NLB}/edit-target-group-attributes.html`;
const LISTENERS = `${NLB}/load-balancer-listeners.html`;
const CERTIFICATES = `${NLB}/tls-listener-certificates.html`;
const HEALTH_CHECKS = `${NLB}/target-group-health-checks.html`;

const CERTIFICATE = certificate(CERTIFICATES);

export const SECURITY_POLICIES = `${NLB}/describe-ssl-policies.html`;

/** Blocks that may connect, of which each is a rule of a security group. */
export const CLIENT_BLOCKS: readonly Rule[] = [
  literal(
    "clientCidrBlocks",
    "CIDR blocks",
    "each is a rule of its own",
    "give a list; the blocks in it may be tokens",
  ),
  optional("clientCidrBlocks", list("CIDR blocks", "CIDR blocks", SECURITY_GROUP_RULES)),
  each("clientCidrBlocks", CLIENT_CIDR),
  distinct("clientCidrBlocks", "CIDR blocks", SECURITY_GROUP_RULES),
];

export const OPTION_BOUNDS: Record<keyof ForwardDefaults, readonly Rule[]> = {
  protocol: [
    literal("protocol", "Protocols", "it decides what is emitted", "give one of ForwardProtocol"),
    optional("protocol", oneOf("Protocols", Object.values(ForwardProtocol), LISTENERS)),
  ],
  healthCheck: [
    literal("healthCheck", "Health checks", "it is a block of its own", "give an object; what is in it may be tokens"),
    optional("healthCheck", struct("Health checks", "{ port: 8080 }", HEALTH_CHECKS)),
    ...HEALTH_CHECK_BOUNDS,
  ],
  deregistrationDelaySeconds: [
    optional(
      "deregistrationDelaySeconds",
      integer("Deregistration delays", `${ATTRIBUTES}#deregistration-delay`, [0, 3600], "seconds"),
    ),
  ],
  connectionTermination: [optional("connectionTermination", FLAG)],
  preserveClientIp: [optional("preserveClientIp", FLAG)],
  proxyProtocolV2: [optional("proxyProtocolV2", FLAG)],
  stickiness: [optional("stickiness", FLAG)],
  tcpIdleTimeoutSeconds: [
    optional(
      "tcpIdleTimeoutSeconds",
      integer("Idle timeouts", `${NLB}/update-idle-timeout.html`, [60, 6000], "seconds"),
    ),
  ],
  certificateArn: [optional("certificateArn", CERTIFICATE)],
  additionalCertificateArns: [
    literal(
      "additionalCertificateArns",
      "Certificates",
      "each is a resource of its own",
      "give a list; the ARNs in it may be tokens",
    ),
    optional("additionalCertificateArns", list("Certificates", "ARNs of certificates", CERTIFICATES)),
    each("additionalCertificateArns", CERTIFICATE),
    distinct("additionalCertificateArns", "Certificates", CERTIFICATES),
  ],
  sslPolicy: [optional("sslPolicy", filledText("Security policies", "the name of a policy", SECURITY_POLICIES))],
  alpnPolicy: [optional("alpnPolicy", oneOf("ALPN policies", Object.values(AlpnPolicy), `${LISTENERS}#alpn-policies`))],
  targetTls: literalSwitch("targetTls", "it decides the target group's protocol"),
  clientCidrBlocks: CLIENT_BLOCKS,
  sameRegionPeering: literalSwitch("sameRegionPeering", "it decides what is allowed"),
};

export const FORWARD_DEFAULTS_RULES: readonly Rule<HealthCheckSubject>[] = [
  knownProps("forwardDefaults", Object.keys(OPTION_BOUNDS)),
  ...Object.values(OPTION_BOUNDS).flat(),
  TIMEOUT_WITHIN_INTERVAL,
];
