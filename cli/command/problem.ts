/** Exit code of a command line that cannot be carried out. */
export const MISUSED = 2;

/** What is wrong with a command line, or with what it names. */
export class Misuse extends Error {
  // Not told by its class, of which each subcommand's file has its own.
  public readonly exitCode = MISUSED;
}

/** Ends the process, once it has nothing more to do, with a sentence on what went wrong. */
export function sayProblem(error: unknown): void {
  process.stderr.write(`port-forward-nlb: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = (error as { exitCode?: number }).exitCode ?? 1;
}
