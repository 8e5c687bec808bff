import type { Command } from "commander";
import { addInventory } from "./inventory-options";
import type { MapOptions } from "./run-map";

const EXAMPLES = `
Examples:
  $ port-forward-nlb map -o map.html
  $ terraform show -json | port-forward-nlb map - -o map.svg
  $ port-forward-nlb map forwards.csv >> README.md
`;

/** Adds the subcommand `map`: the picture. */
export function addMap(program: Command): void {
  addInventory(
    program
      .command("map")
      .description("Draw who reaches what: clients, load balancer, listeners, targets in the VPC and outside."),
  )
    .option(
      "-o, --output <file>",
      "a page (.html), a picture (.svg) or Mermaid in Markdown (.md); without it, the Markdown is printed",
    )
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: MapOptions) => {
      const { runMap } = await import("./run-map");
      await runMap(path, options);
    });
}
