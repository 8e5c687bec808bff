import type { Options } from "../../inventory/options";

/** Returns fields of an answer as options, without undefined and empty ones. */
export function readOptions(fields: Readonly<Record<string, string | number | undefined>>): Options {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(given.map(([field, value]) => [field, String(value)]));
}

/** Returns attributes of a load balancer, a listener or a target group as options. Empty if they couldn't be read. */
export function attributeOptions(
  attributes: readonly { readonly Key?: string; readonly Value?: string }[] = [],
): Options {
  return readOptions(Object.fromEntries(attributes.map(({ Key = "", Value }) => [Key, Value])));
}
