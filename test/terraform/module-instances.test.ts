import { moduleExample } from "./support/module";
import { Suite } from "./support/suite";
import { type Terraform } from "./support/terraform";

describe("the module's instances example, whose addresses are unknown at plan time", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    const { vpc_id, private_subnet_1a_id, private_subnet_1c_id } = suite.network;
    terraform = await suite.initialize({
      ...(await moduleExample("instances")),
      "network.auto.tfvars.json": JSON.stringify({
        vpc_id,
        subnet_ids: [private_subnet_1a_id, private_subnet_1c_id],
        ami: "ami-0a1b2c3d",
      }),
      "unprotected_override.tf.json": JSON.stringify({ module: { forwarding: { deletion_protection: false } } }),
    });
  });

  test("plans and applies in one go, and plans again without changes", async () => {
    await terraform.apply();
    expect(await terraform.planText()).toContain("No changes.");
    expect(await suite.aws.targets()).toEqual([[`${await address()}:22`], [`${await address()}:80`]]);
  });

  test("attaches a replaced instance, and doesn't touch listeners and target groups", async () => {
    const before = await address();
    await terraform.write({ "zz.auto.tfvars.json": JSON.stringify({ ami: "ami-4e5f6a7b" }) });
    expect(await terraform.planChanges()).toEqual([
      "delete/create aws_instance.bastion",
      'delete/create module.forwarding.aws_lb_target_group_attachment.this["10022/bastion"]',
      'delete/create module.forwarding.aws_lb_target_group_attachment.this["10080/bastion"]',
      'update module.forwarding.aws_vpc_security_group_egress_rule.targets["tcp/bastion:22"]',
      'update module.forwarding.aws_vpc_security_group_egress_rule.targets["tcp/bastion:80"]',
    ]);
    await terraform.applyPlan();
    expect(await address()).not.toBe(before);
    expect(await suite.aws.targets()).toEqual([[`${await address()}:22`], [`${await address()}:80`]]);
    expect(await terraform.planText()).toContain("No changes.");
  });

  async function address(): Promise<string> {
    const { endpoints } = (await terraform.outputs()) as { endpoints: { target_ip: string }[] };
    return endpoints[0]?.target_ip ?? "";
  }
});
