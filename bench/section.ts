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

/** What a part of the benchmark has measured. */
export interface Section {
  readonly tables: readonly Table[];
  readonly findings: readonly Finding[];
  /** All that was measured, for the plot and for whoever asks more of it. */
  readonly data: unknown;
}

export function rendered({ title, rows }: Table): string {
  return `### ${title}\n\n${markdownTable(rows.map((row) => [...row]))}`;
}

/** Measured values, by how many forwards and by whom, as rows: each beside what the floor took. */
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

/** `0.042`, `1.20`, `35.1` */
export function figure(value: number): string {
  return value.toPrecision(3).includes("e") ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}
