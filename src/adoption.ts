/**
 * Where another configuration of the same state has had the resources: it becomes a `moved` block for each.
 *
 * Terraform then knows the load balancer, its listeners, target groups and targets by their new addresses and touches none
 * of them. The placeholder `{listenerPort}` stands for the port of each forward; in `attachment` also `{targetIp}` and
 * `{targetPort}` stand for those of each target. A forward that the state does not have there is simply made.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export interface NlbMovedFrom {
  /** Address of the load balancer, `aws_lb.example-nlb`, `module.nlb.aws_lb.this[0]`. */
  readonly loadBalancer: string;

  /** Address of a forward's listener, `aws_lb_listener.listener-{listenerPort}`. */
  readonly listener: string;

  /** Address of a forward's target group, `module.nlb.aws_lb_target_group.this["ex-{listenerPort}"]`. */
  readonly targetGroup: string;

  /**
   * Address of a target's attachment, `aws_lb_target_group_attachment.tg-{listenerPort}`.
   *
   * With `{targetIp}` where a forward has several targets.
   */
  readonly attachment: string;
}

/**
 * What is there already, and no Terraform knows: it becomes an `import` block for each.
 *
 * Made by hand or by another tool, or left by an apply that was killed. Takes Terraform 1.5 or later. What is left out is
 * made. The provider cannot import attachments: Terraform makes them, which registers a target that is registered already,
 * and changes nothing.
 *
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export interface NlbImportFrom {
  /**
   * ARN of the load balancer, `arn:aws:elasticloadbalancing:…:loadbalancer/net/…`.
   *
   * A token is allowed that is known when Terraform plans.
   *
   * @default - not imported
   */
  readonly loadBalancerArn?: string;

  /**
   * Listeners and target groups by listener port.
   *
   * @default - none is imported
   */
  readonly forwards?: ForwardImportFrom[];
}

/** What is there already of a forward. */
export interface ForwardImportFrom {
  /** Port of the forward, one of the list's. */
  readonly listenerPort: number;

  /**
   * ARN of the listener, `arn:aws:elasticloadbalancing:…:listener/net/…`.
   *
   * A token is allowed that is known when Terraform plans.
   *
   * @default - not imported
   */
  readonly listenerArn?: string;

  /**
   * ARN of the target group, `arn:aws:elasticloadbalancing:…:targetgroup/…`.
   *
   * A token is allowed that is known when Terraform plans.
   *
   * @default - not imported
   */
  readonly targetGroupArn?: string;
}
