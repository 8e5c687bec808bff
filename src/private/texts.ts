import { conditional, Token } from "cdktf";
import { argument } from "./template";
import { isUnresolved } from "./unresolved";

/**
 * Returns a number or boolean as text. A number or boolean token would lose its meaning in text; a string token keeps
 * it.
 */
export function valueText(value: number | boolean): string {
  return isUnresolved(value) ? Token.asString(value) : String(value);
}

/** Returns a boolean as one of two words, for an attribute that expects them. */
export function switchText(value: boolean | undefined, on: string, off: string): string | undefined {
  if (value === undefined) return undefined;
  return isUnresolved(value) ? Token.asString(conditional(argument(value), on, off)) : value ? on : off;
}
