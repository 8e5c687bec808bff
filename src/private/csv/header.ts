import { FORWARD_BOUNDS } from "../rules/forward";
import type { Rule } from "../rules/rule";
import { knownProps } from "../rules/unknown-props";
import { shown } from "../shown";
import { TARGET_PROPS } from "../targets";
import { COLUMNS, type Kind, plainName } from "./columns";
import { type CsvRecord, lastFilled } from "./records";
import { separatorsIn } from "./separator";

/** Props that every forward requires. Of the props that name its target, one. */
export const REQUIRED: readonly (readonly string[])[] = [["listenerPort"], TARGET_PROPS, ["targetPort"]];

/** A column of a file, with its prop and its name in the header. */
export interface Column {
  readonly prop: string;
  readonly name: string;
  readonly kind: Kind;
  /** Rules for a cell on its own. */
  readonly rules: readonly Rule[];
}

/** Far more than there are props. Nobody needs a message for each of a million columns. */
const MOST_COLUMNS = 100;

/** Returns the columns that a header names, or the problems with it. */
export function columnsOf(
  { cells, line }: CsvRecord,
  rows: readonly CsvRecord[],
): { columns: Column[] } | { problems: string[] } {
  // A spreadsheet may leave columns without a name behind the last one; ignore them if they have no cells.
  const last = rows.reduce((most, row) => Math.max(most, lastFilled(row.cells)), lastFilled(cells));
  if (last >= MOST_COLUMNS) {
    const sentence = `has ${last + 1} columns, but a forward has at most ${COLUMNS.size} props. Remove the others.`;
    return { problems: [`line ${line}: ${sentence}`] };
  }
  const bounds = Object.values(FORWARD_BOUNDS).flat();
  const columns: Column[] = [];
  const problems: string[] = [];
  cells.slice(0, last + 1).forEach((name, place) => {
    const wanted = plainName(name);
    const [prop, kind] = [...COLUMNS].find(([column]) => plainName(column) === wanted) ?? [];
    const other = columns.find((column) => column.prop === prop);
    if (prop === undefined || kind === undefined) {
      problems.push(`line ${line}: ${unknownColumn(name, place)}`);
    } else if (other) {
      problems.push(`line ${line}: columns ${other.name} and ${name} both mean ${prop}. Remove one.`);
    } else {
      columns.push({ prop, name, kind, rules: bounds.filter((rule) => rule.prop === prop) });
    }
  });
  const isThere = (prop: string): boolean => columns.some((column) => column.prop === prop);
  const missing = REQUIRED.filter((props) => !props.some(isThere)).map(([prop = ""]) => prop);
  if (problems.length === 0 && missing.length > 0) {
    const them = missing.length === 1 ? "it" : "them";
    problems.push(`line ${line}: the header lacks ${missing.join(" and ")}. Every forward needs ${them}.`);
  }
  return problems.length > 0 ? { problems } : { columns };
}

/** Returns the header's name for the column of a prop. */
export function nameOf(prop: string, columns: readonly Column[]): string {
  return columns.find((column) => column.prop === prop)?.name ?? prop;
}

function unknownColumn(name: string, place: number): string {
  if (name === "") return `column ${place + 1} has no name, but isn't empty. Name it after a prop.`;
  if (separatorsIn(name).length > 0)
    return `${shown(name)} isn't a column. Don't put several columns into one pair of quotes.`;
  // Comparing a very long name with every prop takes time, and every prop is shorter than this.
  const given = { [name.slice(0, 100)]: true };
  const [sentence = ""] = knownProps("a forward", [...COLUMNS.keys()]).problems({ label: "", given });
  return sentence
    .replace("isn't a property of a forward", "isn't a column")
    .replace("The properties are", "The columns are");
}
