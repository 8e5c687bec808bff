// Writes docs/rules.md from the rules themselves: npx tsx scripts/rules.ts docs/rules.md
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { markdownTable } from "markdown-table";
import { RULES } from "../src/private/rules";

const HEAD = `# Rules

What a \`PortForwardNlb\` and its list are held to at synthesis. One \`cdktf synth\` says all findings of all rows at once; an
error stops it, a warning does not. A value that is a token is never wrong, since it is not known yet. Of several findings
on one prop the first is said: the others build on it.

Generated from \`src/private/rules/\` by \`npm run docs\`.
`;

const sections = Object.entries(RULES).map(([struct, rules]) => {
  const rows = rules.map(({ prop, title, bound, severity, source }) => [
    prop === "" ? "any" : `\`${prop}\``,
    title,
    bound,
    severity,
    `[source](${source})`,
  ]);
  return `## \`${struct}\`\n\n${markdownTable([["Prop", "Rule", "Bound", "Severity", "Source"], ...rows])}\n`;
});

const [file = "docs/rules.md"] = process.argv.slice(2);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, [HEAD, ...sections].join("\n"));
