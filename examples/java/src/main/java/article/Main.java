package article;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import io.github.portforwardnlb.BasicAwsProvider;
import io.github.portforwardnlb.NlbSubnetMapping;
import io.github.portforwardnlb.PortForward;
import io.github.portforwardnlb.PortForwardNlb;
import java.util.List;
import software.constructs.Construct;

/** The article's network: five services, three of them on port 80, behind two fixed addresses. */
public final class Main {
    private static final String TARGET_SERVER_1 = "172.31.129.10";
    private static final String TARGET_SERVER_2 = "172.31.137.10";
    private static final String TARGET_SERVER_3 = "10.0.0.10"; // on-premises, over a VPN

    private static final class ArticleStack extends TerraformStack {
        private final PortForwardNlb forwarding;

        private ArticleStack(final Construct scope, final String id) {
            super(scope, id);

            final String region = TerraformVariable.Builder.create(this, "region")
                    .type("string")
                    .description("Region of the VPC")
                    .defaultValue("ap-northeast-1")
                    .build()
                    .getStringValue();
            final String vpcId = variable("vpc_id", "Id of the VPC, 172.31.128.0/17 in the article");
            final String private1a = variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10");
            final String private1c = variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10");

            BasicAwsProvider.Builder.create(this, "aws").region(region).build();

            forwarding = PortForwardNlb.Builder.create(this, "forwarding")
                    .name("example")
                    .vpcId(vpcId)
                    .subnetMappings(List.of(
                            mapping(private1a, "172.31.128.10"),
                            mapping(private1c, "172.31.136.10")))
                    .securityGroupIds(List.of()) // no security group
                    .forwards(List.of(
                            forward(10022, TARGET_SERVER_1, 22).build(),
                            forward(10080, TARGET_SERVER_1, 80).build(),
                            forward(20022, TARGET_SERVER_2, 22).build(),
                            forward(20080, TARGET_SERVER_2, 80).build(),
                            forward(30080, TARGET_SERVER_3, 80).external(true).build()))
                    .build();

            TerraformOutput.Builder.create(this, "dns_name").value(forwarding.getDnsName()).build();
        }

        private String variable(final String name, final String description) {
            return TerraformVariable.Builder.create(this, name)
                    .type("string")
                    .description(description)
                    .build()
                    .getStringValue();
        }

        private static NlbSubnetMapping mapping(final String subnetId, final String address) {
            return NlbSubnetMapping.builder().subnetId(subnetId).privateIpv4Address(address).build();
        }

        private static PortForward.Builder forward(final int listenerPort, final String targetIp, final int targetPort) {
            return PortForward.builder().listenerPort(listenerPort).targetIp(targetIp).targetPort(targetPort);
        }
    }

    public static void main(final String[] args) {
        final App app = new App();
        final ArticleStack stack = new ArticleStack(app, "article");
        app.synth();

        System.out.printf("%s%n%nTerraform: %s/stacks/article%n", stack.forwarding.portTable(), app.getOutdir());
    }

    private Main() {
    }
}
