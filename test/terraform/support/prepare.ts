import { providerSource, pythonWithMoto, requireTerraform } from "./machine";

/** Finds or fetches what Terraform on a fake AWS takes; the suites read it from the environment. */
export async function prepareTerraform(): Promise<void> {
  await requireTerraform();
  const [python, source] = await Promise.all([pythonWithMoto(), providerSource()]);
  // The suites run on the oldest Node.js that the package is for, which the SDK would mention in each.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  process.env.FAKE_AWS_PYTHON = python;
  process.env.TERRAFORM_PROVIDER_SOURCE = source.join("");
}
