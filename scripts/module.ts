// Writes the generated part of the Terraform module from the props and rules: npm run module
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { goProgram } from "../test/setup/machine";
import { checks } from "../module/rules";
import { rulesTest } from "../test/terraform/support/wrong-lists";
import { variables } from "../module/variables";

const HEAD = "# Written by `npm run module` of cdktf-port-forward-nlb.\n\n";

// Validations that refer to other variables require 1.9. Modules set no upper bound for provider versions.
const VERSIONS = `terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
`;

/** Folders with their own version constraints. */
const OTHERS = ["examples/complete", "examples/csv", "examples/database", "examples/instances", "modules/addresses"];

const FILES: Record<string, string> = {
  "variables.tf": variables(),
  "checks.tf": checks(),
  "versions.tf": VERSIONS,
  "tests/rules.tftest.hcl": rulesTest(),
  ...Object.fromEntries(OTHERS.map((folder) => [`${folder}/versions.tf`, VERSIONS])),
};

const MODULE = "terraform";

/** The function for hosts, the same file as in the package. */
const HOST_TARGETS = "lib/host-targets.zip";

/** @param folder the module, or the folder for a new copy of it */
async function main(folder: string): Promise<void> {
  if (folder !== MODULE) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(MODULE, folder, { recursive: true, verbatimSymlinks: true });
  }
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), HEAD + text);
  }
  for (const file of ["LICENSE", HOST_TARGETS]) copyFileSync(file, path.join(folder, path.basename(file)));
  execFileSync("terraform", ["fmt", "-list=false", "-recursive", folder], { stdio: "inherit" });
  execFileSync(await goProgram("terraform-docs"), [folder], { stdio: ["ignore", "ignore", "inherit"] });
}

main(process.argv[2] ?? MODULE).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
