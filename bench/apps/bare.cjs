// The floor: the same resources, written by hand with the bindings of @cdktf/provider-aws.
require("./measure.cjs").measure({
  framework: (require) => require("cdktf"),
  library: (require) => ({
    ...require("@cdktf/provider-aws/lib/provider"),
    ...require("@cdktf/provider-aws/lib/lb"),
    ...require("@cdktf/provider-aws/lib/lb-listener"),
    ...require("@cdktf/provider-aws/lib/lb-target-group"),
    ...require("@cdktf/provider-aws/lib/lb-target-group-attachment"),
  }),
  construct: ({ App, TerraformStack }, aws, loadBalancers, outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "bench");
    new aws.AwsProvider(stack, "aws", { region: "ap-northeast-1" });
    for (const { name, vpcId, subnetId, address, forwards } of loadBalancers) {
      const lb = new aws.Lb(stack, `${name}-nlb`, {
        name: `${name}-nlb`,
        internal: true,
        loadBalancerType: "network",
        enableDeletionProtection: true,
        enableCrossZoneLoadBalancing: true,
        subnetMapping: [{ subnetId, privateIpv4Address: address }],
      });
      for (const { listenerPort, targetIp, targetPort } of forwards) {
        const targetGroup = new aws.LbTargetGroup(stack, `${name}-tg-${listenerPort}`, {
          name: `${name}-tg-${listenerPort}`,
          port: targetPort,
          protocol: "TCP",
          targetType: "ip",
          vpcId,
          deregistrationDelay: "300",
          healthCheck: {
            enabled: true,
            protocol: "TCP",
            port: "traffic-port",
            interval: 30,
            healthyThreshold: 3,
            unhealthyThreshold: 3,
          },
          dependsOn: [lb],
        });
        new aws.LbListener(stack, `${name}-listener-${listenerPort}`, {
          loadBalancerArn: lb.arn,
          port: listenerPort,
          protocol: "TCP",
          defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
        });
        new aws.LbTargetGroupAttachment(stack, `${name}-attachment-${listenerPort}`, {
          targetGroupArn: targetGroup.arn,
          targetId: targetIp,
          port: targetPort,
        });
      }
    }
    return app;
  },
});
