import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type TerraformStack, Testing } from "cdktf";
import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { temporaryFolder } from "../../setup/machine";

const ROOT = path.resolve(__dirname, "../../..");

export type Example = "article" | "proxy-protocol";

/** Returns the configuration files of an example, as the app writes them. */
export async function synthesizeExample(
  example: Example,
  format: "json" | "hcl" = "json",
): Promise<Record<string, string>> {
  const outdir = await temporaryFolder();
  try {
    await promisify(execFile)("npx", ["tsx", "--tsconfig", "examples/tsconfig.json", `examples/${example}/main.ts`], {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR: outdir, SYNTH_HCL_OUTPUT: String(format === "hcl") },
    });
    const stack = path.join(outdir, "stacks", example);
    const names = (await readdir(stack)).filter((name) => /\.tf(\.json)?$/.test(name));
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(path.join(stack, name), "utf8")] as const)),
    );
  } finally {
    await rm(outdir, { recursive: true });
  }
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
