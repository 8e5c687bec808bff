import { Suite } from "./support/suite";
import { synthesizeExample } from "./support/synth";
import type { Terraform } from "./support/terraform";

describe("the article's example, synthesized to HCL", () => {
  const suite = Suite.begin();
  let hcl: Record<string, string>;
  let terraform: Terraform;

  beforeAll(async () => {
    hcl = await synthesizeExample("--hcl");
    terraform = await suite.initialize(hcl);
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
    const json = await suite.initialize(await synthesizeExample());
    const [ofHcl, ofJson] = await Promise.all([terraform.plan(), json.plan()]);
    expect(ofHcl.planned_values).toEqual(ofJson.planned_values);
    expect(ofHcl.resource_changes).toHaveLength(16);
  });
});
