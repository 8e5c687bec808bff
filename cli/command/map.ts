import type { Command } from "commander";
import { addInventory } from "./inventory-options";
import type { MapOptions } from "./run-map";

const EXAMPLES = `
Examples:
  $ port-forward-nlb map -o map.html
  $ terraform show -json | port-forward-nlb map - -o map.svg
  $ port-forward-nlb map forwards.csv >> README.md
`;

/** Adds the subcommand `map`, which draws a picture. */
export function addMap(program: Command): void {
  addInventory(
    program
      .command("map")
      .description("Draw who reaches what: clients, load balancer, listeners, and targets inside and outside the VPC."),
  )
    .option(
      "-o, --output <file>",
      "write a web page (.html), a picture (.svg) or a Mermaid diagram in Markdown (.md) (default: print Markdown)",
    )
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: MapOptions) => {
      const { runMap } = await import("./run-map");
      await runMap(path, options);
    });
}
