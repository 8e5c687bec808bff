import { type Rule, RULES } from "../../src/private/rules";
import { ruleCondition } from "../../module/rule-conditions";
import { MODULE_RULES, STRUCTS } from "../../module/rules";
import { table } from "./sections";

const HEAD = `# Rules

Which rules is a list checked against? Every construct checks its properties at synthesis, and \`PortForwardNlb\` also checks its whole list. All problems are reported at once, each with its row and property. This page is generated from \`src/private/rules/\`.

- An **error** stops the synthesis. Rules marked **warning** don't. The CDKTF CLI prints warnings; an app that you run directly, as \`npm start\` does, only writes them to \`cdktf.out/manifest.json\`.
- [Tokens](https://developer.hashicorp.com/terraform/cdktf/concepts/tokens) aren't checked, because their value isn't known yet. The exception is a rule whose limit says that a value must be known at synthesis.
- If several rules fail on one property, only the first is reported, because the others build on it.
- **†** marks a rule that also applies to the same property of \`forwardDefaults\`.

The [Terraform module](module.md) checks the same rules at plan, under snake-case names. The column "Module" says how: a \`validation\` of a variable, a \`check\` block, which warns, or the variable's \`type\`. A rule without an entry doesn't exist there. Terraform itself drops an attribute that a type doesn't have, without a message, so the module can't report a misspelt one. A value that is only known after apply is checked by AWS.
`;

const TAIL = `## What synthesis can't know

- Whether a change replaces something. See [Changing a running load balancer](changing.md).
- Whether a target calls its own load balancer. With client IP preservation, a connection that comes back to the target that opened it [gets no answer](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html) (hairpinning). [\`doctor\`](doctor.md) warns about it.
- How many connections there are. Without client IP preservation, a load balancer supports at most [55,000 connections](https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#client-ip-preservation) to one target IP and port.
- Which names other apps and accounts use, and which quotas AWS has raised for you.
`;

const MODULE_STRUCTS: readonly string[] = STRUCTS;

type Listed = Omit<Rule, "problems">;

/** Returns docs/rules.md. */
export function rulesPage(): string {
  const { ForwardDefaults: twins, ...structs } = RULES;
  const sources = [...new Set(Object.values(structs).flatMap((rules) => rules.map(({ source }) => source)))];
  const defaults = new Set(twins.map((rule) => `${rule.prop} ${signature(rule)}`));
  const sections = Object.entries(structs).map(([struct, rules]) => section(struct, rules, { sources, defaults }));
  const moduleRules = MODULE_RULES.map(({ title, variable, bound, because }) => [
    `\`${variable}\``,
    title,
    bound,
    because,
  ]);
  const moduleTable = table(["Variable", "Rule", "Limit", "Reason"], moduleRules);
  const links = sources.map((source, index) => `[${index + 1}]: ${source}`);
  return [HEAD, ...sections, `## The module only\n\n${moduleTable}\n`, TAIL, `${links.join("\n")}\n`].join("\n");
}

interface Page {
  readonly sources: readonly string[];
  /** Rules of `forwardDefaults`. Each is also a rule of a row. */
  readonly defaults: ReadonlySet<string>;
}

/** Returns the table of a struct. Properties with the same rule share a line. */
function section(struct: string, rules: readonly Listed[], { sources, defaults }: Page): string {
  const inModule = MODULE_STRUCTS.includes(struct);
  const lines = new Map<string, { rule: Listed; props: string[] }>();
  for (const rule of rules) {
    const dagger = struct === "PortForward" && defaults.has(`${rule.prop} ${signature(rule)}`) ? " †" : "";
    const key = signature(rule) + dagger;
    const line = lines.get(key) ?? { rule, props: [] };
    line.props.push(`${rule.prop === "" ? "any" : `\`${rule.prop}\``}${dagger}`);
    lines.set(key, line);
  }
  const rows = [...lines.values()].map(({ rule, props }) => [
    props.join(", "),
    rule.title,
    rule.severity === "warning" ? `${rule.bound} (**warning**)` : rule.bound,
    ...(inModule ? [blockOf(rule)] : []),
    `[${publisher(rule.source)}][${sources.indexOf(rule.source) + 1}]`,
  ]);
  const headings = ["Property", "Rule", "Limit", ...(inModule ? ["Module"] : []), "Source"];
  return `## \`${struct}\`\n\n${table(headings, rows)}\n`;
}

/** Returns what two rules have in common that are the same rule of different properties. */
function signature(rule: Listed): string {
  return JSON.stringify([rule.title, rule.bound, rule.severity, blockOf(rule), rule.source]);
}

/** Returns how the module checks a rule. */
function blockOf(rule: Listed): string {
  const condition = ruleCondition(rule, "var");
  if (typeof condition === "string") return { type: "type", none: "" }[condition];
  return rule.severity === "error" ? "validation" : "check";
}

function publisher(source: string): string {
  if (source.includes("amazon.com")) return "AWS";
  if (/registry\.terraform\.io|terraform-provider-aws/.test(source)) return "provider";
  if (source.includes("/cdktf/")) return "CDKTF";
  return source.includes("hashicorp.com") ? "Terraform" : "API";
}
