import type { ForwardDefaults, ForwardProtocol } from "./forward-defaults";

/**
 * One row of the list: a port of the load balancer and the service behind it.
 *
 * Each forward becomes a listener, a target group and an attachment for each of its targets.
 */
export interface PortForward extends ForwardDefaults {
  /**
   * Port that the load balancer listens on.
   *
   * An integer from 1 to 65535, once per load balancer. It is the forward's identity, so a token is refused: for a
   * list known only at plan there is the Terraform module.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly listenerPort: number;

  /**
   * IP address of the target.
   *
   * In the VPC, or beyond it where `external` says so. An IPv6 address takes a load balancer that is dual-stack. A token
   * such as `instance.privateIp` is allowed.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-type
   */
  readonly targetIp: string;

  /**
   * Port of the target.
   *
   * An integer from 1 to 65535; many forwards may share one. A token is allowed.
   */
  readonly targetPort: number;

  /**
   * Whether the target is outside the VPC: on-premises, in a peered VPC, in another Region.
   *
   * AWS takes an address outside the VPC only with the Availability Zone "all", and one inside only without.
   *
   * @default - found from `targetIp` where the construct's `vpcCidrBlocks` are given, else false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
   */
  readonly external?: boolean;

  /**
   * Identity of the target among the targets of its forward.
   *
   * Part of the attachment's Terraform address: with a key, a new `targetIp` or `targetPort` replaces the attachment at
   * the same address; without, at another one. To give a key to a target that is there already, move its attachment in
   * the state first, or the live target is removed under its old address after it was added under the new one.
   *
   * @default - `targetIp` and `targetPort`; a fixed key where one of them is a token, for one target of a forward
   */
  readonly key?: string;

  /**
   * Further targets behind the same listener port.
   *
   * AWS spreads connections over all healthy targets. A target is the same in whichever place it stands, here or as the
   * row's own. The list is no token.
   *
   * @default - none
   */
  readonly additionalTargets?: ForwardTarget[];

  /**
   * Name of the target group.
   *
   * At most 32 letters, digits and hyphens, no hyphen at either end; unique in the account and Region.
   *
   * @default - `<name>-tg-<listenerPort>`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
   */
  readonly targetGroupName?: string;

  /**
   * What the forward is for, as people read it: a column of the port table, and the tag `Description` of listener and
   * target group.
   *
   * Any text. In the tag, characters other than letters, digits, spaces and `_.:/=+-@` are replaced by hyphens, and
   * a text of more than 256 characters is cut. A token is passed on unchanged.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html
   */
  readonly description?: string;
}

/**
 * A further target of a forward.
 */
export interface ForwardTarget {
  /**
   * IP address of the target, of the same family, IPv4 or IPv6, as those of the forward's other targets.
   *
   * A token is allowed; with a token elsewhere among the forward's targets it takes a `key`.
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
   * @default - found from `targetIp` where the construct's `vpcCidrBlocks` are given, else false
   */
  readonly external?: boolean;

  /**
   * Identity of the target among the targets of its forward, as a row's `key`.
   *
   * @default - `targetIp` and `targetPort`; a fixed key where one of them is a token, for one target of a forward
   */
  readonly key?: string;
}

/**
 * Where a client reaches a forward, and what answers there.
 */
export interface ForwardEndpoint {
  /**
   * Addresses of the load balancer, in the order of `subnetMappings`.
   *
   * Static ones as they are given. A private IPv4 address that AWS chooses for an internal load balancer is a token, which
   * Terraform reads from the load balancer's network interface. Empty if the load balancer is internet-facing; its clients
   * use `dnsName`.
   */
  readonly addresses: string[];

  /** Port that the load balancer listens on. */
  readonly listenerPort: number;

  /** Protocol of the listener. */
  readonly protocol: ForwardProtocol;

  /** IP address of the target. */
  readonly targetIp: string;

  /** Port of the target. */
  readonly targetPort: number;

  /** Whether the target is outside the VPC. */
  readonly external: boolean;

  /** The further targets, each with its port and whether it is outside the VPC. */
  readonly additionalTargets: ForwardTarget[];

  /**
   * What the forward is for.
   *
   * @default - nothing was said
   */
  readonly description?: string;
}
