import { MAPS, snakeCase } from "../module/expressions";
import { propsOf, structOf, type Prop } from "../module/assembly";
import { isUnresolved } from "../src/private/unresolved";

type Given = Readonly<Record<string, unknown>>;

/** Converts a construct's props to the module's arguments. */
export function moduleArguments(props: object, struct = "PortForwardNlbProps"): Record<string, unknown> {
  const types = new Map(propsOf(struct).map((prop) => [prop.name, prop]));
  return Object.fromEntries(
    Object.entries(props)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [snakeCase(name), argument(types.get(name), value)]),
  );
}

function argument(prop: Prop | undefined, value: unknown): unknown {
  const struct = prop && structOf(prop.type);
  if (prop && MAPS.includes(prop.name) && Array.isArray(value)) {
    // A security group has one name in the whole list.
    const isOnce = (item: unknown): item is string => value.indexOf(item) === value.lastIndexOf(item);
    const nameOf = (item: unknown, index: number): string =>
      typeof item === "string" && /^sg-\w+$/.test(item) && isOnce(item) ? item : `item-${index}`;
    return Object.fromEntries(value.map((item, index) => [nameOf(item, index), item as unknown]));
  }
  if (struct === undefined || typeof value !== "object" || value === null) return value;
  return Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === "object" && item !== null ? moduleArguments(item, struct) : item))
    : moduleArguments(value, struct);
}

/**
 * Whether props match the types of the module's variables. Terraform rejects or converts others before any rule sees
 * them.
 */
export function isWellTyped(props: object, struct = "PortForwardNlbProps"): boolean {
  const given = props as Given;
  const known = propsOf(struct);
  const names = known.map(({ name }) => name);
  return (
    Object.keys(given).every((name) => names.includes(name)) &&
    known.every((prop) => {
      const value = given[prop.name];
      if (value === undefined) return prop.optional === true || !(prop.name in given);
      return isOfType(prop, value);
    })
  );
}

function isOfType(prop: Prop, value: unknown): boolean {
  const { primitive, collection, fqn } = prop.type;
  const struct = structOf(prop.type);
  if (value === null) return !prop.optional && collection === undefined && struct === undefined;
  if (isUnresolved(value)) return false;
  if (collection?.kind === "array") {
    return (
      Array.isArray(value) &&
      value.every((item: unknown) => isOfType({ ...prop, optional: true, type: collection.elementtype }, item))
    );
  }
  if (collection)
    return (
      typeof value === "object" &&
      !Array.isArray(value) &&
      Object.values(value).every((item) => typeof item === "string")
    );
  if (struct !== undefined) return typeof value === "object" && !Array.isArray(value) && isWellTyped(value, struct);
  return typeof value === (fqn === undefined ? primitive : "string") && !Number.isNaN(value);
}
