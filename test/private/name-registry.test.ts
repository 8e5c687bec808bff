import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformProvider, TerraformStack, TerraformVariable } from "cdktf";
import { PortForwardNlb } from "cdktf-port-forward-nlb";
import { awsStack, outdir } from "../stack";
import { VALID } from "../nlb";
import { findings, findingsOf, rowFindings } from "./rules/findings";

class RandomProvider extends TerraformProvider {}

describe("names", () => {
  let stack: TerraformStack;

  beforeEach(() => {
    stack = awsStack();
  });

  function second(app: App, provider?: object): PortForwardNlb {
    const other = new TerraformStack(app, "other");
    if (provider) new AwsProvider(other, "aws", provider);
    return new PortForwardNlb(other, "forwarding", VALID);
  }

  function firstOfTwo(provider: object): App {
    const app = new App({ outdir });
    const first = new TerraformStack(app, "first");
    new AwsProvider(first, "aws", provider);
    new PortForwardNlb(first, "forwarding", VALID);
    return app;
  }

  test("used by two constructs of a stack are errors that name both", () => {
    expect(findings(stack, {}, "a")).toEqual([]);
    expect(findings(stack, {}, "b")).toMatchInlineSnapshot(`
      [
        "The load balancer name "example-nlb" is used twice, by stack/a and stack/b. Give one of them another name or loadBalancerName.",
        "forwards[0] (listener 10022): the target group name "example-tg-10022" is used twice, by stack/a/10022 and stack/b/10022. Give one of them another targetGroupName, or its construct another name.",
        "forwards[1] (listener 30080): the target group name "example-tg-30080" is used twice, by stack/a/30080 and stack/b/30080. Give one of them another targetGroupName, or its construct another name.",
      ]
    `);
  });

  test("are unique within a kind: a target group can have the name of a load balancer", () => {
    expect(rowFindings(stack, { targetGroupName: "example-nlb" })).toEqual([]);
  });

  test("used by two stacks in one Region are errors", () => {
    const app = firstOfTwo({ region: "ap-northeast-1" });
    expect(findingsOf(second(app, { region: "ap-northeast-1" }))[0]).toMatchInlineSnapshot(
      `"The load balancer name "example-nlb" is used twice, by first/forwarding and other/forwarding. Give one of them another name or loadBalancerName."`,
    );
  });

  test("used by two stacks in two Regions, or in unknown ones, are no errors", () => {
    expect(findingsOf(second(firstOfTwo({ region: "ap-northeast-1" }), { region: "eu-west-1" }))).toEqual([]);
    const app = new App({ outdir });
    const stacks = ["first", "other"].map((id) => new TerraformStack(app, id));
    const [, other] = stacks.map((each) => {
      const region = new TerraformVariable(each, "region", { type: "string" }).stringValue;
      new AwsProvider(each, "aws", { region });
      return new PortForwardNlb(each, "forwarding", VALID);
    });
    expect(other && findingsOf(other)).toEqual([]);
  });

  test("in one stack are in one Region, even if only Terraform knows it", () => {
    const app = new App({ outdir });
    const only = new TerraformStack(app, "only");
    new AwsProvider(only, "aws", { region: new TerraformVariable(only, "region", { type: "string" }).stringValue });
    new PortForwardNlb(only, "a", VALID);
    expect(findingsOf(new PortForwardNlb(only, "b", VALID))[0]).toContain("by only/a and only/b");
  });

  test("are compared by the default provider only", () => {
    const app = firstOfTwo({ region: "ap-northeast-1" });
    const other = new TerraformStack(app, "other");
    new AwsProvider(other, "aws", { region: "ap-northeast-1" });
    new AwsProvider(other, "aliased", { region: "eu-west-1", alias: "eu" });
    new RandomProvider(other, "random", { terraformResourceType: "random" });
    expect(findingsOf(new PortForwardNlb(other, "forwarding", VALID))).toHaveLength(3);
  });

  test("in two apps don't clash", () => {
    expect(findings(stack, {})).toEqual([]);
    expect(findings(awsStack(), {})).toEqual([]);
  });
});
