import { type Command, Option } from "commander";
import { addInventory, type InventoryOptions } from "./inventory-options";
import type { TableFormat } from "./run-table";

const EXAMPLES = `
Examples:
  $ port-forward-nlb table
  $ terraform show -json | port-forward-nlb table -
  $ port-forward-nlb table forwards.csv --markdown
`;

interface Given extends InventoryOptions, Partial<Record<TableFormat, boolean>> {}

const FORMATS: Readonly<Record<TableFormat, string>> = {
  markdown: "print a Markdown table",
  json: "print JSON",
  csv: "print a CSV list that PortForwards.fromCsv() reads",
};

/** Adds the subcommand `table`, which prints the port table. */
export function addTable(program: Command): void {
  const command = addInventory(
    program.command("table").description("Show the port table: the targets of each listener."),
  );
  const formats = Object.keys(FORMATS) as TableFormat[];
  for (const format of formats) {
    const others = formats.filter((other) => other !== format);
    command.addOption(new Option(`--${format}`, FORMATS[format]).conflicts(others));
  }
  command.addHelpText("after", EXAMPLES).action(async (path: string, given: Given) => {
    const { runTable } = await import("./run-table");
    await runTable(
      path,
      given,
      formats.find((format) => given[format]),
    );
  });
}
