import type { Command } from "commander";
import { addInventory } from "./inventory-options";
import { integer } from "./integer";
import type { CheckOptions } from "./run-check";

const EXAMPLES = `
Exit code: 0 if every forward connects, 1 if any doesn't, 2 if nothing could be checked.

Examples:
  $ port-forward-nlb check
  $ terraform show -json | port-forward-nlb check -
  $ port-forward-nlb check forwards.csv --address 172.31.128.10 --timeout 2
  $ port-forward-nlb check --junit reports/forwards.xml
`;

/** Adds the subcommand `check`: does each forward connect from here, and what answers? */
export function addCheck(program: Command): void {
  addInventory(
    program
      .command("check")
      .description(
        "Connect to each forward from here, through each address, and show what answers: HTTP, TLS, SSH or nothing.",
      ),
  )
    .option(
      "-a, --address <address...>",
      "addresses or host names to connect to (default: the static addresses, or else the DNS name's)",
    )
    .option("-c, --concurrency <count>", "number of connections at the same time", integer(1, 1000), 50)
    .option("-t, --timeout <seconds>", "how long to wait for each forward and address", integer(1, 600), 5)
    .option("-r, --retries <count>", "how often to retry a connection that fails", integer(0, 100), 0)
    .option("--json", "print JSON")
    .option("--junit <file>", "also write a JUnit XML report to this file")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: CheckOptions) => {
      const { runCheck } = await import("./run-check");
      await runCheck(path, options);
    });
}
