import { conditional, Token } from "cdktf";
import { argument } from "./template";
import { isUnresolved } from "./unresolved";

/** A number or a switch as a text: a token of either means nothing there, as a string token it does. */
export function valueText(value: number | boolean): string {
  return isUnresolved(value) ? Token.asString(value) : String(value);
}

/** A switch in words of its own, for an attribute that takes it so. */
export function switchText(value: boolean | undefined, on: string, off: string): string | undefined {
  if (value === undefined) return undefined;
  return isUnresolved(value) ? Token.asString(conditional(argument(value), on, off)) : value ? on : off;
}
