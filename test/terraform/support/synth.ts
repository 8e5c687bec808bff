import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Testing } from "cdktf";
import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { temporaryFolder } from "./machine";

const ROOT = path.resolve(__dirname, "../../..");

/** Configuration files of the article's example, as `cdktf synth` writes them. */
export async function synthesizeExample(...options: "--hcl"[]): Promise<Record<string, string>> {
  const outdir = await temporaryFolder();
  try {
    await promisify(execFile)("npx", ["cdktf", "synth", "--output", outdir, ...options], {
      cwd: ROOT,
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    });
    const stack = path.join(outdir, "stacks", "article");
    const names = (await readdir(stack)).filter((name) => /\.tf(\.json)?$/.test(name));
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(path.join(stack, name), "utf8")] as const)),
    );
  } finally {
    await rm(outdir, { recursive: true });
  }
}

/** Configuration files of a stack that holds one `PortForwardNlb`. */
export function synthesize(props: PortForwardNlbProps): Record<string, string> {
  const stack = awsStack();
  new PortForwardNlb(stack, "forwarding", props);
  return { "cdk.tf.json": Testing.synth(stack, true) };
}
