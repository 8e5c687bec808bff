import { readFileSync } from "node:fs";
import path from "node:path";

const README = readFileSync(path.join(__dirname, "../../../README.md"), "utf8");

/** Expects that README shows some output, whatever its times, its ids and the versions of the servers. */
export function expectInReadme(output: string): void {
  const [first = ""] = output.split("\n");
  const expected = settled(output.trimEnd());
  const from = settled(README).indexOf(settled(first));
  // Not the whole of README in a message.
  expect(settled(README).slice(from, from + expected.length)).toBe(expected);
}

function settled(text: string): string {
  return text
    .replace(/\d+\.\d ms/g, "TIME")
    .replace(/\b(acl|rtb|sg|subnet|vgw)-[0-9a-f]+/g, "$1-ID")
    .replace(/OpenSSH_\S+( Debian-\S+)?/g, "OpenSSH")
    .replace(/ from nginx\S*/g, " from nginx")
    .replace(/ {2,}/g, "  ");
}
