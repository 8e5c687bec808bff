import { FakeAws } from "./support/fake-aws";
import { synthesizeExample } from "./support/synth";
import { Terraform, variables } from "./support/terraform";

describe("the article's example, synthesized to HCL", () => {
  let aws: FakeAws;
  let hcl: Record<string, string>;
  let terraform: Terraform;

  beforeAll(async () => {
    aws = await FakeAws.start();
    hcl = await synthesizeExample("--hcl");
    const network = await aws.createArticleNetwork();
    terraform = await Terraform.initialize(hcl, { ...aws.environment, ...variables(network) });
  });

  afterAll(async () => {
    await terraform.remove();
    await aws.stop();
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("keeps the arguments that make a later change safe", () => {
    expect(hcl["cdk.tf"]?.match(/replace_triggered_by = \[aws_lb_target_group\.[\w-]+\.id\]/g)).toHaveLength(5);
    expect(hcl["cdk.tf"]?.match(/ignore_changes = \[port\]/g)).toHaveLength(5);
    expect(hcl["cdk.tf"]?.match(/depends_on += \[aws_lb\.[\w-]+\]/g)).toHaveLength(5);
  });

  test("is planned as the JSON is", async () => {
    const json = await Terraform.initialize(await synthesizeExample(), terraform.environment);
    const [ofHcl, ofJson] = await Promise.all([terraform.plan(), json.plan()]);
    await json.remove();
    expect(ofHcl.planned_values).toEqual(ofJson.planned_values);
    expect(ofHcl.resource_changes).toHaveLength(16);
  });
});
