// AWS CDK's construct for a Network Load Balancer. CloudFormation allows 500 resources in a stack.
require("./measure.cjs").measure({
  framework: (require) => require("aws-cdk-lib/core"),
  library: (require) => ({
    elbv2: require("aws-cdk-lib/aws-elasticloadbalancingv2"),
    targets: require("aws-cdk-lib/aws-elasticloadbalancingv2-targets"),
    ec2: require("aws-cdk-lib/aws-ec2"),
  }),
  construct: ({ App, Stack }, { elbv2, targets, ec2 }, loadBalancers, outdir) => {
    const app = new App({ outdir });
    const stack = new Stack(app, "bench");
    for (const { name, vpcId, subnetId, address, forwards } of loadBalancers) {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, `${name}-vpc`, {
        vpcId,
        availabilityZones: ["ap-northeast-1a"],
        privateSubnetIds: [subnetId],
      });
      const lb = new elbv2.NetworkLoadBalancer(stack, `${name}-nlb`, {
        vpc,
        loadBalancerName: `${name}-nlb`,
        crossZoneEnabled: true,
        deletionProtection: true,
        subnetMappings: [{ subnet: vpc.privateSubnets[0], privateIpv4Address: address }],
      });
      for (const { listenerPort, targetIp, targetPort } of forwards) {
        lb.addListener(`${listenerPort}`, { port: listenerPort }).addTargets(`${listenerPort}`, {
          targetGroupName: `${name}-tg-${listenerPort}`,
          port: targetPort,
          targets: [new targets.IpTarget(targetIp, targetPort)],
        });
      }
    }
    return app;
  },
});
