import { CsvError, parse } from "csv-parse/sync";
import type { Separator } from "./separator";

export interface CsvRecord {
  /** Cells without the spaces around them, unless quoted. */
  readonly cells: readonly string[];
  /** Line where the record starts. */
  readonly line: number;
}

/** Stops the parser. */
class Enough extends Error {}

/**
 * Returns the records that aren't empty, or the problem with the quotes.
 *
 * @param isEnough whether to stop after this record: csv-parse is slow for records whose length differs from the
 * first one's
 */
export function recordsOf(
  text: string,
  { character }: Separator,
  isEnough: (record: CsvRecord) => boolean,
): CsvRecord[] | string {
  const records: CsvRecord[] = [];
  let surplus = 0;
  const onRecord = (cells: string[], { lines }: { readonly lines: number }): null => {
    if (cells.every((cell) => cell === "")) return null;
    // csv-parse counts a CR LF inside quotes as two lines.
    const content = cells.join("");
    const record = { cells, line: lines - surplus - count(content, /[\r\n]/g) };
    surplus += count(content, /\r\n/g);
    records.push(record);
    if (isEnough(record)) throw new Enough();
    return null;
  };
  try {
    parse(text, {
      delimiter: character,
      record_delimiter: ["\r\n", "\n", "\r"],
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: onRecord,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      return `line ${lineAfter(records.at(-1), text)}: its quotes don't follow RFC 4180. Put a cell that contains a quote into quotes, and double the quote in it.`;
    }
    if (!(error instanceof Enough)) throw error;
  }
  return records;
}

/** Line where the next record starts, or the first one. */
function lineAfter(last: CsvRecord | undefined, text: string): number {
  const end = last ? last.line + count(last.cells.join(""), /\r\n|[\r\n]/g) : 0;
  const following = text.split(/\r\n|[\r\n]/).slice(end);
  return end + following.findIndex((line) => /[^\s,;]/.test(line)) + 1;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Returns the index of the last cell that isn't empty, or -1. */
export function lastFilled(cells: readonly string[]): number {
  return cells.reduce((last, cell, place) => (cell === "" ? last : place), -1);
}
