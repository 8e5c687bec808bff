/** Exit code for a command line that can't be carried out. */
export const MISUSED = 2;

/** A problem with a command line, or with a file that it names. */
export class Misuse extends Error {
  // Callers check this property, not the class: each bundled subcommand has its own copy of the class.
  public readonly exitCode = MISUSED;
}

/** Prints what went wrong, and sets the process's exit code. */
export function sayProblem(error: unknown): void {
  process.stderr.write(`port-forward-nlb: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = (error as { exitCode?: number }).exitCode ?? 1;
}
