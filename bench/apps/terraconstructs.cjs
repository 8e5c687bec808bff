// TerraConstructs: AWS CDK's constructs for cdktf.
require("./measure.cjs").measure({
  framework: (require) => require("cdktf"),
  library: (require) => require("terraconstructs/lib/aws"),
  construct: ({ App }, { AwsStack, compute }, loadBalancers, outdir) => {
    const app = new App({ outdir });
    const stack = new AwsStack(app, "bench", { providerConfig: { region: "ap-northeast-1" } });
    for (const { name, vpcId, subnetId, forwards } of loadBalancers) {
      const vpc = compute.Vpc.fromVpcAttributes(stack, `${name}-vpc`, {
        vpcId,
        availabilityZones: ["ap-northeast-1a"],
        privateSubnetIds: [subnetId],
      });
      // It doesn't support static addresses.
      const lb = new compute.NetworkLoadBalancer(stack, `${name}-nlb`, {
        vpc,
        loadBalancerName: `${name}-nlb`,
        crossZoneEnabled: true,
        deletionProtection: true,
      });
      for (const { listenerPort, targetIp, targetPort } of forwards) {
        lb.addListener(`${listenerPort}`, { port: listenerPort }).addTargets(`${listenerPort}`, {
          targetGroupName: `${name}-tg-${listenerPort}`,
          port: targetPort,
          targets: [new compute.lbtargets.IpTarget(targetIp, targetPort)],
        });
      }
    }
    return app;
  },
});
