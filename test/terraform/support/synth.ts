import { execFile } from "node:child_process";
import { cp, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type TerraformStack, Testing } from "cdktf";
import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { temporaryFolder } from "../../setup/machine";

const ROOT = path.resolve(__dirname, "../../..");
const ASSETS = "assets";

export type Example = "article" | "database" | "proxy-protocol";
type Format = "json" | "hcl";

/** Options for `initialize()` of a folder whose configuration refers to assets by relative paths. */
export interface WithAssets {
  readonly attaches: false;
  readonly fill: (folder: string) => Promise<void>;
}

/** Returns the configuration files of an example, as the app writes them. */
export async function synthesizeExample(example: Example, format: Format = "json"): Promise<Record<string, string>> {
  return inExample(example, format, configurationIn);
}

/** Calls back with the configuration files of an example and what initializes a folder that has its assets, too. */
export async function withExample<T>(
  example: Example,
  format: Format,
  use: (files: Record<string, string>, options: WithAssets) => Promise<T>,
): Promise<T> {
  return inExample(example, format, async (stack) => {
    const fill = async (folder: string): Promise<void> =>
      cp(path.join(stack, ASSETS), path.join(folder, ASSETS), { recursive: true });
    return use(await configurationIn(stack), { attaches: false, fill });
  });
}

async function inExample<T>(example: Example, format: Format, use: (stack: string) => Promise<T>): Promise<T> {
  const outdir = await temporaryFolder();
  try {
    await promisify(execFile)("npx", ["tsx", "--tsconfig", "examples/tsconfig.json", `examples/${example}/main.ts`], {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR: outdir, SYNTH_HCL_OUTPUT: String(format === "hcl") },
    });
    return await use(path.join(outdir, "stacks", example));
  } finally {
    await rm(outdir, { recursive: true });
  }
}

async function configurationIn(stack: string): Promise<Record<string, string>> {
  const names = (await readdir(stack)).filter((name) => /\.tf(\.json)?$/.test(name));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(stack, name), "utf8")] as const)),
  );
}

/** Returns the configuration files of a stack with one `PortForwardNlb`. */
export function synthesize(props: PortForwardNlbProps): Record<string, string> {
  return synthesizeStack((stack) => new PortForwardNlb(stack, "forwarding", props));
}

/** Returns the configuration files of a stack. */
export function synthesizeStack(fill: (stack: TerraformStack) => void): Record<string, string> {
  const stack = awsStack();
  fill(stack);
  return { "cdk.tf.json": Testing.synth(stack, true) };
}

/** Returns the configuration files of a stack in HCL. */
export function synthesizeStackToHcl(fill: (stack: TerraformStack) => void): Record<string, string> {
  const stack = awsStack();
  fill(stack);
  return { "cdk.tf": Testing.synthHcl(stack, true) };
}
