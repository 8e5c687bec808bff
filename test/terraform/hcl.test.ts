import { Suite } from "./support/suite";
import { synthesizeExample } from "./support/synth";
import type { Terraform } from "./support/terraform";

describe.each([
  { example: "article", resources: 16 },
  { example: "proxy-protocol", resources: 8 },
] as const)("the example $example, synthesized to HCL", ({ example, resources }) => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(await synthesizeExample(example, "--hcl"));
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("is planned as the JSON is", async () => {
    const json = await suite.initialize(await synthesizeExample(example));
    const [ofHcl, ofJson] = await Promise.all([terraform.plan(), json.plan()]);
    expect(ofHcl.planned_values).toEqual(ofJson.planned_values);
    expect(ofHcl.resource_changes.filter(({ change }) => change.actions.includes("create"))).toHaveLength(resources);
  });
});

test("HCL keeps the arguments that make a later change of the list safe", async () => {
  const hcl = await synthesizeExample("article", "--hcl");
  expect(hcl["cdk.tf"]?.match(/replace_triggered_by = \[aws_lb_target_group\.[\w-]+\.id\]/g)).toHaveLength(5);
  expect(hcl["cdk.tf"]?.match(/ignore_changes = \[port\]/g)).toHaveLength(5);
  expect(hcl["cdk.tf"]?.match(/depends_on += \[aws_lb\.[\w-]+\]/g)).toHaveLength(5);
});
