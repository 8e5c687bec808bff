import { type IResolvable, type IResolveContext, Token } from "cdktf";
import { isTemplate } from "./unresolved";

/** A string with interpolations, which CDKTF would take for a literal among the arguments of a function. */
class Template implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly text: string) {}

  public resolve({ suppressBraces }: IResolveContext): string {
    if (!suppressBraces) return this.text;
    // Terraform takes a template that is one interpolation alone for its value, of any type.
    const [, inner] = /^\$\{([^{}]*)\}$/.exec(this.text) ?? [];
    return inner ?? `"${this.text}"`;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** Returns a value as an argument of a Terraform function. */
export function argument<T>(value: T): T | IResolvable {
  const isRaw = typeof value === "string" && !Token.isUnresolved(value) && isTemplate(value);
  return isRaw ? new Template(value) : value;
}

/** Returns a list that only Terraform knows, which may have been given as a string such as `"${var.ids}"`. */
export function listArgument(list: string[]): string[] {
  const token: unknown = argument(list);
  return token === list ? list : Token.asList(token);
}

/** Returns a map that only Terraform knows, as `listArgument()` does a list. */
export function mapArgument(map: Record<string, string>): Record<string, string> {
  const token: unknown = argument(map);
  return token === map ? map : Token.asStringMap(token);
}
