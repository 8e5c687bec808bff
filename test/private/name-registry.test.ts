import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformProvider, TerraformStack, TerraformVariable } from "cdktf";
import { PortForwardNlb } from "cdktf-port-forward-nlb";
import { awsStack, outdir } from "../stack";
import { findings, findingsOf, rowFindings, VALID } from "./rules/findings";

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

  test("that two constructs of a stack give are errors that name both", () => {
    expect(findings(stack, {}, "a")).toEqual([]);
    expect(findings(stack, {}, "b")).toMatchInlineSnapshot(`
     [
       "load balancer name "example-nlb" is taken twice, by stack/a and stack/b; give one of them another name or loadBalancerName",
       "forwards[0] (listener 10022): target group name "example-tg-10022" is taken twice, by stack/a/10022 and stack/b/10022; give one of them another targetGroupName, or its construct another name",
       "forwards[1] (listener 30080): target group name "example-tg-30080" is taken twice, by stack/a/30080 and stack/b/30080; give one of them another targetGroupName, or its construct another name",
     ]
    `);
  });

  test("are taken by kind: a target group may be called as a load balancer is", () => {
    expect(rowFindings(stack, { targetGroupName: "example-nlb" })).toEqual([]);
  });

  test("that two stacks give to one Region are errors", () => {
    const app = firstOfTwo({ region: "ap-northeast-1" });
    expect(findingsOf(second(app, { region: "ap-northeast-1" }))[0]).toMatchInlineSnapshot(
      `"load balancer name "example-nlb" is taken twice, by first/forwarding and other/forwarding; give one of them another name or loadBalancerName"`,
    );
  });

  test("that two stacks give to two Regions, or to what only Terraform knows, are none", () => {
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

  test("in one stack are in one Region, whatever only Terraform knows of it", () => {
    const app = new App({ outdir });
    const only = new TerraformStack(app, "only");
    new AwsProvider(only, "aws", { region: new TerraformVariable(only, "region", { type: "string" }).stringValue });
    new PortForwardNlb(only, "a", VALID);
    expect(findingsOf(new PortForwardNlb(only, "b", VALID))[0]).toContain("by only/a and only/b");
  });

  test("are compared by the default provider, and by no other", () => {
    const app = firstOfTwo({ region: "ap-northeast-1" });
    const other = new TerraformStack(app, "other");
    new AwsProvider(other, "aws", { region: "ap-northeast-1" });
    new AwsProvider(other, "aliased", { region: "eu-west-1", alias: "eu" });
    new RandomProvider(other, "random", { terraformResourceType: "random" });
    expect(findingsOf(new PortForwardNlb(other, "forwarding", VALID))).toHaveLength(3);
  });

  test("of two apps have nothing to do with each other", () => {
    expect(findings(stack, {})).toEqual([]);
    expect(findings(awsStack(), {})).toEqual([]);
  });
});
