import { readdir } from "node:fs/promises";
import path from "node:path";
import { copyModule, MODULE } from "./support/module";
import { Terraform } from "./support/terraform";

describe("the module's own tests", () => {
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await Terraform.initialize({}, {}, { fill: copyModule });
  });

  afterAll(async () => terraform.remove());

  test.concurrent.each(["defaults", "hosts", "options", "rules"])("pass for %s", async (name) => {
    const { passed, failed } = await terraform.test(`tests/${name}.tftest.hcl`);
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(3);
  });

  test("have these files", async () => {
    expect(await readdir(path.join(MODULE, "tests"))).toEqual([
      "defaults.tftest.hcl",
      "hosts.tftest.hcl",
      "options.tftest.hcl",
      "rules.tftest.hcl",
    ]);
  });
});
