import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { packageForJava } from "./maven";
import { pythonWithCdktf, requireGo } from "../../terraform/support/machine";

/** Packages once for all suites what they install. */
export default async function setup(): Promise<void> {
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireGo();
  process.env.CDKTF_PYTHON = await pythonWithCdktf();
  Error.stackTraceLimit = 10;
  process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = "20";
  rmSync("dist", { recursive: true, force: true });
  for (const script of ["build", "check:snippets", "package:python", "package:go", "package:dotnet"]) {
    execFileSync("npm", ["run", script], { stdio: ["ignore", "ignore", "inherit"] });
  }
  await packageForJava();
}
