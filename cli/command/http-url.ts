import { InvalidArgumentError } from "commander";

/** Parses an option's value as an HTTP or HTTPS URL. */
export function httpUrl(text: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) {
    throw new InvalidArgumentError("Use a URL that begins with http:// or https://.");
  }
  return text;
}
