import { InvalidArgumentError } from "commander";

/** Parser of an option that is the URL of a web service. */
export function httpUrl(text: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) {
    throw new InvalidArgumentError("It must be a URL that begins with http:// or https://.");
  }
  return text;
}
