import { markdownTable } from "markdown-table";

/** A table of results. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** A line of what README quotes. */
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

/** `0.042`, `1.20`, `35.1` */
export function figure(value: number): string {
  return value.toPrecision(3).includes("e") ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}
