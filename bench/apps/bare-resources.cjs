// The resources of PortForwardNlb, with the same arguments, written by hand with the bindings of @cdktf/provider-aws.

const BINDINGS = ["lb", "lb-listener", "lb-target-group", "lb-target-group-attachment", "provider"];

/** Returns the bindings that `addLoadBalancer` uses, and the provider's. */
exports.bindings = function bindings(require) {
  return Object.assign({}, ...BINDINGS.map((name) => require(`@cdktf/provider-aws/lib/${name}`)));
};

/** Adds a `terraform_data`. cdktf's own class would run `terraform version` for each. */
function terraformData(stack, { TerraformResource }, id, input) {
  const resource = new TerraformResource(stack, id, { terraformResourceType: "terraform_data" });
  resource.addOverride("input", input);
  return `terraform_data.${resource.friendlyUniqueId}`;
}

/** Adds a load balancer with its forwards. */
exports.addLoadBalancer = function addLoadBalancer(stack, framework, aws, { name, vpcId, subnetMapping, forwards }) {
  const groups = terraformData(stack, framework, `${name}-has-security-groups`, { has_security_groups: false });
  const lb = new aws.Lb(stack, `${name}-nlb`, {
    name: `${name}-nlb`,
    internal: true,
    loadBalancerType: "network",
    enableDeletionProtection: true,
    enableCrossZoneLoadBalancing: true,
    subnetMapping,
    ipAddressType: "ipv4",
    securityGroups: [],
    lifecycle: { replaceTriggeredBy: [groups] },
  });
  for (const { listenerPort, targetIp, targetPort } of forwards) {
    const targetGroup = new aws.LbTargetGroup(stack, `${name}-tg-${listenerPort}`, {
      name: `${name}-tg-${listenerPort}`,
      port: targetPort,
      protocol: "TCP",
      targetType: "ip",
      vpcId,
      ipAddressType: "ipv4",
      deregistrationDelay: "300",
      connectionTermination: false,
      loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
      preserveClientIp: "false",
      stickiness: { type: "source_ip", enabled: false },
      targetHealthState: [{ enableUnhealthyConnectionTermination: true, unhealthyDrainingInterval: 0 }],
      targetGroupHealth: {
        dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
        unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
      },
      healthCheck: {
        port: "traffic-port",
        protocol: "TCP",
        healthyThreshold: 3,
        unhealthyThreshold: 3,
        interval: 30,
        timeout: 10,
      },
      dependsOn: [lb],
      lifecycle: { ignoreChanges: ["port"] },
    });
    const protocol = terraformData(stack, framework, `${name}-protocol-${listenerPort}`, { protocol: "TCP" });
    new aws.LbListener(stack, `${name}-listener-${listenerPort}`, {
      loadBalancerArn: lb.arn,
      port: listenerPort,
      protocol: "TCP",
      tcpIdleTimeoutSeconds: 350,
      defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      lifecycle: { replaceTriggeredBy: [`aws_lb_target_group.${targetGroup.friendlyUniqueId}.id`, protocol] },
    });
    new aws.LbTargetGroupAttachment(stack, `${name}-attachment-${listenerPort}`, {
      targetGroupArn: targetGroup.arn,
      targetId: targetIp,
      port: targetPort,
    });
  }
};
