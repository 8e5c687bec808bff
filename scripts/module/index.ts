// Writes the Terraform module of the construct's own code: npx tsx scripts/module/index.ts terraform
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOCALS } from "./locals";
import { resources } from "./main";
import { outputs } from "./outputs";
import { checks } from "./rules";
import { rulesTest } from "./tests";
import { variables } from "./variables";

const [folder = "terraform"] = process.argv.slice(2);

const HEAD =
  "# Written by `npm run module` of cdktf-port-forward-nlb: what the construct PortForwardNlb makes, as a module.\n\n";

// A validation that looks at another variable takes 1.9; ranges of providers have no upper end in modules.
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

const EXAMPLES = ["complete", "csv", "instances"];

const FILES: Record<string, string> = {
  "main.tf": [...resources(), LOCALS.trimStart(), checks()].join("\n"),
  "variables.tf": variables(),
  "outputs.tf": outputs(),
  "versions.tf": VERSIONS,
  "tests/rules.tftest.hcl": rulesTest(),
  ...Object.fromEntries(EXAMPLES.map((example) => [`examples/${example}/versions.tf`, VERSIONS])),
};

for (const [file, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), HEAD + text);
}
copyFileSync("LICENSE", path.join(folder, "LICENSE"));
execFileSync("terraform", ["fmt", "-list=false", "-recursive", folder], { stdio: "inherit" });
