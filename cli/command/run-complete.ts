import type { Command } from "commander";

/** Makes the subcommand that shells ask, too. */
export async function runComplete(program: Command): Promise<void> {
  const { default: tab } = await import("@bomb.sh/tab/commander");
  tab(program);
}
