import { markdownTable } from "markdown-table";
import { median } from "simple-statistics";
import { ratio } from "./rounds";

/** A table of results. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** A line that docs/performance.md quotes. */
export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly beside: string;
  readonly ratio: string;
  readonly toReach: string;
}

/** Results of a part of the benchmark. */
export interface Section {
  readonly tables: readonly Table[];
  readonly findings: readonly Finding[];
  /** Every measured value, for the plot and further analysis. */
  readonly data: unknown;
}

export function rendered({ title, rows }: Table): string {
  return `### ${title}\n\n${markdownTable(rows.map((row) => [...row]))}`;
}

/** Returns table rows for measured values, by number of forwards and candidate, each compared with the floor. */
export function besideFloor(
  measured: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>,
  [floor = "", ...others]: readonly string[],
  shown: (value: number) => string = figure,
): string[][] {
  return [...measured].map(([forwards, samples]) => {
    const least = samples.get(floor) ?? [];
    const cells = others.map((name) => {
      const values = samples.get(name);
      return values ? `${shown(median([...values]))} (${times(ratio(values, least))})` : "–";
    });
    return [forwards.toLocaleString("en"), shown(median([...least])), ...cells];
  });
}

/** Formats a value, such as `0.042`, `1.20` or `35.1`. */
export function figure(value: number): string {
  return value.toPrecision(3).includes("e") ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}
