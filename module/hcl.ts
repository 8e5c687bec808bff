// Writes readable HCL; `terraform fmt` aligns it.

/** Returns a text as an HCL string. Interpolations stay interpolations. */
export function quoted(text: string): string {
  const parts = templateParts(text).map((part) =>
    part.startsWith("${") ? part : part.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n"),
  );
  return `"${parts.join("")}"`;
}

/** Splits a text into its interpolations and the parts between them. */
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

/** Length of the interpolation that a text starts with. Its braces are balanced. */
function interpolationLength(text: string): number {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  throw new Error(`an interpolation without an end: ${text}`);
}

/** Returns a literal, list or object as HCL. A text that is a single interpolation becomes the bare expression. */
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

/** Longest expression on one line. */
const LINE = 100;

/** Breaks an expression into lines. It must be inside brackets. */
export function onLines(expression: string): string {
  if (expression.length <= LINE) return expression;
  const [, inner] = /^try\((.*), true\)$/s.exec(expression) ?? [];
  if (inner !== undefined) return `try(\n${onLines(inner)},\ntrue\n)`;
  return outerOperators(expression)
    .reverse()
    .reduce((text, end) => `${text.slice(0, end)}\n${text.slice(end + 1)}`, expression);
}

/** Positions after the operators of an expression that are neither in brackets nor in a string. */
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
