import type { PortForward } from "../../port-forward";
import { record } from "../given";
import { TARGET_BOUNDS } from "../rules/forward-target";
import { check } from "../rules/rule";
import { shown } from "../shown";
import { TARGET_PROPS } from "../targets";
import { isTemplate } from "../unresolved";
import { BETWEEN_ITEMS, EMPTY_LIST, FORMULA, HEALTH_CHECK, type Kind, TARGETS } from "./columns";
import { type Column, nameOf, REQUIRED } from "./header";
import { type PortRange, type PortRanges, rangeIn, rangeProblem, rangesProblem } from "./port-range";
import { type CsvRecord, lastFilled } from "./records";
import { type Separator, separatorsIn } from "./separator";

/** A row of the file. For a range of ports, `forward` has the first port. */
interface ReadRow {
  readonly forward: PortForward;
  readonly ranges: PortRanges;
  readonly problems: readonly string[];
}

/** The most items of a list. AWS allows no more targets in a target group or rules in a security group. */
const MOST_ITEMS = 1000;

/** Reads a row and checks each cell on its own. */
export function readRow(csvRecord: CsvRecord, columns: readonly Column[], separator: Separator): ReadRow {
  const { cells, line } = csvRecord;
  const row: Record<string, unknown> = {};
  const ranges: Record<string, PortRange> = {};
  const ofShape = shapeProblem(csvRecord, columns, separator);
  if (ofShape?.isAll) return { forward: forwardOf(row), ranges, problems: [ofShape.problem] };

  const problems = ofShape ? [ofShape.problem] : [];
  const targets: Record<string, unknown[]> = {};
  columns.forEach((column, place) => {
    const cell = withoutApostrophe(cells[place] ?? "");
    if (cell === "") return;
    const label = `line ${line}, column ${column.name}`;
    if (isTemplate(cell)) {
      problems.push(
        `${label}: ${shown(cell)} contains an expression, but CSV files aren't evaluated. Write the value itself, or define this forward in code.`,
      );
      row[column.prop] = cell;
      return;
    }
    const { prop, kind } = column;
    const [struct, inner = ""] = prop.split(".");
    const items = itemsOf(cell, prop, kind);
    if (items.length > MOST_ITEMS) {
      problems.push(`${label}: has ${items.length} items, but at most ${MOST_ITEMS} are possible. Remove some.`);
      items.length = MOST_ITEMS;
    }
    const range = kind === "number" ? items.map(rangeIn).find((found) => found !== undefined) : undefined;
    if (range) {
      const problem = rangeProblem(prop, range);
      if (problem !== undefined) problems.push(`${label}: ${problem}`);
      ranges[prop] = range;
      row[prop] = range.first;
    } else if (struct === TARGETS) {
      targets[inner] = items.map((item) => valueOf(item, kind));
    } else {
      if (struct === HEALTH_CHECK) row[HEALTH_CHECK] = { ...record(row[HEALTH_CHECK]), [inner]: valueOf(cell, kind) };
      else row[prop] = kind === "list" ? items : valueOf(cell, kind);
      problems.push(...check({ label, given: row }, column.rules).map(({ message }) => message));
    }
  });
  for (const props of REQUIRED) {
    const given = props.filter((prop) => row[prop] !== undefined);
    const problem = given.length === 1 ? undefined : amongProblem(columns, props, given);
    if (problem !== undefined) problems.push(`line ${line}, ${problem}`);
  }
  problems.push(...readTargets(line, columns, targets, row));
  const ofRanges = problems.length === 0 ? rangesProblem(ranges, row, (prop) => nameOf(prop, columns)) : undefined;
  if (ofRanges) problems.push(`line ${line}, column ${nameOf(ofRanges.prop, columns)}: ${ofRanges.problem}`);
  return { forward: forwardOf(row), ranges, problems };
}

