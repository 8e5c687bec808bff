import type { Command } from "commander";

const NAME = "complete";

const EXAMPLES = `
Examples:
  $ source <(port-forward-nlb complete bash)
  $ port-forward-nlb complete zsh > "\${fpath[1]}/_port-forward-nlb"
  $ port-forward-nlb complete fish > ~/.config/fish/completions/port-forward-nlb.fish
`;

/** Adds the subcommand `complete`, which prints a shell's completion script. Loads it only if the user calls it. */
export async function addComplete(program: Command, args: readonly string[]): Promise<void> {
  if (args[0] === NAME) {
    const { runComplete } = await import("./run-complete");
    await runComplete(program);
  } else {
    program
      .command(NAME)
      .argument("<shell>", "bash, zsh, fish or powershell")
      .description("Print a script that lets your shell complete this command.");
  }
  program.commands.find((command) => command.name() === NAME)?.addHelpText("after", EXAMPLES);
}
