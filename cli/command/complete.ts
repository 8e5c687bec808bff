import type { Command } from "commander";

const NAME = "complete";

const EXAMPLES = `
Examples:
  $ source <(port-forward-nlb complete bash)
  $ port-forward-nlb complete zsh > "\${fpath[1]}/_port-forward-nlb"
  $ port-forward-nlb complete fish > ~/.config/fish/completions/port-forward-nlb.fish
`;

/** Adds the subcommand `complete`: what has a shell complete the command's words; made in full only where it is called. */
export async function addComplete(program: Command, args: readonly string[]): Promise<void> {
  if (args[0] === NAME) {
    const { runComplete } = await import("./run-complete");
    await runComplete(program);
  } else {
    program
      .command(NAME)
      .argument("<shell>", "bash, zsh, fish or powershell")
      .description("Print what has a shell complete this command.");
  }
  program.commands.find((command) => command.name() === NAME)?.addHelpText("after", EXAMPLES);
}
