/**
 * Options of a forward.
 *
 * A forward can set each of these itself; it takes the ones it doesn't set from the construct's `forwardDefaults`,
 * field by field. Defaults that don't apply to a forward's protocol are ignored for that forward, such as a
 * certificate without TLS. Options that neither sets have AWS's defaults; removing an option restores AWS's default.
 */
export interface ForwardDefaults {
  /**
   * Protocol of the listener and target group.
   *
   * With `TLS` the load balancer terminates TLS; the target group uses TCP unless `targetTls` is true. For TCP and
   * UDP on the same port use `TCP_UDP`. A change replaces the listener, target group and attachments.
   *
   * @default ForwardProtocol.TCP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly protocol?: ForwardProtocol;

  /**
   * Health check of the targets. Combined with the one in `forwardDefaults` field by field.
   *
   * @default - TCP on each target's own port, every 30 seconds, 3 checks in a row to become healthy or unhealthy
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
   */
  readonly healthCheck?: ForwardHealthCheck;

  /**
   * Time in seconds that a removed target keeps its connections.
   *
   * An integer from 0 to 3600. A token is allowed.
   *
   * @default 300
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#deregistration-delay
   */
  readonly deregistrationDelaySeconds?: number;

  /**
   * Whether AWS closes a removed target's connections at the end of the deregistration delay.
   *
   * @default - false for TCP and TLS, true for UDP and TCP_UDP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#deregistration-delay
   */
  readonly connectionTermination?: boolean;

  /**
   * Whether targets see the client's IP address instead of the load balancer's.
   *
   * Always true for UDP and TCP_UDP. A target outside the VPC requires `sameRegionPeering`.
   *
   * @default - false for TCP and TLS, true for UDP and TCP_UDP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly preserveClientIp?: boolean;

  /**
   * Whether each connection to a target, including health checks, starts with a Proxy Protocol version 2 header.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#proxy-protocol
   */
  readonly proxyProtocolV2?: boolean;

  /**
   * Whether connections from the same source IP address go to the same target.
   *
   * Not available for TLS.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#sticky-sessions
   */
  readonly stickiness?: boolean;

  /**
   * Whether the load balancer sends connections to the forward's targets in every Availability Zone.
   *
   * If false, the targets of a zone get only the connections to the load balancer's address in that zone.
   *
   * @default - the load balancer's `crossZone`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#target-group-cross-zone
   */
  readonly crossZone?: boolean;

  /**
   * Whether the load balancer closes its connections to a target that becomes unhealthy.
   *
   * For TCP and TLS only.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#unhealthy-target-connection-termination
   */
  readonly unhealthyConnectionTermination?: boolean;

  /**
   * Time in seconds that a target that becomes unhealthy keeps its connections.
   *
   * An integer from 0 to 360000. For TCP and TLS only. Requires `unhealthyConnectionTermination: false`. A token is
   * allowed.
   *
   * @default 0
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#unhealthy-draining-interval
   */
  readonly unhealthyDrainingIntervalSeconds?: number;

  /**
   * Healthy targets below which DNS no longer returns the load balancer's address in a zone.
   *
   * An integer from 1 to 1000, and at least `routingMinimumHealthyTargetCount`. With cross-zone load balancing, AWS
   * counts the targets of all zones. Not for an Application Load Balancer. A token is allowed.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health.html
   */
  readonly dnsMinimumHealthyTargetCount?: number;

  /**
   * Percentage of healthy targets below which DNS no longer returns the load balancer's address in a zone.
   *
   * An integer from 1 to 100, and at least `routingMinimumHealthyTargetPercentage`. Not for an Application Load
   * Balancer. A token is allowed.
   *
   * @default - only the count decides
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health.html
   */
  readonly dnsMinimumHealthyTargetPercentage?: number;

  /**
   * Healthy targets below which the load balancer sends connections to all targets, unhealthy ones too.
   *
   * An integer from 1 to 1000. With cross-zone load balancing, AWS counts the targets of all zones. Not for an
   * Application Load Balancer. A token is allowed.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health.html
   */
  readonly routingMinimumHealthyTargetCount?: number;

  /**
   * Percentage of healthy targets below which the load balancer sends connections to all targets, unhealthy ones too.
   *
   * An integer from 1 to 100. Not for an Application Load Balancer. A token is allowed.
   *
   * @default - only the count decides
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health.html
   */
  readonly routingMinimumHealthyTargetPercentage?: number;

  /**
   * Time in seconds after which the load balancer drops an idle connection.
   *
   * An integer from 60 to 6000. For TCP only. A token is allowed.
   *
   * @default 350
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
   */
  readonly tcpIdleTimeoutSeconds?: number;

  /**
   * ARN of the listener's certificate in ACM or IAM.
   *
   * Required for TLS, and for TLS only.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html
   */
  readonly certificateArn?: string;

