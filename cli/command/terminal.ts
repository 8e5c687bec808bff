import pc from "picocolors";
import stringWidth from "string-width";
import { visibleText } from "../../echo/visible";

// Writes to standard output. A terminal that supports colours gets them unless NO_COLOR is set; anything else gets them only if
// FORCE_COLOR is set. picocolors also enables colours whenever CI is set, but there programs read the output from a file.

/** The most characters that a cell shows. Tags and banners may be longer. */
const LONGEST = 120;

export const { bold, green, red, yellow } = pc.createColors(hasColors());

function hasColors(): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  if (refused) return false;
  if (forced !== undefined) return forced !== "0";
  return "hasColors" in process.stdout && process.stdout.hasColors();
}

/** Prints lines. Escapes control characters if the lines go to a terminal, unless they are `styled` already. */
export function print(lines: string, { styled = false } = {}): void {
  process.stdout.write(`${styled || !process.stdout.isTTY ? lines : lines.split("\n").map(visibleText).join("\n")}\n`);
}

/** Returns untrusted text as it can be printed in a cell: escaped and cut. */
export function cell(text: string): string {
  const shown = visibleText(text);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

/** Returns a table with aligned columns and no borders. */
export function terminalTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head.map((column) => bold(column)), ...rows];
  const widths = head.map((_, column) =>
    lines.reduce((most, line) => Math.max(most, stringWidth(line[column] ?? "")), 1),
  );
  const padded = (text: string, column: number): string =>
    text + " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
  return lines.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}
