import { buildPackage } from "../build";
import { requireTools } from "../tools";

/** Builds once for all suites what they look into. */
export default async function setup(): Promise<void> {
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireTools("socat");
  Error.stackTraceLimit = 10;
  buildPackage();
}
