import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformStack, Testing } from "cdktf";
import { BasicAwsProvider } from "cdktf-port-forward-nlb";
import { outdir } from "../stack";
import { Suite } from "./support/suite";
import { Terraform } from "./support/terraform";

describe("BasicAwsProvider, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  afterAll(async () => terraform.remove());

  function stack(): TerraformStack {
    const { AWS_ENDPOINT_URL: url = "" } = suite.aws.environment;
    const made = new TerraformStack(Testing.app({ outdir }), "stack");
    new BasicAwsProvider(made, "aws", {
      region: "ap-northeast-1",
      endpoints: { ec2: url },
      defaultTags: { Team: "network", costCenter: "1" },
      skipCredentialsValidation: true,
      skipMetadataApiCheck: true,
      skipRequestingAccountId: true,
      version: "5.100.0",
    });
    new SecurityGroup(made, "group", { name: "basic", vpcId: suite.network.vpc_id });
    return made;
  }

  test("calls the configured endpoints, and tags the resources", async () => {
    const { AWS_ENDPOINT_URL, AWS_REGION, AWS_EC2_METADATA_DISABLED, ...credentials } = suite.aws.environment;
    terraform = await Terraform.initialize({ "cdk.tf.json": Testing.synth(stack(), true) }, credentials);
    await terraform.apply();
    const { Tags } = await suite.aws.securityGroup("basic");
    expect(new Map(Tags?.map(({ Key, Value }) => [Key, Value]))).toEqual(
      new Map([
        ["Team", "network"],
        ["costCenter", "1"],
      ]),
    );
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("is the same in HCL", async () => {
    await terraform.write({ "cdk.tf.json": "{}", "cdk.tf": String(Testing.synthHcl(stack(), true)) });
    expect(await terraform.planText()).toContain("No changes.");
  });
});
