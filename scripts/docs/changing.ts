import { readFileSync } from "node:fs";
import { markdownTable } from "markdown-table";
import { FORWARD_OPTIONS, type Line, LOAD_BALANCER_OPTIONS, OTHER_OPTIONS } from "./option-changes";

const TABLE = "<!-- the options: npm run docs -->\n";
const END = "<!-- end of the options -->\n";

const HEADINGS = [
  "Prop",
  "In Terraform",
  "Without it, AWS has",
  "Changed or taken out, Terraform",
  "A client sees",
  "Instead",
];

/** docs/changing.md, with the table of options between its markers. */
export function changingPage(): string {
  const page = readFileSync("docs/changing.md", "utf8");
  const [before = "", rest = ""] = page.split(TABLE);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`docs/changing.md has no ${TABLE}`);
  return `${before}${TABLE}\n${sections()}\n${END}${after}`;
}

/** A table for each struct, an option on each line. */
function sections(): string {
  const lines = new Map<string, Line>();
  // of an option with several lines the first one is for the page
  for (const line of [...LOAD_BALANCER_OPTIONS, ...FORWARD_OPTIONS, ...OTHER_OPTIONS]) {
    if (!lines.has(line.option)) lines.set(line.option, line);
  }
  const structs = new Set([...lines.keys()].map((option) => structOf(option)));
  return [...structs]
    .map((struct) => {
      const rows = [...lines.values()]
        .filter(({ option }) => structOf(option) === struct)
        .map(({ option, becomes, without, terraform, client, instead = "" }) => [
          `\`${option.slice(struct.length + 1)}\``,
          becomes,
          without,
          terraform,
          client,
          instead,
        ]);
      return `### \`${struct}\`\n\n${markdownTable([HEADINGS, ...rows])}\n`;
    })
    .join("\n");
}

function structOf(option: string): string {
  return option.slice(0, option.indexOf("."));
}
