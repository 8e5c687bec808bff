/** @needs checkov tflint */

import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { checkov, explained, failedChecks } from "./support/checkov";
import { temporaryFolder } from "../setup/machine";
import { prepared } from "../setup/needs";
import { copyModule, MODULE } from "./support/module";

const run = promisify(execFile);

describe("the module's files", () => {
  test("are formatted with terraform fmt", async () => {
    expect(await run("terraform", ["fmt", "-check", "-recursive", MODULE])).toMatchObject({ stdout: "" });
  });

  test("pass tflint's core rules, including the examples", async () => {
    const { stdout } = await run(prepared("TFLINT"), ["--recursive", "--format", "json"], { cwd: MODULE });
    expect(JSON.parse(stdout)).toMatchObject({ issues: [], errors: [] });
  });

  test("have only the checkov findings that docs/options.md explains", async () => {
    const folder = await temporaryFolder();
    try {
      await copyModule(folder);
      const report = await checkov(folder, "terraform");
      expect(report.summary.passed).toBeGreaterThan(20);
      const found = failedChecks(report).map((finding) => finding.replace(/ .*/, ""));
      expect([...new Set(found)].sort()).toEqual(await explained("Check with a host", "Check in the module"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
