"""The article's network: five services, three of them on port 80, behind two fixed addresses."""

from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_port_forward_nlb import BasicAwsProvider, NlbSubnetMapping, PortForward, PortForwardNlb
from constructs import Construct

TARGET_SERVER_1 = "172.31.129.10"
TARGET_SERVER_2 = "172.31.137.10"
TARGET_SERVER_3 = "10.0.0.10"  # on-premises, over a VPN


class ArticleStack(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)

        region = self.variable("region", "Region of the VPC", default="ap-northeast-1")
        vpc_id = self.variable("vpc_id", "Id of the VPC, 172.31.128.0/17 in the article")
        private_1a = self.variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10")
        private_1c = self.variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10")

        BasicAwsProvider(self, "aws", region=region)

        self.forwarding = PortForwardNlb(
            self,
            "forwarding",
            name="example",
            vpc_id=vpc_id,
            subnet_mappings=[
                NlbSubnetMapping(subnet_id=private_1a, private_ipv4_address="172.31.128.10"),
                NlbSubnetMapping(subnet_id=private_1c, private_ipv4_address="172.31.136.10"),
            ],
            security_group_ids=[],  # no security group
            forwards=[
                PortForward(listener_port=10022, target_ip=TARGET_SERVER_1, target_port=22),
                PortForward(listener_port=10080, target_ip=TARGET_SERVER_1, target_port=80),
                PortForward(listener_port=20022, target_ip=TARGET_SERVER_2, target_port=22),
                PortForward(listener_port=20080, target_ip=TARGET_SERVER_2, target_port=80),
                PortForward(listener_port=30080, target_ip=TARGET_SERVER_3, target_port=80, external=True),
            ],
        )

        TerraformOutput(self, "dns_name", value=self.forwarding.dns_name)

    def variable(self, name: str, description: str, default: str | None = None) -> str:
        return TerraformVariable(self, name, type="string", description=description, default=default).string_value


app = App()
stack = ArticleStack(app, "article")
app.synth()

print(f"{stack.forwarding.port_table()}\n\nTerraform: {app.outdir}/stacks/article")
