// The article's network: five services, three of them on port 80, behind two static addresses.
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { BasicAwsProvider, PortForwardNlb } from "cdktf-port-forward-nlb";
import type { Construct } from "constructs";

const TARGET_SERVER_1 = "172.31.129.10";
const TARGET_SERVER_2 = "172.31.137.10";
const TARGET_SERVER_3 = "10.0.0.10"; // on-premises, over a VPN

class ArticleStack extends TerraformStack {
  public readonly forwarding: PortForwardNlb;

  public constructor(scope: Construct, id: string) {
    super(scope, id);

    const region = this.variable("region", "Region of the VPC", "ap-northeast-1");
    const vpcId = this.variable("vpc_id", "Id of the VPC, 172.31.128.0/17 in the article");
    const private1a = this.variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10");
    const private1c = this.variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10");

    new BasicAwsProvider(this, "aws", { region });

    this.forwarding = new PortForwardNlb(this, "forwarding", {
      name: "example",
      vpcId,
      subnetMappings: [
        { subnetId: private1a, privateIpv4Address: "172.31.128.10" },
        { subnetId: private1c, privateIpv4Address: "172.31.136.10" },
      ],
      securityGroupIds: [], // no security group
      forwards: [
        { listenerPort: 10022, targetIp: TARGET_SERVER_1, targetPort: 22 },
        { listenerPort: 10080, targetIp: TARGET_SERVER_1, targetPort: 80 },
        { listenerPort: 20022, targetIp: TARGET_SERVER_2, targetPort: 22 },
        { listenerPort: 20080, targetIp: TARGET_SERVER_2, targetPort: 80 },
        { listenerPort: 30080, targetIp: TARGET_SERVER_3, targetPort: 80, external: true },
      ],
    });

    new TerraformOutput(this, "dns_name", { value: this.forwarding.dnsName });
  }

  private variable(name: string, description: string, defaultValue?: string): string {
    return new TerraformVariable(this, name, { type: "string", description, default: defaultValue }).stringValue;
  }
}

const app = new App();
const { forwarding } = new ArticleStack(app, "article");
app.synth();

console.log(`${forwarding.portTable()}\n\nTerraform: ${app.outdir}/stacks/article`);
