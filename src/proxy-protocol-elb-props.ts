/**
 * Properties of a `ProxyProtocolElb`.
 */
export interface ProxyProtocolElbProps {
  /**
   * Port that the servers listen on, and that their health is checked at.
   *
   * An integer from 1 to 65535. A token is allowed. Another one takes the listener down and up again, and switches the
   * policy off and on again.
   */
  readonly serverPort: number;

  /**
   * Port that the load balancer listens on.
   *
   * An integer from 1 to 65535. A token is allowed. Another one takes the listener down and up again, and switches the
   * policy off and on again.
   *
   * @default - `serverPort`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
   */
  readonly listenerPort?: number;

  /**
   * Ids of the subnets that the load balancer stands in, one per Availability Zone.
   *
   * Either these or `availabilityZones`.
   *
   * @default - the default subnets of `availabilityZones`
   */
  readonly subnetIds?: string[];

  /**
   * Names of the Availability Zones that the load balancer stands in, in the default subnets of the default VPC.
   *
   * @default - those of `subnetIds`; where these are left out too, all zones of the Region that need no opt-in
   */
  readonly availabilityZones?: string[];

  /**
   * Ids of the servers' instances.
   *
   * An empty list where something else registers them, such as an Auto Scaling group.
   */
  readonly instanceIds: string[];

  /**
   * Whether each node of the load balancer reaches the instances of every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html
   */
  readonly crossZone?: boolean;

  /**
   * Whether an instance that is removed, or unhealthy, keeps its connections for up to 300 seconds.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html
   */
  readonly connectionDraining?: boolean;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens, no hyphen at either end; unique among the account's classic load balancers
   * of the Region. Another name replaces the load balancer.
   *
   * @default - made by Terraform, `tf-lb-…`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html
   */
  readonly name?: string;

  /**
   * Tags of the load balancer.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Record<string, string>;

  /**
   * Ids of the load balancer's security groups.
   *
   * They must admit the clients on `listenerPort`, and let the load balancer reach the servers on `serverPort`.
   *
   * @default - AWS's choice: with `subnetIds` the VPC's default group, which admits no clients; else a group that admits all
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-vpc-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether the load balancer has private addresses only.
   *
   * @default false
   */
  readonly internal?: boolean;
}