/** Returns the problem with props of which a row needs one. */
function amongProblem(columns: readonly Column[], props: readonly string[], given: readonly string[]): string {
  const there = columns.filter(({ prop }) => (given.length > 0 ? given : props).includes(prop)).map(({ name }) => name);
  const [only = nameOf(props[0] ?? "", columns)] = there;
  if (there.length <= 1) return `column ${only}: is empty. Every forward needs a value here.`;
  const together = `columns ${there.slice(0, -1).join(", ")} and ${there.at(-1) ?? ""}`;
  return given.length > 0
    ? `${together}: have a value each. A forward has one target; leave the others empty.`
    : `${together}: are empty. Every forward needs a value in one of them.`;
}

/** Removes the apostrophe that keeps a spreadsheet from evaluating a cell as a formula. */
function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function forwardOf(row: Readonly<Record<string, unknown>>): PortForward {
  return row as unknown as PortForward;
}

/** Returns the problem with the number of cells in a row. `isAll` means that nothing else in the row can be checked. */
function shapeProblem(
  { cells, line }: CsvRecord,
  columns: readonly Column[],
  separator: Separator,
): { readonly problem: string; readonly isAll: boolean } | undefined {
  const last = lastFilled(cells);
  const [other] = last === 0 && columns.length > 1 ? separatorsIn(cells[0] ?? "") : [];
  if (other && other !== separator) {
    const sentence = `has ${other.name}s between its cells, but the header has ${separator.name}s`;
    return { problem: `line ${line}: ${sentence}. Use one of them in the whole file.`, isAll: true };
  }
  if (last < columns.length) return undefined;
  const sentence = `has ${last + 1} cells, but there are ${columns.length} columns`;
  return {
    problem: `line ${line}: ${sentence}. Put a cell that contains a ${separator.name} into quotes.`,
    isAll: false,
  };
}

/** Combines the columns of the additional targets. Each column has one item for each target. */
function readTargets(
  line: number,
  columns: readonly Column[],
  targets: Readonly<Record<string, unknown[]>>,
  row: Record<string, unknown>,
): string[] {
  const [named = "targetIp"] = TARGET_PROPS.filter((prop) => targets[prop] !== undefined);
  const count = targets[named]?.length ?? 0;
  const nameOfTarget = (prop: string): string => nameOf(`${TARGETS}.${prop}`, columns);
  const uneven = Object.entries(targets).filter(([, list]) => list.length !== count);
  if (uneven.length > 0) {
    return uneven.map(
      ([prop, list]) =>
        `line ${line}, column ${nameOfTarget(prop)}: has ${list.length} items, but column ` +
        `${nameOfTarget(named)} has ${count}. Write one for each target; it can be empty between semicolons.`,
    );
  }
  if (!targets[named]) return [];
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
      check({ label: `line ${line}, column ${nameOfTarget(prop)}, item ${place + 1}`, given }, rules).map(
        ({ message }) => message,
      ),
    ),
  );
}

/** Returns the items of a cell. Only a list has more than one. */
function itemsOf(cell: string, prop: string, kind: Kind): string[] {
  const isList = kind === "list" || prop.startsWith(`${TARGETS}.`);
  if (!isList) return [cell];
  // The column that names the targets decides how many additional targets there are.
  const isNaming = TARGET_PROPS.some((name) => prop === `${TARGETS}.${name}`);
  const hasItems = cell !== EMPTY_LIST || (kind !== "list" && !isNaming);
  return hasItems ? cell.split(BETWEEN_ITEMS).map((item) => item.trim()) : [];
}

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "1"].map((word) => [word, true] as const),
  ...["false", "no", "0"].map((word) => [word, false] as const),
]);

/** Returns the value of a cell. Text that doesn't match the column's type stays text, for the rules to reject. */
function valueOf(cell: string, kind: Kind): unknown {
  if (cell === "") return undefined;
  const text = cell.trim();
  switch (kind) {
    case "number": {
      if (text === "") return undefined;
      const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
      return Number.isFinite(number) ? number : cell;
    }
    case "switch":
      return text === "" ? undefined : (SWITCHES.get(text.toLowerCase()) ?? cell);
    default:
      return cell;
  }
}
