/**
 * Addresses that the resources have now in another configuration of the same state. Each becomes a `moved` block.
 *
 * Terraform keeps the load balancer, its listeners, target groups and attachments, and records them under their new
 * addresses. The placeholder `{listenerPort}` stands for the port of each forward; in `attachment`, `{targetIp}` and
 * `{targetPort}` stand for each target's IP address (or instance ID, or ARN) and port. A forward that isn't in the state at that address is
 * created.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export interface NlbMovedFrom {
  /** Address of the load balancer, such as `aws_lb.example-nlb` or `module.nlb.aws_lb.this[0]`. */
  readonly loadBalancer: string;

  /** Address of each forward's listener, such as `aws_lb_listener.listener-{listenerPort}`. */
  readonly listener: string;

  /** Address of each forward's target group, such as `module.nlb.aws_lb_target_group.this["ex-{listenerPort}"]`. */
  readonly targetGroup: string;

  /**
   * Address of each target's attachment, such as `aws_lb_target_group_attachment.tg-{listenerPort}`.
   *
   * Requires `{targetIp}` if a forward has several targets.
   */
  readonly attachment: string;
}

/**
 * Resources that exist on AWS but in no Terraform state. Each becomes an `import` block.
 *
 * For resources that were created by hand or by another tool, or left behind by an interrupted apply. Requires
 * Terraform 1.5 or later. Resources that you don't list are created. The provider can't import attachments: Terraform
 * creates them, which registers the same target again and changes nothing.
 *
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export interface NlbImportFrom {
  /**
   * ARN of the load balancer, such as `arn:aws:elasticloadbalancing:…:loadbalancer/net/…`.
   *
   * A token is allowed if Terraform knows its value at plan time.
   *
   * @default - not imported
   */
  readonly loadBalancerArn?: string;

  /**
   * Listeners and target groups to import, by listener port.
   *
   * @default - no listener and no target group is imported
   */
  readonly forwards?: ForwardImportFrom[];
}

/** Existing resources of a forward. */
export interface ForwardImportFrom {
  /** Listener port of a forward in the list. */
  readonly listenerPort: number;

  /**
   * ARN of the listener, such as `arn:aws:elasticloadbalancing:…:listener/net/…`.
   *
   * A token is allowed if Terraform knows its value at plan time.
   *
   * @default - not imported
   */
  readonly listenerArn?: string;

  /**
   * ARN of the target group, such as `arn:aws:elasticloadbalancing:…:targetgroup/…`.
   *
   * A token is allowed if Terraform knows its value at plan time.
   *
   * @default - not imported
   */
  readonly targetGroupArn?: string;
}
