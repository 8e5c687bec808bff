import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CDKTF, type Flavour } from "../../flavours";

const run = promisify(execFile);

export const ROOT = path.resolve(__dirname, "../../..");

/** Version of all packages. */
export const { version: VERSION } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  version: string;
};

/** Findings for the wrong list in each language's program. */
export const FINDINGS = [
  "[stack/forwarding] forwards[0] (listener 70000): 'listenerPort' must be an integer from 1 to 65535, but is 70000.",
  "[stack/forwarding] forwards[1] (listener 10022): 'targetIp' must be an IP address, but is \"172.31.129.010\". Write the " +
    "numbers without leading zeros.",
];

/** Runs a program that synthesizes the article's stack, and returns its output without the path of the state. */
export async function synthesizedBy(
  command: readonly [program: string, ...args: string[]],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<{ terraform: string; output: string; seconds: number }> {
  const outdir = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  try {
    const [program, ...args] = command;
    const env = { ...process.env, ...options.env, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: "1" };
    const begun = performance.now();
    const { stdout } = await run(program, args, { cwd: options.cwd, env });
    const seconds = (performance.now() - begun) / 1000;
    const terraform = await readFile(path.join(outdir, "stacks/article/cdk.tf.json"), "utf8");
    return {
      terraform: terraform.replace(/"path": ".*terraform\.article\.tfstate"/, '"path": "terraform.article.tfstate"'),
      output: stdout.replace(outdir, "cdktf.out"),
      seconds,
    };
  } finally {
    await rm(outdir, { recursive: true });
  }
}

/** Returns the output of the TypeScript example. */
export async function typeScriptArticle(flavour: Flavour = CDKTF): ReturnType<typeof synthesizedBy> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  try {
    const modules = path.join(folder, "node_modules");
    const constructs = path.join(flavour.frameworkFolder, "../constructs");
    const packages = { [flavour.framework]: flavour.frameworkFolder, constructs, [flavour.name]: flavour.folder };
    await mkdir(modules);
    for (const [name, target] of Object.entries(packages)) await symlink(target, path.join(modules, name));
    const example = await readFile(path.join(ROOT, "examples/article/main.ts"), "utf8");
    await writeFile(path.join(folder, "main.ts"), flavour.program(example));
    return await synthesizedBy([path.join(ROOT, "node_modules/.bin/tsx"), "main.ts"], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns the documents in the npm package, which each language's archive contains. */
export async function papersIn(npmPackage: string): Promise<string[]> {
  const { stdout } = await run("tar", ["--list", "--gzip", "--file", npmPackage]);
  return stdout
    .split("\n")
    .filter((file) => /^package\/[A-Z]+$/.test(file))
    .sort();
}

export const PAPERS = ["package/LICENSE", "package/NOTICE"];
