/**
 * How a forward is served, its place in the list aside.
 *
 * A row has these of its own, or takes them field by field from the construct's `forwardDefaults`. A default that a
 * forward of its protocol cannot have, such as a certificate where there is no TLS, is left aside for that forward. What
 * is given nowhere has AWS's default, and has it again once it is taken out.
 */
export interface ForwardDefaults {
  /**
   * Protocol of the listener and of the target group.
   *
   * With `TLS` the load balancer ends TLS, and the target group is TCP unless `targetTls` is true. TCP and UDP on one port
   * are one forward, `TCP_UDP`. Another protocol makes listener, target group and targets anew.
   *
   * @default ForwardProtocol.TCP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly protocol?: ForwardProtocol;

  /**
   * How the targets' health is checked; with `forwardDefaults`, field by field.
   *
   * @default - TCP on each target's own port, every 30 seconds, 3 in a row to become healthy or unhealthy
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
   */
  readonly healthCheck?: ForwardHealthCheck;

  /**
   * Time that a target which was taken out keeps its connections.
   *
   * An integer from 0 to 3600, in seconds. A token is allowed.
   *
   * @default 300
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#deregistration-delay
   */
  readonly deregistrationDelaySeconds?: number;

  /**
   * Whether the connections of a target which was taken out are closed when that time is over.
   *
   * @default - false for TCP and TLS, true for UDP and TCP_UDP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#deregistration-delay
   */
  readonly connectionTermination?: boolean;

  /**
   * Whether targets see the client's address in place of the load balancer's.
   *
   * Not to be switched off for UDP and TCP_UDP. For a target outside the VPC it takes a peered VPC of the same Region,
   * `sameRegionPeering`.
   *
   * @default - false for TCP and TLS, true for UDP and TCP_UDP
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly preserveClientIp?: boolean;

  /**
   * Whether each connection to a target begins with a Proxy Protocol header of version 2, health checks included.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#proxy-protocol
   */
  readonly proxyProtocolV2?: boolean;

  /**
   * Whether a client stays at its target, by its source address.
   *
   * Not for TLS.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#sticky-sessions
   */
  readonly stickiness?: boolean;

  /**
   * Whether the load balancer sends connections to the forward's targets in every Availability Zone, not only in the zone of the
   * address that the client connected to.
   *
   * @default - the load balancer's `crossZone`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#target-group-cross-zone
   */
  readonly crossZone?: boolean;

  /**
   * Whether the load balancer closes its connections to a target that becomes unhealthy.
   *
   * TCP and TLS only.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#unhealthy-target-connection-termination
   */
  readonly unhealthyConnectionTermination?: boolean;

  /**
   * Time that a target which becomes unhealthy keeps its connections before it counts as unhealthy.
   *
   * An integer from 0 to 360000, in seconds; TCP and TLS only. Requires `unhealthyConnectionTermination: false`. A token is allowed.
   *
   * @default 0
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#unhealthy-draining-interval
   */
  readonly unhealthyDrainingIntervalSeconds?: number;

  /**
   * Time after which the load balancer forgets a connection that carries nothing.
   *
   * An integer from 60 to 6000, in seconds; TCP only. A token is allowed.
   *
   * @default 350
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
   */
  readonly tcpIdleTimeoutSeconds?: number;

  /**
   * ARN of the listener's certificate, in ACM or IAM.
   *
   * TLS takes one, and only TLS.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html
   */
  readonly certificateArn?: string;

  /**
   * ARNs of further certificates, chosen by the host name that a client asks for (SNI).
   *
   * TLS only. Each is a resource of its own: the list is no token, its items may be.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html
   */
  readonly additionalCertificateArns?: string[];

  /**
   * Name of the security policy: TLS versions and ciphers that the listener takes, `ELBSecurityPolicy-TLS13-1-2-2021-06`.
   *
   * TLS only.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", which AWS recommends
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
   */
  readonly sslPolicy?: string;

