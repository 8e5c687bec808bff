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
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-type
   */
  readonly targetIp: string;

  /**
   * Port of the target.
   *
   * An integer from 1 to 65535. Forwards can share one. A token is allowed.
   */
  readonly targetPort: number;

  /**
   * Whether the target is outside the VPC: on-premises, in a peered VPC or in another Region.
   *
   * AWS registers a target outside the VPC with the Availability Zone `all`, and one inside the VPC without a zone.
   *
   * @default - what the construct's `vpcCidrBlocks` say of `targetIp`, or false without them
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
   */
  readonly external?: boolean;

  /**
   * Identifies the target among those of its forward.
   *
   * Part of the attachment's Terraform address. With a key, a new `targetIp` or `targetPort` replaces the attachment
   * at the same address; without one, at another address. To give an existing target a key, move its attachment in
   * the state first. Otherwise Terraform registers the target at the new address, and then deregisters it at the old
   * one.
   *
   * @default - `targetIp` and `targetPort`; a fixed key if one of them is a token, which only one target of a forward can have
   */
  readonly key?: string;

  /**
   * More targets behind the same listener.
   *
   * AWS spreads connections over all healthy targets. Moving a target between the forward itself and this list
   * changes nothing. The list itself can't be a token.
   *
   * @default - none
   */
  readonly additionalTargets?: ForwardTarget[];

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

/** An additional target of a forward. */
export interface ForwardTarget {
  /**
   * IP address of the target, of the same family as the forward's other targets.
   *
   * A token is allowed. Requires a `key` if another target of the forward has a token, too.
   */
  readonly targetIp: string;

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
   * @default - what the construct's `vpcCidrBlocks` say of `targetIp`, or false without them
   */
  readonly external?: boolean;

  /**
   * Identifies the target among those of its forward, like the forward's own `key`.
   *
   * @default - `targetIp` and `targetPort`; a fixed key if one of them is a token, which only one target of a forward can have
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

  /** IP address of the target. */
  readonly targetIp: string;

  /** Port of the target. */
  readonly targetPort: number;

  /** Whether the target is outside the VPC. */
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
