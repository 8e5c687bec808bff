import { readFileSync } from "node:fs";
import path from "node:path";

/** Expects that a page shows this output after a command. Times, IDs and versions of servers don't matter. */
export function expectShown(page: string, command: string, output: string): void {
  const text = readFileSync(path.join(__dirname, "../../..", page), "utf8");
  const [, shown = ""] = text.split(`port-forward-nlb ${command} -\n`);
  const expected = settled(output.trimEnd());
  // Keeps the whole page out of the message.
  expect(settled(shown).slice(0, expected.length)).toBe(expected);
}

function settled(text: string): string {
  return text
    .replace(/\d+\.\d ms/g, "TIME")
    .replace(/_[0-9A-F]{8}\b/g, "_HASH")
    .replace(/\b(acl|rtb|sg|subnet|vgw)-[0-9a-f]+/g, "$1-ID")
    .replace(/OpenSSH_\S+( Debian-\S+)?/g, "OpenSSH")
    .replace(/ from nginx\S*/g, " from nginx")
    .replace(/ {2,}/g, "  ");
}