  /**
   * Which protocol above TLS the listener agrees on with a client.
   *
   * TLS only.
   *
   * @default AlpnPolicy.NONE
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies
   */
  readonly alpnPolicy?: AlpnPolicy;

  /**
   * Whether the load balancer speaks TLS to the targets too.
   *
   * TLS only. Certificates of targets are not verified by AWS.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-routing-configuration
   */
  readonly targetTls?: boolean;

  /**
   * CIDR blocks, IPv4 or IPv6, that may connect to the forward, in place of the construct's.
   *
   * An empty list for none. Takes a construct that makes a security group: see its `clientCidrBlocks`. The list is no token,
   * its items may be; a token is taken for an IPv4 block.
   *
   * @default - the construct's `clientCidrBlocks`
   */
  readonly clientCidrBlocks?: string[];

  /**
   * Whether what is outside the VPC is in a peered VPC of the same Region.
   *
   * Such a target can answer a client whose address is preserved, so UDP and `preserveClientIp` are allowed for it. Over
   * VPN, Direct Connect, a transit gateway or to another Region it could not.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly sameRegionPeering?: boolean;
}

/**
 * How the health of a forward's targets is checked.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export interface ForwardHealthCheck {
  /**
   * Protocol of the check.
   *
   * @default HealthCheckProtocol.TCP
   */
  readonly protocol?: HealthCheckProtocol;

  /**
   * Port that is checked.
   *
   * An integer from 1 to 65535. UDP takes one, on which something listens by TCP. A token is allowed.
   *
   * @default - each target's own port
   */
  readonly port?: number;

  /**
   * Path that is asked for; HTTP and HTTPS only.
   *
   * Begins with `/`, at most 1024 characters.
   *
   * @default "/", for HTTP and HTTPS
   */
  readonly path?: string;

  /**
   * Status codes that a healthy target answers with, `200`, `200,204` or `200-399`; HTTP and HTTPS only.
   *
   * From 200 to 599.
   *
   * @default "200-399", for HTTP and HTTPS
   */
  readonly matcher?: string;

  /**
   * Checks in a row that succeed before an unhealthy target is healthy.
   *
   * An integer from 2 to 10.
   *
   * @default 3
   */
  readonly healthyThreshold?: number;

  /**
   * Checks in a row that fail before a healthy target is unhealthy.
   *
   * An integer from 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;

  /**
   * Time between two checks of a target.
   *
   * An integer from 5 to 300, in seconds; not below `timeoutSeconds`.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Time within which a target must answer.
   *
   * An integer from 2 to 120, in seconds; not above `intervalSeconds`.
   *
   * @default - 6 for HTTP, 10 for TCP and HTTPS; or `intervalSeconds`, if that is less
   */
  readonly timeoutSeconds?: number;
}

/**
 * Protocol of a forward's listener and target group.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export enum ForwardProtocol {
  /** Connections are passed on as they are. */
  TCP = "TCP",
  /** Datagrams. */
  UDP = "UDP",
  /** Both on one port, DNS for example. */
  TCP_UDP = "TCP_UDP",
  /** Connections whose TLS the load balancer ends. */
  TLS = "TLS",
}

/**
 * Protocol of a health check.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export enum HealthCheckProtocol {
  /** A target is healthy that takes a connection. */
  TCP = "TCP",
  /** A target is healthy that answers a request with one of the status codes. */
  HTTP = "HTTP",
  /** The same over TLS, whose certificate is not verified. */
  HTTPS = "HTTPS",
}

/**
 * What a TLS listener agrees on with a client by ALPN.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies
 */
export enum AlpnPolicy {
  /** HTTP/1.1 or HTTP/1.0, nothing else. */
  HTTP1_ONLY = "HTTP1Only",
  /** HTTP/2, nothing else. */
  HTTP2_ONLY = "HTTP2Only",
  /** HTTP/1.1 before HTTP/2. */
  HTTP2_OPTIONAL = "HTTP2Optional",
  /** HTTP/2 before HTTP/1.1. */
  HTTP2_PREFERRED = "HTTP2Preferred",
  /** Nothing is agreed on. */
  NONE = "None",
}
