import type { ForwardDefaults, ForwardProtocol } from "./forward-defaults";

/**
 * A row of the list: a port of the load balancer and the service behind it.
 *
 * Each forward becomes a listener, a target group, and an attachment for each of its targets.
 */
export interface PortForward extends ForwardDefaults {
  /**
   * Port of the listener.
   *
   * An integer from 1 to 65535, used once for each load balancer. It identifies the forward, so it can't be a token;
   * for a list that is known only at plan time, use the Terraform module.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly listenerPort: number;

  /**
   * IP address of the target.
   *
   * Inside the VPC, or outside it if `external` is true. IPv6 requires a dual-stack load balancer. A token is
   * allowed, such as `instance.privateIp`.
   *
   * Each forward has one of `targetIp`, `targetInstanceId`, `targetAlbArn` and `targetHost`. A change from one to
   * another replaces its target group, listener and attachments.
   *
   * @default - another prop names the target
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-type
   */
  readonly targetIp?: string;

  /**
   * ID of the EC2 instance that is the target, such as `i-0a1b2c3d`.
   *
   * The load balancer connects to its primary private IPv4 address. AWS refuses an instance that isn't running, or
   * isn't in the load balancer's VPC: use `targetIp` for a peered VPC. With the construct's own security group, requires
   * `targetSecurityGroupIds`. A token is allowed, such as `instance.id`.
   *
   * @default - another prop names the target
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-type
   */
  readonly targetInstanceId?: string;

  /**
   * ARN of the Application Load Balancer that is the target, such as `arn:aws:elasticloadbalancing:…:loadbalancer/app/…`.
   *
   * In the same VPC and account, with a listener on `targetPort`, and behind at most two Network Load Balancers. It is
   * the only target of its forward, whose protocol is TCP and whose health check uses HTTP or HTTPS. It sees the
   * clients' addresses. AWS supports no attributes of such a target group: no deregistration delay, Proxy Protocol or
   * stickiness. With the construct's own security group, requires `targetSecurityGroupIds`.
   *
   * A token is allowed. Pass the `loadBalancerArn` of its listener, not the load balancer's `arn`, to create the
   * listener first: AWS refuses a target without it.
   *
   * @default - another prop names the target
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
   */
  readonly targetAlbArn?: string;

  /**
   * DNS name of the target, such as `db.example.internal`.
   *
   * For a service whose addresses change, such as a database with a failover. A Lambda function resolves the name at
   * an interval, registers its addresses, and deregisters those that the name no longer has. Requires the construct's
   * `hostTargets`. With the construct's own security group, requires `targetSecurityGroupIds`. A token is allowed, such
   * as `database.address`.
   *
   * @default - another prop names the target
   */
  readonly targetHost?: string;

  /**
   * IP address family of the targets.
   *
   * For a host, the records that the function asks for: A or AAAA. An instance needs a primary IPv6 address. `IPV6`
   * requires a dual-stack load balancer. Not for an Application Load Balancer. A change replaces the target group and
   * its listener.
   *
   * @default - the family of `targetIp`, or TargetIpAddressType.IPV4 if it is a token or another prop names the target
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-ip-address-type
   */
  readonly targetIpAddressType?: TargetIpAddressType;

  /**
   * Port of the target.
   *
   * An integer from 1 to 65535. Forwards can share one. For an Application Load Balancer, the port of one of its
   * listeners. A token is allowed.
   */
  readonly targetPort: number;

  /**
   * Whether the target is outside the VPC: on-premises, in a peered VPC or in another Region.
   *
   * AWS registers a target outside the VPC with the Availability Zone `all`, and one inside the VPC without a zone.
   * Not for an instance or an Application Load Balancer, which are always inside it. Applies to all addresses of a
   * host.
   *
   * @default - what the construct's `vpcCidrBlocks` say of the target's address, or false without them
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
   */
  readonly external?: boolean;

  /**
   * Identifies the target among those of its forward.
   *
   * Part of the attachment's Terraform address. With a key, a new target or `targetPort` replaces the attachment
   * at the same address; without one, at another address. To give an existing target a key, move its attachment in
   * the state first. Otherwise Terraform registers the target at the new address, and then deregisters it at the old
   * one.
   *
   * @default - the target and `targetPort`; a fixed key if one of them is a token, which only one target of a forward can have
   */
  readonly key?: string;

