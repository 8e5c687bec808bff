// This package, from its sources or as published, for one of the frameworks, depending on the environment.
const { BENCH_FRAMEWORK = "cdktf", BENCH_PACKAGE = `${BENCH_FRAMEWORK}-port-forward-nlb` } = process.env;

require("./measure.cjs").measure({
  framework: (require) => require(BENCH_FRAMEWORK),
  library: (require) => {
    // Each export is loaded on first use.
    const { BasicAwsProvider, PortForwardNlb } = require(BENCH_PACKAGE);
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
