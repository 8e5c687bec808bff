import { isUnresolved } from "./unresolved";

// The caller's language may have checked nothing: what comes in is looked at before it is used. The rules say what is
// wrong with it; what they refuse is left out here, so that it fails with their sentence and not inside of cdktf.

export type Given = Readonly<Record<string, unknown>>;

/**
 * Returns a copy of a struct, or undefined for anything else. A prop that is null, as lists read from JSON have them, is
 * the same as one that is left out.
 */
export function record(value: unknown): Given | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isUnresolved(value)) return undefined;
  const props = Object.entries(value) as [string, unknown][];
  return props.some(([, item]) => item === null)
    ? Object.fromEntries(props.filter(([, item]) => item !== null))
    : { ...value };
}

/** What stands in a struct, or in a struct of a struct, `healthCheck.path`. */
export function valueAt(given: Given, prop: string): unknown {
  const dot = prop.indexOf(".");
  return dot === -1 ? given[prop] : record(given[prop.slice(0, dot)])?.[prop.slice(dot + 1)];
}

/** Items of a list as given; none for what is no list, or one that only Terraform knows. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) && !isUnresolved(value) ? (value as unknown[]) : [];
}

/** AWS has no longer ARN, name or id, and cdktf takes seconds for a longer number in a text, before it asks any rule. */
export const MAX_TEXT_LENGTH = 2048;

/** A single value, as cdktf can render it. */
export function leaf<T>(value: T): T | undefined {
  if (value === null) return undefined;
  if (typeof value === "string" && value.length > MAX_TEXT_LENGTH && !isUnresolved(value)) return undefined;
  const single = ["string", "number", "boolean", "undefined"].includes(typeof value);
  return single || isUnresolved(value) ? value : undefined;
}

/** A switch that decides what is made, and so is a literal; what the rules refuse is as if left out. */
export function literalFlag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

/** A struct of single values, as cdktf can render it, without what is left out. */
export function leaves<T extends object>(value: T): T {
  const given: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const single: unknown = leaf(item);
    if (single !== undefined) given.push([key, single]);
  }
  return Object.fromEntries(given) as T;
}

/** A struct of texts, as cdktf can render them, without what is none. */
export function texts<T extends object>(value: Partial<T>): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => typeof leaf<unknown>(item) === "string"),
  ) as Partial<T>;
}

/** Items of a list that is known at synthesis, as cdktf can render them. */
export function leafItems(value: unknown): string[] {
  return items(value).map((item) => leaf(item) as string);
}
