import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";

export const outdir = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** Returns a stack with an AWS provider, in an app of its own. */
export function awsStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app({ outdir }), "stack");
  new AwsProvider(stack, "aws", { region: "ap-northeast-1" });
  return stack;
}
