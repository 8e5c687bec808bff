/** Ends the process, once it has nothing more to do, with a sentence on what went wrong. */
export function sayProblem(error: unknown): void {
  process.stderr.write(`port-forward-nlb: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
