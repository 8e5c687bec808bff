import { CsvError, parse } from "csv-parse/sync";
import type { PortForward } from "../../port-forward";
import { record } from "../given";
import { FORWARD_BOUNDS } from "../rules/forward";
import { TARGET_BOUNDS } from "../rules/forward-target";
import { check, type Rule } from "../rules/rule";
import { knownProps } from "../rules/unknown-props";
import { shown } from "../shown";
import { BETWEEN_ITEMS, COLUMNS, EMPTY_LIST, HEALTH_CHECK, type Kind, TARGETS } from "./columns";

/** What every forward has. */
const REQUIRED = ["listenerPort", "targetIp", "targetPort"] as const satisfies (keyof PortForward)[];

/** A column of a file: the prop, and how the header calls it. */
interface Column {
  readonly prop: string;
  readonly name: string;
  readonly kind: Kind;
  /** What a cell is held to by itself. */
  readonly rules: readonly Rule[];
}

interface CsvRecord {
  readonly cells: readonly string[];
  /** The line that it begins in. */
  readonly line: number;
}

/** Rows of a file, or what is wrong with it, a sentence for each cell. */
export interface ReadForwards {
  readonly forwards: PortForward[];
  readonly problems: string[];
}

export function readForwards(bytes: Uint8Array): ReadForwards {
  const text = decoded(bytes);
  if (text === undefined) return refused("is not UTF-8; save it as CSV UTF-8");
  const records = recordsOf(text);
  if (typeof records === "string") return refused(records);
  const [head, ...rows] = records;
  if (!head) return refused("is empty; give it a header row with the names of the props");

  const columns = columnsOf(head, rows);
  if ("problems" in columns) return { forwards: [], problems: columns.problems };
  const read = rows.map((row) => readRow(row, columns.columns));
  const problems = read.flatMap((row) => row.problems);
  return { forwards: problems.length > 0 ? [] : read.map(({ forward }) => forward), problems };
}

function refused(problem: string): ReadForwards {
  return { forwards: [], problems: [problem] };
}

/** The text of a file, without a byte order mark. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Records that are not wholly empty, or what is wrong with the quotes. */
function recordsOf(text: string): CsvRecord[] | string {
  try {
    let end = 0;
    return (
      parse(text, { info: true, relax_column_count: true }) as unknown as {
        record: string[];
        info: { lines: number };
      }[]
    )
      .map(({ record: cells, info }) => {
        const line = end + 1;
        end = info.lines;
        return { cells, line };
      })
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String((error as { lines?: number }).lines ?? 1);
    return `line ${line}: its quotes are not as RFC 4180 has them; put a cell that holds a quote into quotes, and double the quote in it`;
  }
}

function columnsOf(
  { cells, line }: CsvRecord,
  rows: readonly CsvRecord[],
): { columns: Column[] } | { problems: string[] } {
  const bounds = Object.values(FORWARD_BOUNDS).flat();
  const columns: Column[] = [];
  const problems: string[] = [];
  // A spreadsheet may leave columns without a name behind the last, as long as nothing stands in them.
  const last = rows.reduce((most, row) => Math.max(most, lastFilled(row.cells)), lastFilled(cells));
  const names = cells.slice(0, last + 1);
  names.forEach((name, place) => {
    const prop = [...COLUMNS.keys()].find((column) => column === name || snakeCase(column) === name);
    const kind = COLUMNS.get(prop ?? "");
    if (prop === undefined || kind === undefined) {
      problems.push(`line ${line}: ${unknownColumn(name, place)}`);
    } else if (columns.some((column) => column.prop === prop)) {
      problems.push(`line ${line}: column ${name} is there twice; remove one`);
    } else {
      columns.push({ prop, name, kind, rules: bounds.filter((rule) => rule.prop === prop) });
    }
  });
  const missing = REQUIRED.filter((prop) => !columns.some((column) => column.prop === prop));
  if (problems.length === 0 && missing.length > 0) {
    problems.push(`line ${line}: there is no column ${missing.join(", ")}; every forward has one`);
  }
  return problems.length > 0 ? { problems } : { columns };
}

function lastFilled(cells: readonly string[]): number {
  return cells.reduce((last, cell, place) => (cell === "" ? last : place), -1);
}

