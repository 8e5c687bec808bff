// A classic load balancer that sends the client's address to an echo server, which shows it. In the default VPC.
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { EchoServerInstance, ProxyProtocolElb } from "cdktf-port-forward-nlb";
import type { Construct } from "constructs";

class ProxyProtocolStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);

    const region = new TerraformVariable(this, "region", {
      type: "string",
      default: "ap-northeast-1",
      description: "Region of the load balancer and the echo server",
    });
    const instanceType = new TerraformVariable(this, "instance_type", {
      type: "string",
      default: "t4g.nano",
      description: "Type of the echo server's instance",
    });
    const serverPort = new TerraformVariable(this, "server_port", {
      type: "number",
      default: 8888,
      description: "TCP port of the load balancer and of the echo server",
    });
    const keyName = new TerraformVariable(this, "key_name", {
      type: "string",
      description: "Name of the EC2 key pair that the instance takes for SSH; null for none",
    });
    keyName.addOverride("default", null); // cdktf 0.21 rejects null as a prop

    new AwsProvider(this, "aws", { region: region.stringValue });
    const vpc = new DataAwsVpc(this, "vpc", { default: true });

    const server = new EchoServerInstance(this, "server", {
      vpcId: vpc.id,
      serverPort: serverPort.numberValue,
      clientCidrBlocks: [vpc.cidrBlock], // the load balancer's subnets; its own security group admits clients
      sshCidrBlocks: [vpc.cidrBlock],
      instanceType: instanceType.stringValue,
      keyName: keyName.stringValue,
    });

    const elb = new ProxyProtocolElb(this, "elb", {
      serverPort: serverPort.numberValue,
      instanceIds: [server.instanceId],
    });

    new TerraformOutput(this, "dns_name", { value: elb.dnsName });
    new TerraformOutput(this, "elb_name", { value: elb.elbName });
  }
}

const app = new App();
new ProxyProtocolStack(app, "proxy-protocol");
app.synth();

console.log(`Terraform: ${app.outdir}/stacks/proxy-protocol`);
