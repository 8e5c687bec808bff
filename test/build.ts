import { execFileSync } from "node:child_process";

/** Builds what a test runs or reads of lib/: the command, and the echo server for an instance's user data. */
export default function buildPrograms(): void {
  run("build:programs");
}

/** Builds the package, and with it what the Terraform module's arguments are read from. */
export function buildPackage(): void {
  run("build");
}

function run(script: string): void {
  // jsii would mention in each run how old the oldest Node.js is that the package is for.
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "20" };
  execFileSync("npm", ["run", "--silent", script], { stdio: ["ignore", "ignore", "inherit"], env });
}
