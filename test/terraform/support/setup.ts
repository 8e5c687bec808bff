import { buildPackage } from "../../build";
import { requireTools } from "../../tools";
import { goProgram, pythonWithAwsCli, pythonWithCheckov } from "./machine";
import { prepareTerraform } from "./prepare";

/** Finds or fetches, once for all suites, what they need; they read it from the environment. */
export default async function setup(): Promise<void> {
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireTools("openssl", "shellcheck");
  const [awsCli, checkov, terraformDocs, tflint] = await Promise.all([
    pythonWithAwsCli(),
    pythonWithCheckov(),
    goProgram("terraform-docs"),
    goProgram("tflint"),
    prepareTerraform(),
  ]);
  process.env.AWS_CLI_PYTHON = awsCli;
  process.env.CHECKOV_PYTHON = checkov;
  process.env.TERRAFORM_DOCS = terraformDocs;
  process.env.TFLINT = tflint;
  Error.stackTraceLimit = 10;
  buildPackage();
}
