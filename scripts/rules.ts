// Writes docs/rules.md from the rules themselves: npx tsx scripts/rules.ts docs/rules.md
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { markdownTable } from "markdown-table";
import { RULES } from "../src/private/rules";

const HEAD = `# Rules

What the constructs' props, and the list of a \`PortForwardNlb\`, are held to at synthesis. One \`cdktf synth\` says all
findings of all rows at once; an error stops it, a warning does not. A value that is a token is never wrong, since it is
not known yet. Of several findings on one prop the first is said: the others build on it. Only a token as \`listenerPort\`
of a forward fails at once, since nothing can be named after it.

Generated from \`src/private/rules/\` by \`npm run docs\`.
`;

const TAIL = `## What no synthesis can know

- To add a subnet mapping is done in place; any other change of them replaces the load balancer.
- A destroy, and a replacement, fails while deletion protection is on: turn it off, apply, then destroy.
- A target that calls its own load balancer, and is chosen for the call, gets no answer while client IP preservation is on
  ([hairpinning](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html)).
- Without client IP preservation, a load balancer keeps at most 55,000 connections to one target IP and port
  ([target groups](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#client-ip-preservation)).
- Names that other apps, other accounts or hands have taken, and quotas that AWS has raised for you.
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
writeFileSync(file, [HEAD, ...sections, TAIL].join("\n"));