  /**
   * More targets behind the same listener.
   *
   * IP addresses, instances or hosts, like the forward's own target. AWS spreads connections over all healthy targets. Moving
   * a target between the forward itself and this list changes nothing. The list itself can't be a token.
   *
   * @default - none
   */
  readonly additionalTargets?: ForwardTarget[];

  /**
   * IDs of the targets' security groups, instead of the construct's.
   *
   * Like the construct's `targetSecurityGroupIds`, for the targets of this forward. The rules for an instance or an
   * Application Load Balancer name its security groups, because its address isn't known: they require either this or
   * the construct's. The list itself can't be a token, but its IDs can.
   *
   * @default - the construct's `targetSecurityGroupIds`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly targetSecurityGroupIds?: string[];

  /**
   * Name of the target group.
   *
   * At most 32 letters, digits and hyphens; no hyphen at either end; unique in the account and Region.
   *
   * @default - `<name>-tg-<listenerPort>`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
   */
  readonly targetGroupName?: string;

  /**
   * What the forward is for. Shown in the port table and as the tag `Description` of the listener and target group.
   *
   * Any text. In the tag, characters other than letters, digits, spaces and `_.:/=+-@` become hyphens, and 256
   * characters are kept. A token is passed on unchanged.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html
   */
  readonly description?: string;
}

/**
 * IP address families of targets.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-ip-address-type
 */
export enum TargetIpAddressType {
  /** IPv4. */
  IPV4 = "ipv4",
  /** IPv6. */
  IPV6 = "ipv6",
}

/** An additional target of a forward. */
export interface ForwardTarget {
  /**
   * IP address of the target, of the same family as the forward's other targets.
   *
   * A token is allowed. Requires a `key` if another target of the forward has a token, too.
   *
   * @default - another prop names the target
   */
  readonly targetIp?: string;

  /**
   * ID of the EC2 instance that is the target, if the forward's own target is an instance, too.
   *
   * A token is allowed. Requires a `key` if another target of the forward has a token, too.
   *
   * @default - another prop names the target
   */
  readonly targetInstanceId?: string;

  /**
   * DNS name of the target, if the forward's own target is a host, too.
   *
   * A token is allowed.
   *
   * @default - another prop names the target
   */
  readonly targetHost?: string;

  /**
   * Port of the target.
   *
   * An integer from 1 to 65535. A token is allowed.
   *
   * @default - the forward's `targetPort`
   */
  readonly targetPort?: number;

  /**
   * Whether the target is outside the VPC.
   *
   * @default - what the construct's `vpcCidrBlocks` say of the target's address, or false without them
   */
  readonly external?: boolean;

  /**
   * Identifies the target among those of its forward, like the forward's own `key`.
   *
   * @default - the target and `targetPort`; a fixed key if one of them is a token, which only one target of a forward can have
   */
  readonly key?: string;
}

/** The addresses and port of a forward, and its targets. */
export interface ForwardEndpoint {
  /**
   * Addresses of the load balancer, in the order of `subnetMappings`.
   *
   * Contains the static addresses. A private IPv4 address that AWS chooses for an internal load balancer is a token,
   * which Terraform reads from the load balancer's network interface. Empty for an internet-facing load balancer
   * without static addresses; clients use its `dnsName`.
   */
  readonly addresses: string[];

  /** Port of the listener. */
  readonly listenerPort: number;

  /** Protocol of the listener. */
  readonly protocol: ForwardProtocol;

  /**
   * IP address of the target.
   *
   * @default - the target is named by another property
   */
  readonly targetIp?: string;

  /**
   * ID of the instance that is the target.
   *
   * @default - the target is named by another property
   */
  readonly targetInstanceId?: string;

  /**
   * ARN of the Application Load Balancer that is the target.
   *
   * @default - the target is named by another property
   */
  readonly targetAlbArn?: string;

  /**
   * DNS name of the target.
   *
   * @default - the target is named by another property
   */
  readonly targetHost?: string;

  /** Port of the target. */
  readonly targetPort: number;

  /** Whether the target is outside the VPC. For a host, false unless the forward sets it. */
  readonly external: boolean;

  /** Additional targets. */
  readonly additionalTargets: ForwardTarget[];

  /**
   * What the forward is for.
   *
   * @default - none
   */
  readonly description?: string;
}
