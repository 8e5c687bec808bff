/** @needs package:python provider-aws-20 provider-aws-21 */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ARTICLE_RESOURCES, resourceCounts } from "../article";
import { prepared } from "../setup/needs";
import { ROOT, synthesizedBy } from "./support/article";
import { installWheel } from "./support/wheel";

const BINDINGS = [
  { bindings: "20.1.0", provider: "5.100.0" },
  { bindings: "21.22.1", provider: "6.25.0" },
];

describe.each(BINDINGS)("the Python package beside cdktf-cdktf-provider-aws $bindings", ({ bindings, provider }) => {
  let folder: string;
  let python: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    python = prepared(`PROVIDER_AWS_${bindings.split(".")[0] ?? ""}_PYTHON`);
    await installWheel(python, folder);
  });

  afterAll(async () => rm(folder, { recursive: true }));

  test("synthesizes the article's network with their AwsProvider", async () => {
    const example = await readFile(path.join(ROOT, "examples/python/main.py"), "utf8");
    const withBindings = example
      .replace("BasicAwsProvider, ", "")
      .replace("\nfrom constructs", "\nfrom cdktf_cdktf_provider_aws.provider import AwsProvider\nfrom constructs")
      .replace("BasicAwsProvider(", "AwsProvider(");
    expect(withBindings).not.toContain("BasicAwsProvider");
    await writeFile(path.join(folder, "main.py"), withBindings);
    const env = { ...process.env, PYTHONPATH: folder };
    const { terraform, seconds } = await synthesizedBy([python, "main.py"], { cwd: folder, env });
    process.stdout.write(`Python beside the bindings ${bindings}: ${seconds.toFixed(1)} s\n`);
    const made = JSON.parse(terraform) as { resource: Record<string, object>; terraform: Record<string, object> };
    expect(made.terraform.required_providers).toEqual({ aws: { source: "aws", version: provider } });
    expect(resourceCounts(made.resource)).toEqual(ARTICLE_RESOURCES);
  });
});
