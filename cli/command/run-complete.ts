import type { Command } from "commander";

/** Adds the subcommand `complete` in full, with the answers that a shell's completion script asks for. */
export async function runComplete(program: Command): Promise<void> {
  const { default: tab } = await import("@bomb.sh/tab/commander");
  tab(program);
}