function unknownColumn(name: string, place: number): string {
  if (name === "") return `column ${place + 1} has no name, and cells; give it the name of a prop`;
  if (/[;\t]/.test(name)) return `${shown(name)} is no column; put commas between columns`;
  const [sentence = ""] = knownProps("a forward", [...COLUMNS.keys()]).problems({ label: "", given: { [name]: true } });
  return sentence.replace("is no property of a forward", "is no column");
}

function snakeCase(prop: string): string {
  return prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function readRow({ cells, line }: CsvRecord, columns: readonly Column[]): { forward: PortForward; problems: string[] } {
  const problems: string[] = [];
  const row: Record<string, unknown> = {};
  const targets: Record<string, unknown[]> = {};
  if (lastFilled(cells) >= columns.length) {
    problems.push(
      `line ${line}: has ${lastFilled(cells) + 1} cells, but there are ${columns.length} columns; put a cell that holds a comma into quotes`,
    );
  }
  columns.forEach((column, place) => {
    const cell = cells[place] ?? "";
    if (cell === "") return;
    const [struct, prop = ""] = column.prop.split(".");
    if (struct === TARGETS) {
      targets[prop] = itemsOf(cell, prop).map((item) => valueOf(item, column.kind));
      return;
    }
    if (struct === HEALTH_CHECK) {
      row[HEALTH_CHECK] = { ...record(row[HEALTH_CHECK]), [prop]: valueOf(cell, column.kind) };
    } else {
      row[column.prop] = column.kind === "list" ? listOf(cell) : valueOf(cell, column.kind);
    }
    const subject = { label: `line ${line}, column ${column.name}`, given: row };
    problems.push(...check(subject, column.rules).map(({ message }) => message));
  });
  for (const prop of REQUIRED.filter((each) => row[each] === undefined)) {
    problems.push(
      `line ${line}, column ${columns.find((column) => column.prop === prop)?.name ?? prop}: is empty; every forward has one`,
    );
  }
  return {
    forward: row as unknown as PortForward,
    problems: [...problems, ...readTargets(line, columns, targets, row)],
  };
}

/** Puts the further targets together, each of the columns of which has one item for each target. */
function readTargets(
  line: number,
  columns: readonly Column[],
  targets: Record<string, unknown[]>,
  row: Record<string, unknown>,
): string[] {
  const count = targets.targetIp?.length ?? 0;
  const nameOf = (prop: string): string => columns.find((column) => column.prop === `${TARGETS}.${prop}`)?.name ?? prop;
  const uneven = Object.entries(targets).filter(([, list]) => list.length !== count);
  if (uneven.length > 0) {
    return uneven.map(
      ([prop, list]) =>
        `line ${line}, column ${nameOf(prop)}: has ${list.length} items, but there are ${count} in column ` +
        `${nameOf("targetIp")}; give one for each, if only an empty one between semicolons`,
    );
  }
  if (!targets.targetIp) return [];
  const list = Array.from({ length: count }, (_, place) =>
    Object.fromEntries(
      Object.entries(targets)
        .map(([prop, values]) => [prop, values[place]] as const)
        .filter(([, value]) => value !== undefined),
    ),
  );
  row[TARGETS] = list;
  return list.flatMap((given, place) =>
    Object.entries(TARGET_BOUNDS).flatMap(([prop, rules]) =>
      check({ label: `line ${line}, column ${nameOf(prop)}, item ${place + 1}`, given }, rules).map(
        ({ message }) => message,
      ),
    ),
  );
}

/** Items of a column of the further targets; how many there are, the column of their addresses says. */
function itemsOf(cell: string, prop: string): string[] {
  return prop === "targetIp" ? listOf(cell) : cell.split(BETWEEN_ITEMS);
}

function listOf(cell: string): string[] {
  return cell === EMPTY_LIST ? [] : cell.split(BETWEEN_ITEMS);
}

/** What a cell says; what is none of its kind stays a text, for the rules to refuse. */
function valueOf(cell: string, kind: Kind): unknown {
  if (cell === "") return undefined;
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
  // a spreadsheet writes them in capitals
  if (kind === "switch") return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === "true" : cell;
  return cell;
}
