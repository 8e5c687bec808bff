import { type TerraformResource, Token } from "cdktf";
import { expression } from "../../src/private/expression";

// HCL as a person writes it, of expressions and of cdktf's resources; `terraform fmt` aligns it.

/** An expression, for a prop that is a text, a number or a word of an enum: all that cdktf takes as a text. */
export function hcl(expression: string): string {
  return `\${${expression}}`;
}

/** The same for props that cdktf looks into. */
export const hclFlag = (expression: string): boolean => Token.asAny(hcl(expression)) as unknown as boolean;
export const hclList = (expression: string): string[] => Token.asList(Token.asAny(hcl(expression)));
export const hclMap = (expression: string): Record<string, string> => Token.asStringMap(Token.asAny(hcl(expression)));

/** A text as an HCL string, whose interpolations stay what they are. */
export function quoted(text: string): string {
  const parts = templateParts(text).map((part) =>
    part.startsWith("${") ? part : part.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n"),
  );
  return `"${parts.join("")}"`;
}

/** A text split into its interpolations and what is between them. */
function templateParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let start = rest.indexOf("${"); start !== -1; start = rest.indexOf("${")) {
    const end = start + interpolationLength(rest.slice(start));
    parts.push(rest.slice(0, start), rest.slice(start, end));
    rest = rest.slice(end);
  }
  return [...parts, rest].filter(Boolean);
}

/** Length of the interpolation that a text begins with, whose braces are in pairs. */
function interpolationLength(text: string): number {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  throw new Error(`an interpolation without an end: ${text}`);
}

/** A literal, a list or an object of them as HCL; a text that is one interpolation is the expression itself. */
export function value(given: unknown): string {
  if (typeof given === "string") {
    const [only = "", ...others] = templateParts(given);
    return only.startsWith("${") && others.length === 0 ? only.slice(2, -1) : quoted(given);
  }
  if (Array.isArray(given)) return `[${given.map(value).join(", ")}]`;
  if (typeof given !== "object" || given === null) return String(given);
  const entries = Object.entries(given).map(([key, item]) => `${key} = ${value(item)}`);
  return entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n}`;
}

/** So long is an expression that stands on one line. */
const LINE = 100;

/** An expression on as many lines as it takes; what it stands in must be in brackets. */
export function onLines(expression: string): string {
  if (expression.length <= LINE) return expression;
  const [, inner] = /^try\((.*), true\)$/s.exec(expression) ?? [];
  if (inner !== undefined) return `try(\n${onLines(inner)},\ntrue\n)`;
  return outerOperators(expression)
    .reverse()
    .reduce((text, end) => `${text.slice(0, end)}\n${text.slice(end + 1)}`, expression);
}

/** Where operators of an expression end that are in no brackets of it, nor in a text. */
function outerOperators(expression: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  let quotes = 0;
  for (const { 0: part, index } of expression.matchAll(/\\.|"|[([{]|[)\]}]| (?:&&|\|\||:) /g)) {
    if (part === '"') quotes += 1;
    else if ("([{".includes(part)) depth += 1;
    else if (")]}".includes(part)) depth -= 1;
    else if (part.startsWith(" ") && depth === 0 && quotes % 2 === 0) ends.push(index + part.length - 1);
  }
  return ends;
}

export function comment(text: string): string {
  return text
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");
}

/** What cdktf makes of an attribute or a block. */
interface Rendered {
  readonly value: unknown;
  readonly isBlock?: boolean;
}

export interface ResourceText {
  readonly comment?: string;
  /** `for_each` or `count`. */
  readonly repeated?: Readonly<Partial<Record<"count" | "for_each", string>>>;
  /** Blocks that are there as often as their expression has items. */
  readonly dynamic?: Readonly<Record<string, string>>;
  readonly lifecycleComment?: string;
  readonly dependsOn?: string;
}

/**
 * A resource as HCL.
 *
 * @param config what it was made of, in the order that its attributes are to stand in
 */
export function resourceBlock(name: string, resource: TerraformResource, config: object, text: ResourceText): string {
  const fragment = resource.toHclTerraform() as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const {
    lifecycle,
    "//": _,
    ...rendered
  } = fragment.resource[resource.terraformResourceType]?.[resource.friendlyUniqueId] ?? {};
  const given = inOrder(expression(resource, rendered) as RenderedBlock, config);
  const attributes = given.filter(([, { isBlock }]) => !isBlock).map(attributeLine);
  const blocks = given
    .filter(([, { isBlock }]) => isBlock)
    .map(([key, block, own]) => nestedBlock(key, block.value as NestedBlock, own, text.dynamic?.[key]));
  const groups = [
    Object.entries(text.repeated ?? {})
      .map(([meta, expression]) => `${meta} = ${expression}`)
      .join("\n"),
    attributes.join("\n"),
    ...blocks,
    lifecycle ? lifecycleBlock(lifecycle as Record<string, string[] | boolean>, text.lifecycleComment) : "",
    text.dependsOn ? `depends_on = [${text.dependsOn}]` : "",
  ].filter(Boolean);
  const head = text.comment === undefined ? "" : comment(text.comment);
  return `${head}resource "${resource.terraformResourceType}" "${name}" {\n${groups.join("\n\n")}\n}\n`;
}

type RenderedBlock = Readonly<Record<string, Rendered>>;
type NestedBlock = RenderedBlock | readonly RenderedBlock[];

/** What was rendered, in the order of the config that it was made of, each with its own part of that. */
function inOrder(rendered: RenderedBlock, config: object): [string, Rendered, unknown][] {
  const plain = (key: string): string => key.replace(/_/g, "").toLowerCase();
  return Object.entries(config).flatMap(([prop, own]) => {
    const key = Object.keys(rendered).find((name) => plain(name) === plain(prop));
    const found = key === undefined ? undefined : rendered[key];
    if (key === undefined || found === undefined) return [];
    // cdktf's own resource has its attributes bare
    const attribute = "value" in found ? found : { value: found };
    return [[key, attribute, own] satisfies [string, Rendered, unknown]];
  });
}

function attributeLine([key, attribute]: readonly [string, Rendered, unknown]): string {
  return `${key} = ${value(attribute.value)}`;
}

function nestedBlock(key: string, given: NestedBlock, config: unknown, forEach: string | undefined): string {
  const blocks = (Array.isArray(given) ? given : [given]) as readonly RenderedBlock[];
  const own = (Array.isArray(config) ? config[0] : config) as object;
  return blocks
    .map((block) => {
      const lines = inOrder(block, own).map(attributeLine).join("\n");
      return forEach === undefined
        ? `${key} {\n${lines}\n}`
        : `dynamic "${key}" {\nfor_each = ${forEach}\n\ncontent {\n${lines}\n}\n}`;
    })
    .join("\n\n");
}

function lifecycleBlock(lifecycle: Record<string, string[] | boolean>, text: string | undefined): string {
  const lines = Object.entries(lifecycle).map(
    ([argument, given]) => `${argument} = ${Array.isArray(given) ? `[${given.join(", ")}]` : given}`,
  );
  return `lifecycle {\n${text === undefined ? "" : comment(text)}${lines.join("\n")}\n}`;
}
