import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

// The package as a stranger has it: packed, installed into a fresh app, compiled, synthesized.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const PROVIDER_VERSIONS = { "20.1.0": "5.100.0", "21.22.1": "6.25.0" };

let folder: string;
let packed: { filename: string; files: { path: string }[] };

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  const { stdout } = await run(ROOT, "npm", "pack", "--json", "--pack-destination", folder);
  [packed] = JSON.parse(stdout) as [typeof packed];
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(cwd: string, command: string, ...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
}

test("the package holds the library and its papers", () => {
  expect(packed.files.map((file) => file.path).sort()).toMatchInlineSnapshot(`
   [
     ".jsii",
     "LICENSE",
     "README.md",
     "lib/THIRD-PARTY-NOTICES.txt",
     "lib/index.d.ts",
     "lib/index.js",
     "lib/port-forward-nlb.d.ts",
     "lib/port-forward.d.ts",
     "package.json",
   ]
  `);
});

test("no file of the package names a place on the machine that built it", async () => {
  const texts = await Promise.all(packed.files.map(async (file) => readFile(path.join(ROOT, file.path), "utf8")));
  expect(texts.filter((text) => text.includes(ROOT) || text.includes(os.homedir()))).toEqual([]);
});

test("the declarations know no provider", async () => {
  const declarations = packed.files.filter((file) => file.path.endsWith(".d.ts"));
  const texts = await Promise.all(declarations.map(async (file) => readFile(path.join(ROOT, file.path), "utf8")));
  expect(texts.filter((text) => text.includes("@cdktf/"))).toEqual([]);
});

test("the licences of the bundled code are shipped", async () => {
  const notices = await readFile(path.join(ROOT, "lib", "THIRD-PARTY-NOTICES.txt"), "utf8");
  expect(notices.match(/^\S+ [\d.]+ \(.*\)$/gm)).toEqual([
    "@cdktf/provider-aws 20.1.0 (MPL-2.0)",
    "fastest-levenshtein 1.0.16 (MIT)",
    "ipaddr.js 2.5.0 (MIT)",
    "markdown-table 3.1.0 (MIT)",
  ]);
  expect(notices).toContain("Mozilla Public License, version 2.0");
});

describe.each(Object.entries(PROVIDER_VERSIONS))("beside @cdktf/provider-aws %s", (provider, awsVersion) => {
  let app: string;

  beforeAll(async () => {
    app = await mkdtemp(path.join(folder, "app-"));
    await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "app", private: true }));
    await run(
      app,
      "npm",
      "install",
      "--ignore-scripts",
      "cdktf@0.21.0",
      "constructs@10.4.2",
      `@cdktf/provider-aws@${provider}`,
    );
  });

  test("adds nothing to the app but itself", async () => {
    const before = await readdir(path.join(app, "node_modules"));
    const { stdout } = await run(app, "npm", "install", "--ignore-scripts", path.join(folder, packed.filename));
    expect(stdout).toMatch(/added 1 package\b/);
    const after = await readdir(path.join(app, "node_modules"));
    expect(after.filter((name) => !before.includes(name))).toEqual(["cdktf-port-forward-nlb"]);
    await expect(readdir(path.join(app, "node_modules", "cdktf-port-forward-nlb", "node_modules"))).rejects.toThrow(
      "ENOENT",
    );
  });

  test("compiles and synthesizes the article's example", async () => {
    await copyFile(path.join(ROOT, "examples/article/main.ts"), path.join(app, "main.ts"));
    const tsc = path.join(ROOT, "node_modules", ".bin", "tsc");
    const types = ["--types", "node", "--typeRoots", path.join(ROOT, "node_modules", "@types")];
    await run(app, tsc, "--strict", "--target", "es2022", "--module", "node16", ...types, "main.ts");
    const { stdout } = await run(app, "node", "main.js");
    expect(stdout).toContain("| 5   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |");

    const terraform = JSON.parse(await readFile(path.join(app, "cdktf.out/stacks/article/cdk.tf.json"), "utf8")) as {
      resource: Record<string, object>;
      terraform: { required_providers: object };
    };
    const counts = Object.entries(terraform.resource).map(([type, resources]) => [type, Object.keys(resources).length]);
    expect(Object.fromEntries(counts)).toEqual({
      aws_lb: 1,
      aws_lb_listener: 5,
      aws_lb_target_group: 5,
      aws_lb_target_group_attachment: 5,
    });
    expect(terraform.terraform.required_providers).toEqual({ aws: { source: "aws", version: awsVersion } });
  });
});
