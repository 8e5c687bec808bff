// The article's network: five services, three of them on port 80, behind two fixed addresses.
// No test compiles this program, because there is no .NET SDK where the tests run.
using System;
using Cdktf.PortForwardNlb;
using Constructs;
using HashiCorp.Cdktf;

namespace Article
{
    internal sealed class ArticleStack : TerraformStack
    {
        private const string TargetServer1 = "172.31.129.10";
        private const string TargetServer2 = "172.31.137.10";
        private const string TargetServer3 = "10.0.0.10"; // on-premises, over a VPN

        public ArticleStack(Construct scope, string id) : base(scope, id)
        {
            var region = Variable("region", "Region of the VPC", "ap-northeast-1");
            var vpcId = Variable("vpc_id", "Id of the VPC, 172.31.128.0/17 in the article");
            var private1a = Variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10");
            var private1c = Variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10");

            new BasicAwsProvider(this, "aws", new BasicAwsProviderProps { Region = region });

            Forwarding = new PortForwardNlb(this, "forwarding", new PortForwardNlbProps
            {
                Name = "example",
                VpcId = vpcId,
                SubnetMappings = new[]
                {
                    new NlbSubnetMapping { SubnetId = private1a, PrivateIpv4Address = "172.31.128.10" },
                    new NlbSubnetMapping { SubnetId = private1c, PrivateIpv4Address = "172.31.136.10" },
                },
                SecurityGroupIds = Array.Empty<string>(), // no security group
                Forwards = new[]
                {
                    new PortForward { ListenerPort = 10022, TargetIp = TargetServer1, TargetPort = 22 },
                    new PortForward { ListenerPort = 10080, TargetIp = TargetServer1, TargetPort = 80 },
                    new PortForward { ListenerPort = 20022, TargetIp = TargetServer2, TargetPort = 22 },
                    new PortForward { ListenerPort = 20080, TargetIp = TargetServer2, TargetPort = 80 },
                    new PortForward { ListenerPort = 30080, TargetIp = TargetServer3, TargetPort = 80, External = true },
                },
            });

            new TerraformOutput(this, "dns_name", new TerraformOutputConfig { Value = Forwarding.DnsName });
        }

        public PortForwardNlb Forwarding { get; }

        private string Variable(string name, string description, string? defaultValue = null)
        {
            return new TerraformVariable(this, name, new TerraformVariableConfig
            {
                Type = "string",
                Description = description,
                Default = defaultValue,
            }).StringValue;
        }
    }

    internal static class Program
    {
        private static void Main()
        {
            var app = new App();
            var stack = new ArticleStack(app, "article");
            app.Synth();

            Console.WriteLine($"{stack.Forwarding.PortTable()}\n\nTerraform: {app.Outdir}/stacks/article");
        }
    }
}
