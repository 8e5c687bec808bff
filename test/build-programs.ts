import { execFileSync } from "node:child_process";

/** Builds what a test runs or reads of lib/: the command, and the echo server for an instance's user data. */
export default function buildPrograms(): void {
  execFileSync("npm", ["run", "--silent", "build:programs"], { stdio: ["ignore", "ignore", "inherit"] });
}
