import type { Options } from "../../inventory/options";

/** Fields of an answer as options, without those that AWS leaves out or leaves empty. */
export function readOptions(fields: Readonly<Record<string, string | number | undefined>>): Options {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(given.map(([field, value]) => [field, String(value)]));
}

/** Attributes of a load balancer, a listener or a target group as options; none where they were not read. */
export function attributeOptions(
  attributes: readonly { readonly Key?: string; readonly Value?: string }[] = [],
): Options {
  return readOptions(Object.fromEntries(attributes.map(({ Key = "", Value }) => [Key, Value])));
}
