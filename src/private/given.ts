import { isUnresolved } from "./unresolved";

// JavaScript, Python and JSON callers can pass values of any type. Values that the rules reject are dropped here, so
// that the user gets the rules' message and not an error from inside cdktf.

export type Given = Readonly<Record<string, unknown>>;

/** Returns a copy of a plain object, else undefined. Null props count as unset: lists read from JSON have them. */
export function record(value: unknown): Given | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isUnresolved(value)) return undefined;
  const props = Object.entries(value) as [string, unknown][];
  return props.some(([, item]) => item === null)
    ? Object.fromEntries(props.filter(([, item]) => item !== null))
    : { ...value };
}

/** Returns the value of a prop, or of a nested one such as `healthCheck.path`. */
export function valueAt(given: Given, prop: string): unknown {
  const dot = prop.indexOf(".");
  return dot === -1 ? given[prop] : record(given[prop.slice(0, dot)])?.[prop.slice(dot + 1)];
}

/** Returns the items of a list. Empty if the value isn't a list or is a token. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) && !isUnresolved(value) ? (value as unknown[]) : [];
}

/** Longer than any ARN, name or ID on AWS. cdktf takes seconds to scan a longer run of digits, before any rule runs. */
export const MAX_TEXT_LENGTH = 2048;

/** Returns a single value if cdktf can render it, else undefined. */
export function leaf<T>(value: T): T | undefined {
  if (value === null) return undefined;
  if (typeof value === "string" && value.length > MAX_TEXT_LENGTH && !isUnresolved(value)) return undefined;
  const single = ["string", "number", "boolean", "undefined"].includes(typeof value);
  return single || isUnresolved(value) ? value : undefined;
}

/**
 * Returns a switch that decides which resources exist, so it must be a literal. Values that the rules reject count as
 * unset.
 */
export function literalFlag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

/** Returns the props that are single values cdktf can render. */
export function leaves<T extends object>(value: T): T {
  const given: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const single: unknown = leaf(item);
    if (single !== undefined) given.push([key, single]);
  }
  return Object.fromEntries(given) as T;
}

/** Returns the props that are strings cdktf can render. */
export function texts<T extends object>(value: Partial<T>): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => typeof leaf<unknown>(item) === "string"),
  ) as Partial<T>;
}

/** Returns the items that cdktf can render of a list known at synthesis. */
export function leafItems(value: unknown): string[] {
  return items(value).map((item) => leaf(item) as string);
}
