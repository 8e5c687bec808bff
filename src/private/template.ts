import { type IResolvable, type IResolveContext, Token } from "cdktf";
import { isTemplate, isUnresolved } from "./unresolved";

/**
 * A value that only Terraform knows, as an argument of a function. CDKTF takes a string with interpolations for a literal there, also
 * in a token such as `Token.asNumber("${var.seconds}")`.
 */
class Argument implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly value: unknown) {}

  public resolve(context: IResolveContext): unknown {
    const { suppressBraces = false } = context;
    const resolved: unknown = context.resolve(this.value);
    if (!suppressBraces || typeof resolved !== "string" || !isTemplate(resolved)) return resolved;
    // CDKTF's own expressions have no braces around them here, but may have templates in them.
    context.suppressBraces = false;
    const template: unknown = context.resolve(this.value);
    context.suppressBraces = true;
    if (template !== resolved) return resolved;
    // Terraform takes a template that is one interpolation alone for its value, of any type.
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

/** Returns a list that only Terraform knows, which may have been given as a string such as `"${var.ids}"`. */
export function listArgument(list: string[]): string[] {
  return Token.asList(argument(list));
}

/** Returns a map that only Terraform knows, as `listArgument()` does a list. */
export function mapArgument(map: Record<string, string>): Record<string, string> {
  return Token.asStringMap(argument(map));
}
