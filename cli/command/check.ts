import type { Command } from "commander";
import { addInventory } from "./inventory-options";
import { integer } from "./integer";
import type { CheckOptions } from "./run-check";

const EXAMPLES = `
Exit code: 0 if each forward connects, 1 if one does not, 2 if there was nothing to check.

Examples:
  $ port-forward-nlb check
  $ terraform show -json | port-forward-nlb check -
  $ port-forward-nlb check forwards.csv --address 172.31.128.10 --timeout 2
  $ port-forward-nlb check --junit reports/forwards.xml
`;

/** Adds the subcommand `check`: whether each forward connects from here, and what answers. */
export function addCheck(program: Command): void {
  addInventory(
    program
      .command("check")
      .description(
        "Connect to each forward through each address from here, and show what answers: HTTP, TLS, SSH, nothing.",
      ),
  )
    .option(
      "-a, --address <address...>",
      "addresses or names to connect to; without it, the static addresses, else those of the DNS name",
    )
    .option("-c, --concurrency <count>", "connections at a time", integer(1, 1000), 50)
    .option("-t, --timeout <seconds>", "time for a forward through an address", integer(1, 600), 5)
    .option("-r, --retries <count>", "tries more where there is no connection", integer(0, 100), 0)
    .option("--json", "print JSON")
    .option("--junit <file>", "write a report in JUnit's XML, too")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: CheckOptions) => {
      const { runCheck } = await import("./run-check");
      await runCheck(path, options);
    });
}
