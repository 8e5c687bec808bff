// The article's network: five services, three of them on port 80, behind two fixed addresses.
package main

import (
	"fmt"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
	"github.com/portforwardnlb/cdktf-port-forward-nlb-go/portforwardnlb"
)

const (
	targetServer1 = "172.31.129.10"
	targetServer2 = "172.31.137.10"
	targetServer3 = "10.0.0.10" // on-premises, over a VPN
)

func newArticleStack(scope constructs.Construct, id string) portforwardnlb.PortForwardNlb {
	stack := cdktf.NewTerraformStack(scope, &id)

	region := cdktf.NewTerraformVariable(stack, jsii.String("region"), &cdktf.TerraformVariableConfig{
		Type:        jsii.String("string"),
		Description: jsii.String("Region of the VPC"),
		Default:     jsii.String("ap-northeast-1"),
	})
	variable := func(name, description string) *string {
		return cdktf.NewTerraformVariable(stack, &name, &cdktf.TerraformVariableConfig{
			Type:        jsii.String("string"),
			Description: &description,
		}).StringValue()
	}
	vpcId := variable("vpc_id", "Id of the VPC, 172.31.128.0/17 in the article")
	private1a := variable("private_subnet_1a_id", "Id of the subnet that holds 172.31.128.10")
	private1c := variable("private_subnet_1c_id", "Id of the subnet that holds 172.31.136.10")

	portforwardnlb.NewBasicAwsProvider(stack, jsii.String("aws"), &portforwardnlb.BasicAwsProviderProps{
		Region: region.StringValue(),
	})

	forwarding := portforwardnlb.NewPortForwardNlb(stack, jsii.String("forwarding"), &portforwardnlb.PortForwardNlbProps{
		Name:  jsii.String("example"),
		VpcId: vpcId,
		SubnetMappings: &[]*portforwardnlb.NlbSubnetMapping{
			{SubnetId: private1a, PrivateIpv4Address: jsii.String("172.31.128.10")},
			{SubnetId: private1c, PrivateIpv4Address: jsii.String("172.31.136.10")},
		},
		SecurityGroupIds: &[]*string{}, // no security group
		Forwards: &[]*portforwardnlb.PortForward{
			{ListenerPort: jsii.Number(10022), TargetIp: jsii.String(targetServer1), TargetPort: jsii.Number(22)},
			{ListenerPort: jsii.Number(10080), TargetIp: jsii.String(targetServer1), TargetPort: jsii.Number(80)},
			{ListenerPort: jsii.Number(20022), TargetIp: jsii.String(targetServer2), TargetPort: jsii.Number(22)},
			{ListenerPort: jsii.Number(20080), TargetIp: jsii.String(targetServer2), TargetPort: jsii.Number(80)},
			{ListenerPort: jsii.Number(30080), TargetIp: jsii.String(targetServer3), TargetPort: jsii.Number(80), External: jsii.Bool(true)},
		},
	})

	cdktf.NewTerraformOutput(stack, jsii.String("dns_name"), &cdktf.TerraformOutputConfig{Value: forwarding.DnsName()})

	return forwarding
}

func main() {
	app := cdktf.NewApp(nil)
	forwarding := newArticleStack(app, "article")
	app.Synth()

	fmt.Printf("%s\n\nTerraform: %s/stacks/article\n", *forwarding.PortTable(), *app.Outdir())
}
