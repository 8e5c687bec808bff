import buildPrograms from "../../build-programs";
import { requireTools } from "../../tools";
import { goProgram, providerSource, pythonWithCheckov, pythonWithMoto, requireTerraform } from "./machine";

/** Finds or fetches, once for all suites, what they need; they read it from the environment. */
export default async function setup(): Promise<void> {
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireTerraform();
  await requireTools("openssl", "shellcheck");
  const [python, checkov, source, terraformDocs, tflint] = await Promise.all([
    pythonWithMoto(),
    pythonWithCheckov(),
    providerSource(),
    goProgram("terraform-docs"),
    goProgram("tflint"),
  ]);
  // The suites run on the oldest Node.js that the package is for, which the SDK would mention in each.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  process.env.FAKE_AWS_PYTHON = python;
  process.env.CHECKOV_PYTHON = checkov;
  process.env.TERRAFORM_DOCS = terraformDocs;
  process.env.TFLINT = tflint;
  process.env.TERRAFORM_PROVIDER_SOURCE = source.join("");
  Error.stackTraceLimit = 10;
  buildPrograms();
}
