import { Fn, type IResolvable, type IResolveContext, Token } from "cdktf";
import { leafItems, leaves, record } from "./given";
import { isTemplate, isUnresolved } from "./unresolved";

/**
 * A value that only Terraform knows, as a function argument. CDKTF treats a string with interpolations as a literal
 * there, even inside a token such as `Token.asNumber("${var.seconds}")`.
 */
class Argument implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly value: unknown) {}

  public resolve(context: IResolveContext): unknown {
    const { suppressBraces = false } = context;
    const resolved: unknown = context.resolve(this.value);
    if (!suppressBraces || typeof resolved !== "string" || !isTemplate(resolved)) return resolved;
    // CDKTF's own expressions have no braces here, but can contain templates.
    context.suppressBraces = false;
    const template: unknown = context.resolve(this.value);
    context.suppressBraces = true;
    if (template !== resolved) return resolved;
    // Terraform evaluates a template that is a single interpolation to its value, of any type.
    const [, inner] = /^\$\{([^{}]*)\}$/.exec(resolved) ?? [];
    return inner ?? `"${resolved}"`;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** Returns a value as an argument of a Terraform function. */
export function argument<T>(value: T): T | IResolvable {
  return isUnresolved(value) ? new Argument(value) : value;
}

/** Returns a value as JSON that Terraform writes, with tokens and strings with interpolations anywhere in it. */
export function json(value: object): string {
  return Fn.jsonencode(argumentsIn(value));
}

function argumentsIn(value: unknown): unknown {
  if (isTextWithTokens(value)) return value;
  if (isUnresolved(value) || typeof value !== "object" || value === null) return argument(value);
  if (Array.isArray(value)) return value.map(argumentsIn);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, argumentsIn(item)]));
}

/** Whether a value is text with CDKTF's tokens in it, and no other interpolation. CDKTF writes that correctly itself. */
function isTextWithTokens(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const text = value.replace(/\$\{TfToken\[[\w:.-]+\]\}/g, "");
  return text !== "" && text !== value && !isTemplate(text);
}

/** Returns a list of single values that cdktf can render, or undefined if it is unset. */
export function listOfLeaves(value: string[] | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  return isUnresolved(value) ? Token.asList(argument(value)) : leafItems(value);
}

/** Returns tags that cdktf can render. */
export function tagLeaves(tags: Record<string, string> | undefined): Record<string, string> | undefined {
  if (tags !== undefined && isUnresolved(tags)) return Token.asStringMap(argument(tags));
  return record(tags) && leaves(tags ?? {});
}
