import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { copyModule, MODULE } from "../support/module";
import { Terraform } from "../support/terraform";

// ../module-own-tests.test.ts runs all of them.

describe("the module's own tests", () => {
  let runs: string[];
  let terraform: Terraform;

  beforeAll(async () => {
    const [preamble = "", ...all] = (await readFile(path.join(MODULE, "tests/rules.tftest.hcl"), "utf8")).split(
      /^(?=run ")/m,
    );
    const byWhatFails = new Map(all.map((run) => [/^ *expect_failures = (.*)$/m.exec(run)?.[1], run]));
    runs = [...byWhatFails.values()];
    const fill = async (folder: string): Promise<void> => {
      await copyModule(folder);
      await rm(path.join(folder, "tests"), { recursive: true });
      await writeFile(path.join(folder, "everyday.tftest.hcl"), [preamble, ...runs].join(""));
    };
    terraform = await Terraform.initialize({}, {}, { fill });
  });

  afterAll(async () => terraform.remove());

  test("pass for one rule of each kind", async () => {
    expect(runs.length).toBeGreaterThan(10);
    expect(await terraform.test("everyday.tftest.hcl")).toEqual({ passed: runs.length, failed: [] });
  });
});
