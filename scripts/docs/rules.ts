import { markdownTable } from "markdown-table";
import { type Rule, RULES } from "../../src/private/rules";
import { ruleCondition } from "../../module/rule-conditions";
import { MODULE_RULES, STRUCTS } from "../../module/rules";

const HEAD = `# Rules

What the constructs' props, and the list of a \`PortForwardNlb\`, are held to at synthesis. One \`cdktf synth\` says all
findings of all rows at once; an error stops it, a warning does not. CDKTF's command prints warnings. An app that runs itself, as
\`npm start\` does, only writes them to \`manifest.json\` beside the Terraform. A value that is a token is never wrong, since it is
not known yet. Of several findings on one prop the first is said: the others build on it. Only a token as \`listenerPort\`
of a forward fails at once, since nothing can be named after it.

The Terraform module has them when Terraform plans: as a \`validation\` of a variable, whose message names the row; as a
\`check\`, which warns; or by the variable's \`type\`, which refuses or converts what is of another. What is of tokens has no
meaning there, and **an attribute that there is none of Terraform drops in silence**: of those the module says nothing.
Names are in snake case there. A rule of AWS that a value known only after the apply breaks is said then.

Generated from \`src/private/rules/\` by \`npm run docs\`.
`;

const TAIL = `## What no synthesis can know

- To add a subnet mapping is done in place. A static address that changes takes a replacement of the load balancer, which provider
  5.100 does not plan by itself: the apply fails, and nothing is changed.
- A destroy, and a replacement, fails while deletion protection is on: turn it off, apply, then destroy.
- A target that calls its own load balancer, and is chosen for the call, gets no answer while client IP preservation is on
  ([hairpinning](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html)).
- Without client IP preservation, a load balancer keeps at most 55,000 connections to one target IP and port
  ([target groups](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#client-ip-preservation)).
- Names that other apps, other accounts or hands have taken, and quotas that AWS has raised for you.
`;

const MODULE_STRUCTS: readonly string[] = STRUCTS;

/** docs/rules.md, from the rules themselves. */
export function rulesPage(): string {
  const sections = Object.entries(RULES).map(([struct, rules]) => section(struct, rules));
  const moduleRules = MODULE_RULES.map(({ title, variable, bound, because }) => [
    `\`${variable}\``,
    title,
    bound,
    because,
  ]);
  const moduleTable = markdownTable([["Variable", "Rule", "Bound", "Because"], ...moduleRules]);
  return [HEAD, ...sections, `## The module alone\n\n${moduleTable}\n`, TAIL].join("\n");
}

function section(struct: string, rules: readonly Omit<Rule, "problems">[]): string {
  const hasModule = MODULE_STRUCTS.includes(struct);
  const rows = rules.map((rule) => [
    rule.prop === "" ? "any" : `\`${rule.prop}\``,
    rule.title,
    rule.bound,
    rule.severity,
    ...(hasModule ? [inModule(rule)] : []),
    `[source](${rule.source})`,
  ]);
  const headings = ["Prop", "Rule", "Bound", "Severity", ...(hasModule ? ["Module"] : []), "Source"];
  return `## \`${struct}\`\n\n${markdownTable([headings, ...rows])}\n`;
}

/** How the module has a rule. */
function inModule(rule: Omit<Rule, "problems">): string {
  const condition = ruleCondition(rule, "var");
  if (typeof condition === "string") return { type: "type", none: "" }[condition];
  return rule.severity === "error" ? "validation" : "check";
}
