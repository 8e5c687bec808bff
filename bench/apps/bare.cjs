// The floor: the same resources with the same arguments, written by hand.
const { addLoadBalancer, bindings } = require("./bare-resources.cjs");

require("./measure.cjs").measure({
  framework: (require) => require("cdktf"),
  library: bindings,
  construct: (framework, aws, loadBalancers, outdir) => {
    const app = new framework.App({ outdir });
    const stack = new framework.TerraformStack(app, "bench");
    new aws.AwsProvider(stack, "aws", { region: "ap-northeast-1" });
    for (const { name, vpcId, subnetId, address, forwards } of loadBalancers) {
      const subnetMapping = [{ subnetId, privateIpv4Address: address }];
      addLoadBalancer(stack, framework, aws, { name, vpcId, subnetMapping, forwards });
    }
    return app;
  },
});
