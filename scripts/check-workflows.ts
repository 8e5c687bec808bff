import { spawnSync } from "node:child_process";
import { prepare } from "../test/setup/needs";

// Runs actionlint on all workflows, with shellcheck for the scripts in them.

async function main(): Promise<void> {
  const { ACTIONLINT = "" } = await prepare(["actionlint", "shellcheck"]);
  process.exitCode = spawnSync(ACTIONLINT, { stdio: "inherit" }).status ?? 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
