import { Token } from "cdktf";

/** A number as part of a text: a number token means nothing there, as a string token it does. */
export function numberText(value: number): string {
  return Token.isUnresolved(value) ? Token.asString(value) : String(value);
}
