import { Token } from "cdktf";

// The caller's language may have checked nothing: what comes in is looked at before it is used. The rules say what is
// wrong with it; what they refuse is left out here, so that it fails with their sentence and not inside of cdktf.

export type Given = Readonly<Record<string, unknown>>;

/** A struct as given; nothing for what is none. */
export function record(value: unknown): Given | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !Token.isUnresolved(value)
    ? { ...value }
    : undefined;
}

/** Items of a list as given; none for what is no list, or one that only Terraform knows. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) && !Token.isUnresolved(value) ? (value as unknown[]) : [];
}

/** A single value, as cdktf can render it. */
export function leaf<T>(value: T): T | undefined {
  const single = value === null || ["string", "number", "bigint", "boolean", "undefined"].includes(typeof value);
  return single || Token.isUnresolved(value) ? value : undefined;
}

/** A struct of single values, as cdktf can render it. */
export function leaves<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, leaf(item)])) as T;
}