  /**
   * ARNs of more certificates, chosen by the host name the client asks for (SNI).
   *
   * For TLS only. The list itself can't be a token, but its items can: each becomes its own resource.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html
   */
  readonly additionalCertificateArns?: string[];

  /**
   * Security policy of the listener: its TLS versions and ciphers, such as `ELBSecurityPolicy-TLS13-1-2-2021-06`.
   *
   * For TLS only.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", which AWS recommends
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
   */
  readonly sslPolicy?: string;

  /**
   * ALPN policy of the listener.
   *
   * For TLS only.
   *
   * @default AlpnPolicy.NONE
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies
   */
  readonly alpnPolicy?: AlpnPolicy;

  /**
   * Whether the load balancer uses TLS to the targets.
   *
   * For TLS only. AWS doesn't verify the targets' certificates.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-routing-configuration
   */
  readonly targetTls?: boolean;

  /**
   * IPv4 and IPv6 CIDR blocks that may connect to the forward, instead of the construct's.
   *
   * Pass `[]` to allow none. Requires the construct's own security group: see its `clientCidrBlocks`. The list itself
   * can't be a token, but its items can; a token counts as an IPv4 block.
   *
   * @default - the construct's `clientCidrBlocks`
   */
  readonly clientCidrBlocks?: string[];

  /**
   * Whether the targets outside the VPC are in a peered VPC in the same Region.
   *
   * Such targets can answer a client whose address is preserved, so this is required for UDP and for
   * `preserveClientIp` with targets outside the VPC. Over VPN, Direct Connect, a transit gateway or from another
   * Region they can't answer.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly sameRegionPeering?: boolean;
}

/**
 * Health check of a forward's targets.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export interface ForwardHealthCheck {
  /**
   * Protocol of the health check.
   *
   * @default HealthCheckProtocol.TCP
   */
  readonly protocol?: HealthCheckProtocol;

  /**
   * Port of the health check.
   *
   * An integer from 1 to 65535. Required for UDP: a port that answers over TCP. A token is allowed.
   *
   * @default - each target's own port
   */
  readonly port?: number;

  /**
   * Path of the request.
   *
   * Starts with `/`, at most 1024 characters. For HTTP and HTTPS only.
   *
   * @default "/", for HTTP and HTTPS
   */
  readonly path?: string;

  /**
   * Status codes of a healthy response, such as `200`, `200,204` or `200-399`.
   *
   * From 200 to 599. For HTTP and HTTPS only.
   *
   * @default "200-399", for HTTP and HTTPS
   */
  readonly matcher?: string;

  /**
   * Successful checks in a row before an unhealthy target becomes healthy.
   *
   * An integer from 2 to 10.
   *
   * @default 3
   */
  readonly healthyThreshold?: number;

  /**
   * Failed checks in a row before a healthy target becomes unhealthy.
   *
   * An integer from 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;

  /**
   * Time in seconds between two checks of a target.
   *
   * An integer from 5 to 300, not less than `timeoutSeconds`.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Time in seconds that a target has to answer.
   *
   * An integer from 2 to 120, not more than `intervalSeconds`.
   *
   * @default - 6 for HTTP, 10 for TCP and HTTPS, or `intervalSeconds` if that is less
   */
  readonly timeoutSeconds?: number;
}

/**
 * Protocol of a forward's listener and target group.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export enum ForwardProtocol {
  /** TCP. The load balancer passes connections on unchanged. */
  TCP = "TCP",
  /** UDP. */
  UDP = "UDP",
  /** TCP and UDP on the same port, such as for DNS. */
  TCP_UDP = "TCP_UDP",
  /** TLS. The load balancer terminates TLS. */
  TLS = "TLS",
}

/**
 * Protocol of a health check.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export enum HealthCheckProtocol {
  /** A target is healthy if it accepts a connection. */
  TCP = "TCP",
  /** A target is healthy if it responds to a request with an accepted status code. */
  HTTP = "HTTP",
  /** Like HTTP, over TLS. The target's certificate isn't verified. */
  HTTPS = "HTTPS",
}

/**
 * ALPN policy of a TLS listener.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies
 */
export enum AlpnPolicy {
  /** HTTP/1.1 or HTTP/1.0 only. */
  HTTP1_ONLY = "HTTP1Only",
  /** HTTP/2 only. */
  HTTP2_ONLY = "HTTP2Only",
  /** Prefer HTTP/1.1 to HTTP/2. */
  HTTP2_OPTIONAL = "HTTP2Optional",
  /** Prefer HTTP/2 to HTTP/1.1. */
  HTTP2_PREFERRED = "HTTP2Preferred",
  /** No ALPN negotiation. */
  NONE = "None",
}
