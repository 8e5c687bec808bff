import { conditional, Token } from "cdktf";

/** A number as a text: a number token means nothing there, as a string token it does. */
export function numberText(value: number): string {
  return Token.isUnresolved(value) ? Token.asString(value) : String(value);
}

/** A switch as a text, for an attribute that takes it so. */
export function switchText(value: boolean | undefined, on: string, off: string): string | undefined {
  if (value === undefined) return undefined;
  return Token.isUnresolved(value) ? Token.asString(conditional(value, on, off)) : value ? on : off;
}
