import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ARTICLE_RESOURCES, resourceCounts } from "../article";

// The package as it is, in apps whose cdktf is its fork, CDK Terrain: by npm's alias and override, as docs/cdk-terrain.md says.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const TYPE_SCRIPT = path.join(ROOT, "node_modules/.bin/tsc");

let app: string;

beforeAll(async () => {
  app = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  const packed = await run(ROOT, "npm", "pack", "--json", "--pack-destination", app);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const [settings = ""] = await pageSnippets("json", '"overrides"');
  const manifest = JSON.parse(settings) as { dependencies: Record<string, string> };
  manifest.dependencies["cdktf-port-forward-nlb"] = `file:${filename}`;
  manifest.dependencies["@cdktn/provider-aws"] = "25.7.0";
  await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "app", private: true, ...manifest }));
  await run(app, "npm", "install", "--ignore-scripts");
});

afterAll(async () => {
  await rm(app, { recursive: true });
});

async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

async function pageSnippets(language: string, containing: string): Promise<string[]> {
  const page = await readFile(path.join(ROOT, "docs/cdk-terrain.md"), "utf8");
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))];
  return blocks.map(([, text = ""]) => text).filter((text) => text.includes(containing));
}

/** Compiles and runs an app, and returns its stack's Terraform. */
async function synthesized(program: string, stack: string): Promise<Synthesized> {
  const types = ["--types", "node", "--typeRoots", path.join(ROOT, "node_modules/@types")];
  await run(app, TYPE_SCRIPT, "--strict", "--target", "es2022", "--module", "node16", ...types, `${program}.ts`);
  await run(app, "node", `${program}.js`);
  return JSON.parse(await readFile(path.join(app, `cdktf.out/stacks/${stack}/cdk.tf.json`), "utf8")) as Synthesized;
}

interface Synthesized {
  readonly provider: Record<string, object[]>;
  readonly resource: Record<string, Record<string, object>>;
  readonly output: object;
  readonly terraform: { readonly required_providers: object };
}

test("CDK Terrain is installed as cdktf", async () => {
  const { name, version } = JSON.parse(await readFile(path.join(app, "node_modules/cdktf/package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  expect(name).toBe("cdktn");
  expect(version).toMatch(/^0\.24\./);
});

test("the unchanged example synthesizes the same resources", async () => {
  await copyFile(path.join(ROOT, "examples/article/main.ts"), path.join(app, "article.ts"));
  const terrain = await synthesized("article", "article");
  const outdir = path.join(app, "by-cdktf");
  const program = ["tsx", "--tsconfig", "examples/tsconfig.json", "examples/article/main.ts"];
  await promisify(execFile)("npx", program, { cwd: ROOT, env: { ...process.env, CDKTF_OUTDIR: outdir } });
  const cdktf = JSON.parse(await readFile(path.join(outdir, "stacks/article/cdk.tf.json"), "utf8")) as Synthesized;
  expect(resourceCounts(terrain.resource)).toEqual(ARTICLE_RESOURCES);
  expect(terrain.resource).toEqual(cdktf.resource);
  expect(terrain.provider).toEqual(cdktf.provider);
  expect(terrain.output).toEqual(cdktf.output);
});

test("an app with CDK Terrain's own packages can use it with CDK Terrain's provider", async () => {
  const text = await readFile(path.join(ROOT, "examples/article/main.ts"), "utf8");
  const own = text
    .replace('from "cdktf"', 'from "cdktn"')
    .replace("BasicAwsProvider, ", "")
    .replace("BasicAwsProvider", "AwsProvider");
  await writeFile(path.join(app, "own.ts"), `import { AwsProvider } from "@cdktn/provider-aws/lib/provider";\n${own}`);
  const { resource, terraform } = await synthesized("own", "article");
  expect(terraform.required_providers).toEqual({ aws: { source: "hashicorp/aws", version: "6.66.0" } });
  expect(resourceCounts(resource)).toEqual(ARTICLE_RESOURCES);
});
