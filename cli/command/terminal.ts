import pc from "picocolors";
import stringWidth from "string-width";
import { visibleText } from "../../echo/visible";

// What goes to standard output. Colours are there on a terminal that has some, unless NO_COLOR is set; elsewhere where FORCE_COLOR
// is. Not for the sake of CI alone, as the library has it: what goes into a file there is read by programs.

/** So long is what a cell shows of a text; tags and banners may be longer. */
const LONGEST = 120;

export const { bold, green, red, yellow } = pc.createColors(hasColors());

function hasColors(): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  if (refused) return false;
  if (forced !== undefined) return forced !== "0";
  return "hasColors" in process.stdout && process.stdout.hasColors();
}

/** Prints some lines; of those that nobody styled, a terminal gets nothing that it would act on. */
export function print(lines: string, { styled = false } = {}): void {
  process.stdout.write(`${styled || !process.stdout.isTTY ? lines : lines.split("\n").map(visibleText).join("\n")}\n`);
}

/** A stranger's text for a line of its own or a cell. */
export function cell(text: string): string {
  const shown = visibleText(text);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

/** Columns in line, without borders. */
export function terminalTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head.map((column) => bold(column)), ...rows];
  const widths = head.map((_, column) =>
    lines.reduce((most, line) => Math.max(most, stringWidth(line[column] ?? "")), 1),
  );
  const padded = (text: string, column: number): string =>
    text + " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
  return lines.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}
