import { App, TerraformOutput, TerraformStack } from "cdktf";
import { BasicAwsProvider, PortForwardNlb } from "cdktf-port-forward-nlb";

const app = new App();
const stack = new TerraformStack(app, "example");

new BasicAwsProvider(stack, "aws", { region: "us-east-1" });

const forwarding = new PortForwardNlb(stack, "forwarding", {
  name: "example",
  vpcId: "vpc-0a1b2c3d",
  vpcCidrBlocks: ["172.31.0.0/16"],
  subnetMappings: [{ subnetId: "subnet-0a1b2c3d" }],
  clientCidrBlocks: ["172.31.0.0/16"],
  deletionProtection: false, // so that you can destroy it again
  forwards: [{ listenerPort: 10022, targetIp: "172.31.16.10", targetPort: 22 }],
});

new TerraformOutput(stack, "dns_name", { value: forwarding.dnsName });

app.synth();
console.log(forwarding.portTable());
