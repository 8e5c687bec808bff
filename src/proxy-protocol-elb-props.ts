/**
 * Properties of a `ProxyProtocolElb`.
 */
export interface ProxyProtocolElbProps {
  /**
   * Port of the servers, also used for their health checks.
   *
   * An integer from 1 to 65535. A token is allowed. A change recreates the listener and re-enables the policy.
   */
  readonly serverPort: number;

  /**
   * Port of the listener.
   *
   * An integer from 1 to 65535. A token is allowed. A change recreates the listener and re-enables the policy.
   *
   * @default - `serverPort`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
   */
  readonly listenerPort?: number;

  /**
   * IDs of the load balancer's subnets, one for each Availability Zone.
   *
   * Set either these or `availabilityZones`.
   *
   * @default - the default subnets of `availabilityZones`
   */
  readonly subnetIds?: string[];

  /**
   * Names of the load balancer's Availability Zones, in the default subnets of the default VPC.
   *
   * @default - the zones of `subnetIds`; without them, all zones of the Region that need no opt-in
   */
  readonly availabilityZones?: string[];

  /**
   * IDs of the servers' EC2 instances.
   *
   * Pass `[]` if something else registers them, such as an Auto Scaling group.
   */
  readonly instanceIds: string[];

  /**
   * Whether each node of the load balancer reaches the instances in every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html
   */
  readonly crossZone?: boolean;

  /**
   * Whether an instance that is removed or becomes unhealthy keeps its connections for up to 300 seconds.
   *
   * @default false
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html
   */
  readonly connectionDraining?: boolean;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens; no hyphen at either end; unique among the classic load balancers of the
   * account and Region. A change replaces the load balancer.
   *
   * @default - a name that Terraform generates, `tf-lb-…`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html
   */
  readonly name?: string;

  /**
   * Tags for the load balancer.
   *
   * @default - the provider's default tags only
   */
  readonly tags?: Record<string, string>;

  /**
   * IDs of the load balancer's security groups.
   *
   * They must admit clients on `listenerPort`, and let the load balancer reach the servers on `serverPort`.
   *
   * @default - AWS's choice: with `subnetIds` the VPC's default group, which admits no clients; otherwise a group that admits everyone
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-vpc-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether the load balancer has only private addresses.
   *
   * @default false
   */
  readonly internal?: boolean;
}
