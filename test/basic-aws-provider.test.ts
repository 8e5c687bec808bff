import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformElement, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { BasicAwsProvider, type BasicAwsProviderProps, PortForwardNlb } from "cdktf-port-forward-nlb";
import { VALID } from "./nlb";
import { outdir } from "./stack";
import { synthesized } from "./synthesized";

const ALL: BasicAwsProviderProps = {
  region: "ap-northeast-1",
  profile: "network",
  assumeRoleArn: "arn:aws:iam::123456789012:role/deploy",
  defaultTags: { Team: "network", costCenter: "1" },
  endpoints: { ec2: "http://127.0.0.1:5000", elbv2: "http://127.0.0.1:5001" },
  skipCredentialsValidation: true,
  skipMetadataApiCheck: true,
  skipRequestingAccountId: false,
};

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app({ outdir }), "stack");
});

interface Providers {
  readonly provider: { readonly aws: unknown[] };
  readonly terraform: { readonly required_providers: { readonly aws: unknown } };
}

function providers(): Providers {
  return JSON.parse(Testing.synth(stack, true)) as Providers;
}

test("renders the provider's block with the props", () => {
  new BasicAwsProvider(stack, "aws", ALL);
  const { provider, terraform } = providers();
  expect(provider.aws).toEqual([
    {
      region: "ap-northeast-1",
      profile: "network",
      assume_role: [{ role_arn: "arn:aws:iam::123456789012:role/deploy" }],
      default_tags: [{ tags: { Team: "network", costCenter: "1" } }],
      endpoints: [{ ec2: "http://127.0.0.1:5000", elbv2: "http://127.0.0.1:5001" }],
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_requesting_account_id: false,
    },
  ]);
  expect(terraform.required_providers.aws).toEqual({ source: "hashicorp/aws", version: "~> 5.100" });
});

test("renders the same as the bindings' own provider", () => {
  const { alias, assumeRoleArn, defaultTags, endpoints, skipMetadataApiCheck, ...same } = ALL;
  new AwsProvider(stack, "aws", {
    ...same,
    assumeRole: [{ roleArn: assumeRoleArn }],
    defaultTags: [{ tags: defaultTags }],
    endpoints: [endpoints ?? {}],
    skipMetadataApiCheck: String(skipMetadataApiCheck),
  });
  const expected = providers().provider;
  stack = new TerraformStack(Testing.app({ outdir }), "stack");
  new BasicAwsProvider(stack, "aws", ALL);
  expect(providers().provider).toEqual(expected);
});

test("renders the same in HCL", () => {
  new BasicAwsProvider(stack, "aws", ALL);
  const hcl = String(Testing.synthHcl(stack, true));
  expect(hcl.slice(hcl.indexOf('provider "aws"')).trim()).toMatchInlineSnapshot(`
   "provider "aws" {
   region = "ap-northeast-1"
   profile = "network"
   assume_role {
   role_arn = "arn:aws:iam::123456789012:role/deploy"
   }
   default_tags {
   tags = {
   Team = "network"
   costCenter = "1"
   }
   }
   endpoints {
   ec2 = "http://127.0.0.1:5000"
   elbv2 = "http://127.0.0.1:5001"
   }
   skip_credentials_validation = true
   skip_metadata_api_check = "true"
   skip_requesting_account_id = false
   }"
  `);
});

test("is all that a load balancer needs, and aspects visit it", () => {
  new BasicAwsProvider(stack, "aws");
  new PortForwardNlb(stack, "forwarding", VALID);
  const visited: string[] = [];
  Aspects.of(stack).add({
    visit: (node) => {
      if (TerraformElement.isTerraformElement(node)) visited.push(node.node.path);
    },
  });
  expect(synthesized(stack).resource).toHaveProperty("aws_lb");
  expect(visited).toEqual(expect.arrayContaining(["stack/aws", "stack/forwarding/lb"]));
});

test("can have an alias next to the default configuration", () => {
  new AwsProvider(stack, "aws", { region: "ap-northeast-1" });
  const other = new BasicAwsProvider(stack, "other", { region: "us-east-1", alias: "virginia", version: "5.100.0" });
  expect(other.fqn).toBe("aws.virginia");
  const { provider, terraform } = providers();
  expect(provider.aws).toEqual([{ region: "ap-northeast-1" }, { region: "us-east-1", alias: "virginia" }]);
  expect(terraform.required_providers.aws).toEqual({ source: "hashicorp/aws", version: "5.100.0" });
});

test("accepts tokens, overrides and a new alias", () => {
  const region = new TerraformVariable(stack, "region", {}).stringValue;
  const skip = new TerraformVariable(stack, "skip", { type: "bool" }).booleanValue;
  const provider = new BasicAwsProvider(stack, "aws", { region, skipMetadataApiCheck: skip as unknown as boolean });
  provider.addOverride("max_retries", 5);
  provider.alias = "main";
  expect(providers().provider.aws).toEqual([
    { region: "${var.region}", skip_metadata_api_check: "${var.skip}", max_retries: 5, alias: "main" },
  ]);
});

test("accepts a token for a boolean in HCL, too", () => {
  const skip = new TerraformVariable(stack, "skip", { type: "bool" }).booleanValue as unknown as boolean;
  new BasicAwsProvider(stack, "aws", { skipCredentialsValidation: skip, skipMetadataApiCheck: skip });
  const hcl = String(Testing.synthHcl(stack, true));
  expect(hcl.slice(hcl.indexOf('provider "aws"')).trim()).toMatchInlineSnapshot(`
   "provider "aws" {
   skip_credentials_validation = "\${var.skip}"
   skip_metadata_api_check = "\${var.skip}"
   }"
  `);
});

test("names in two stacks clash if their providers have the same configuration", () => {
  const app = Testing.app({ outdir });
  const stacks = ["one", "two"].map((id) => {
    const each = new TerraformStack(app, id);
    new BasicAwsProvider(each, "aws", { region: "ap-northeast-1" });
    new PortForwardNlb(each, "forwarding", VALID);
    return each;
  });
  expect(stacks[1]?.node.findChild("forwarding").node.validate().join()).toContain(
    'The load balancer name "example-nlb" is used twice, by one/forwarding and two/forwarding. Give one of them another name or loadBalancerName.,forwards[0] (listener 10022): the target group name "example-tg-10022" is used twice, by one/forwarding/10022 and two/forwarding/10022. Give one of them another targetGroupName, or its construct another name.,forwards[1] (listener 30080): the target group name "example-tg-30080" is used twice, by one/forwarding/30080 and two/forwarding/30080. Give one of them another targetGroupName, or its construct another name.',
  );
});
