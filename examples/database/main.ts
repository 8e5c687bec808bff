// Services without a fixed address, behind two static ones: a database by its DNS name, an Application Load Balancer (ALB) by its
// ARN, and an instance by its ID.
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { HealthCheckProtocol, PortForwardNlb } from "cdktf-port-forward-nlb";
import type { Construct } from "constructs";

const VPC_CIDR_BLOCK = "172.31.128.0/17";

class DatabaseStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);

    const region = this.variable("region", "Region of the VPC", "ap-northeast-1");
    const vpcId = this.variable("vpc_id", `Id of the VPC, ${VPC_CIDR_BLOCK}`);
    const private1a = this.variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10");
    const private1c = this.variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10");
    const databaseHost = this.variable("database_host", "DNS name of the database, such as its RDS endpoint");
    const databaseGroup = this.variable("database_security_group_id", "Id of the database's security group");
    const albArn = this.variable("alb_arn", "ARN of the ALB, which has a listener on port 443");
    const albGroup = this.variable("alb_security_group_id", "Id of the ALB's security group");
    const bastionId = this.variable("bastion_id", "Id of the bastion's instance");
    const bastionGroup = this.variable("bastion_security_group_id", "Id of the bastion's security group");

    new AwsProvider(this, "aws", { region });

    const forwarding = new PortForwardNlb(this, "forwarding", {
      name: "database",
      vpcId,
      vpcCidrBlocks: [VPC_CIDR_BLOCK],
      subnetMappings: [
        { subnetId: private1a, privateIpv4Address: "172.31.128.10" },
        { subnetId: private1c, privateIpv4Address: "172.31.136.10" },
      ],
      clientCidrBlocks: ["192.168.1.0/24"],
      hostTargets: { subnetIds: [private1a, private1c] }, // resolves the database's name each minute
      forwards: [
        {
          listenerPort: 5432,
          targetHost: databaseHost,
          targetPort: 5432,
          targetSecurityGroupIds: [databaseGroup],
          description: "Database",
        },
        {
          listenerPort: 443,
          targetAlbArn: albArn,
          targetPort: 443, // the port of its listener
          targetSecurityGroupIds: [albGroup],
          healthCheck: { protocol: HealthCheckProtocol.HTTPS },
          description: "Web",
        },
        {
          listenerPort: 10022,
          targetInstanceId: bastionId,
          targetPort: 22,
          targetSecurityGroupIds: [bastionGroup],
          description: "Bastion",
        },
      ],
    });

    // The way of the function in hostTargets to the API of Elastic Load Balancing, if the subnets have no NAT gateway.
    const group = new SecurityGroup(this, "endpoint_group", { namePrefix: "elb-api-", vpcId });
    const https = { cidrIpv4: VPC_CIDR_BLOCK, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    new VpcSecurityGroupIngressRule(this, "endpoint_https", { securityGroupId: group.id, ...https });
    new VpcEndpoint(this, "endpoint", {
      vpcId,
      serviceName: `com.amazonaws.${region}.elasticloadbalancing`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [private1a, private1c],
      securityGroupIds: [group.id],
    });

    new TerraformOutput(this, "dns_name", { value: forwarding.dnsName });
    new TerraformOutput(this, "port_table", { value: forwarding.portTable() });
  }

  private variable(name: string, description: string, defaultValue?: string): string {
    return new TerraformVariable(this, name, { type: "string", description, default: defaultValue }).stringValue;
  }
}

const app = new App();
new DatabaseStack(app, "database");
app.synth();

console.log(`Terraform: ${app.outdir}/stacks/database`);
