import { execFileSync } from "node:child_process";

/** Builds once for all suites what they look into. */
export default function setup(): void {
  execFileSync("npm", ["run", "build"], { stdio: ["ignore", "ignore", "inherit"] });
}
