import { stringify } from "csv-stringify/sync";
import { type Given, items, record, valueAt } from "../given";
import { shown } from "../shown";
import { BETWEEN_ITEMS, COLUMNS, EMPTY_LIST, FORMULA, TARGETS } from "./columns";

/** Spaces at either end, which are lost on reading unless the cell is quoted. */
const AT_AN_END = /^\s|\s$/;

/** Returns the text of a number. */
type NumberText = (value: number) => string;

/**
 * Returns forwards as CSV.
 *
 * @param numberText returns the text of a number, which can be a token
 * @throws if an item of a list can't be read back
 */
export function forwardsCsv(rows: readonly Given[], numberText: NumberText = String): string {
  const columns = [...COLUMNS.keys()].filter((column) => rows.some((row) => cellOf(row, column, numberText) !== ""));
  const cells = rows.map((row) => columns.map((column) => unevaluated(cellOf(row, column, numberText))));
  return stringify([columns, ...cells], { quoted_match: AT_AN_END });
}

function cellOf(row: Given, column: string, numberText: NumberText): string {
  const textOf = (value: unknown): string => textOfValue(value, numberText);
  const [struct, prop = ""] = column.split(".");
  if (struct === TARGETS) {
    const list = row[TARGETS];
    if (list === undefined) return "";
    const cells = items(list).map((target) => textOf(record(target)?.[prop]));
    const isLeftOut = (prop !== "targetIp" || cells.length > 0) && cells.every((cell) => cell === "");
    return isLeftOut ? "" : listText(cells);
  }
  const value = valueAt(row, column);
  return Array.isArray(value) ? listText(value.map(textOf)) : textOf(value);
}

function listText(cells: readonly string[]): string {
  const split = cells.find((cell) => cell.includes(BETWEEN_ITEMS));
  if (split !== undefined) {
    throw new Error(`An item of a list contains a semicolon, which separates items: ${shown(split)}. Remove it.`);
  }
  const spaced = cells.find((cell) => AT_AN_END.test(cell));
  if (spaced !== undefined) {
    throw new Error(
      `An item of a list begins or ends with a space, which is not read back: ${shown(spaced)}. Remove it.`,
    );
  }
  return cells.length === 0 ? EMPTY_LIST : cells.join(BETWEEN_ITEMS);
}

/**
 * Prevents a spreadsheet from evaluating a cell as a formula, as OWASP recommends. Reading removes the apostrophe
 * again.
 */
function unevaluated(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function textOfValue(value: unknown, numberText: NumberText): string {
  switch (typeof value) {
    case "number":
      return numberText(value);
    case "boolean":
    case "string":
      return String(value);
    default:
      return "";
  }
}
