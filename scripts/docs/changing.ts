import { readFileSync } from "node:fs";
import type { Case } from "../../cli/impact/effects";
import { FORWARD_OPTIONS, type Line, LOAD_BALANCER_OPTIONS, OTHER_OPTIONS, ROW_CHANGES } from "./option-changes";
import { table, withSections } from "./sections";

const HEADINGS = ["Property", "In Terraform", "Without it", "Terraform", "Clients see", "Instead"];

/** Returns docs/changing.md with a table of options for each struct. */
export function changingPage(): string {
  return withSections(readFileSync("docs/changing.md", "utf8"), {
    "the rows": rows(),
    "the options": sections(),
  });
}

function rows(): string {
  const cells = ROW_CHANGES.map(({ change, terraform, effects, instead = insteadOf(effects) }) => [
    change,
    terraform,
    clientsCell(effects),
    instead,
  ]);
  return table(["You change", "Terraform", "Clients see", "Instead"], cells);
}

function sections(): string {
  const lines = new Map<string, Line>();
  // the page shows the first line of an option
  for (const line of [...LOAD_BALANCER_OPTIONS, ...FORWARD_OPTIONS, ...OTHER_OPTIONS]) {
    if (!lines.has(line.option)) lines.set(line.option, line);
  }
  const structs = new Set([...lines.keys()].map((option) => structOf(option)));
  return [...structs]
    .map((struct) => {
      const rows = [...lines.values()]
        .filter(({ option }) => structOf(option) === struct)
        .map((line) => [
          `\`${line.option.slice(struct.length + 1)}\``,
          line.becomes,
          line.without,
          line.terraform,
          line.clients ?? clientsCell(line.effects),
          line.instead ?? insteadOf(line.effects),
        ]);
      return `### \`${struct}\`\n\n${table(HEADINGS, rows)}\n`;
    })
    .join("\n");
}

/** Returns what clients see in each case, and its verdict. */
function clientsCell(effects: readonly Case[]): string {
  if (effects.length === 0) return "nothing (`unchanged`)";
  return effects
    .map(({ verdict, when, clients }) => {
      const condition = effects.length > 1 ? `${when ?? "otherwise"}: ` : "";
      return `${condition}${clients} (\`${verdict}\`)`;
    })
    .join("<br>");
}

function insteadOf(effects: readonly Case[]): string {
  return effects.find(({ instead }) => instead !== undefined)?.instead ?? "";
}

function structOf(option: string): string {
  return option.slice(0, option.indexOf("."));
}
