// This package, from its sources or as published, depending on the environment.
require("./measure.cjs").measure({
  framework: (require) => require("cdktf"),
  library: (require) => {
    // Each export is loaded on first use.
    const { BasicAwsProvider, PortForwardNlb } = require(process.env.BENCH_PACKAGE ?? "cdktf-port-forward-nlb");
    return { BasicAwsProvider, PortForwardNlb };
  },
  construct: ({ App, TerraformStack }, { BasicAwsProvider, PortForwardNlb }, loadBalancers, outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "bench");
    new BasicAwsProvider(stack, "aws", { region: "ap-northeast-1" });
    for (const { name, vpcId, subnetId, address, forwards } of loadBalancers) {
      new PortForwardNlb(stack, name, {
        name,
        vpcId,
        subnetMappings: [{ subnetId, privateIpv4Address: address }],
        securityGroupIds: [],
        forwards,
      });
    }
    return app;
  },
});
