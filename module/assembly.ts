import { readFileSync } from "node:fs";
import * as library from "../src";
import { DESCRIPTIONS } from "./descriptions";
import { MAPS } from "./expressions";

// A prop of a struct, from the jsii assembly.

export interface Prop {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: Type;
}

interface Type {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: "array" | "map"; readonly elementtype: Type };
}

interface Located extends Prop {
  readonly locationInModule: { readonly line: number };
}

interface AssemblyType {
  readonly kind: "class" | "enum" | "interface";
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Located[];
}

const PACKAGE = "cdktf-port-forward-nlb";

const assembly = JSON.parse(readFileSync(".jsii", "utf8")) as { types: Record<string, AssemblyType> };

function typeOf(name: string): AssemblyType {
  const type = assembly.types[`${PACKAGE}.${name}`];
  if (!type) throw new Error(`.jsii knows no ${name}; run npm run build`);
  return type;
}

/** Props that HCL has blocks for: `moved` and `import`. */
const BLOCKS: readonly string[] = ["movedFrom", "importFrom"];

/** Props of a struct in source order. Inherited props come last. */
export function propsOf(struct: string): Prop[] {
  const { properties = [], interfaces = [] } = typeOf(struct);
  const own = properties
    .filter(({ name }) => !BLOCKS.includes(name))
    .sort((one, other) => one.locationInModule.line - other.locationInModule.line);
  return [...own, ...interfaces.flatMap((base) => propsOf(nameOf(base)))];
}

/** Names of a struct's own props, including those that HCL has blocks for. */
export function ownPropsOf(struct: string): string[] {
  return (typeOf(struct).properties ?? []).map(({ name }) => name);
}

function nameOf(fqn: string): string {
  return fqn.slice(PACKAGE.length + 1);
}

/** Returns the struct of a prop, or of the items of a list. */
export function structOf({ collection, fqn }: Type): string | undefined {
  if (collection) return structOf(collection.elementtype);
  return fqn !== undefined && typeOf(nameOf(fqn)).kind === "interface" ? nameOf(fqn) : undefined;
}

/** Returns the values of a prop's enum. */
function wordsOf({ fqn }: Type): string[] {
  if (fqn === undefined || typeOf(nameOf(fqn)).kind !== "enum") return [];
  return Object.values((library as unknown as Record<string, Record<string, string>>)[nameOf(fqn)] ?? {});
}

/** Returns a type constraint. `attributes` returns the attributes of a struct. */
export function constraint(prop: string, type: Type, attributes: (struct: string) => string): string {
  const { primitive, collection, fqn } = type;
  if (collection) {
    const kind = collection.kind === "map" || MAPS.includes(prop) ? "map" : "list";
    return `${kind}(${constraint("", collection.elementtype, attributes)})`;
  }
  if (fqn !== undefined) return wordsOf(type).length > 0 ? "string" : attributes(nameOf(fqn));
  return primitive === "boolean" ? "bool" : (primitive ?? "any");
}

/** Returns the description of a variable or an attribute. */
export function description(struct: string, { name, type }: Prop, literal?: unknown): string {
  const texts = DESCRIPTIONS as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const text = texts[struct]?.[name];
  if (text === undefined) throw new Error(`module/descriptions.ts says nothing about ${struct}.${name}`);
  const words = wordsOf(type).map((word) => `\`${word}\``);
  const [told = "", otherwise] = text.split(/ (?=Defaults to )/);
  const sentences = [
    told,
    words.length > 0 ? `One of ${words.join(", ")}.` : "",
    otherwise ??
      (literal === undefined
        ? ""
        : `Defaults to \`${typeof literal === "string" ? literal : JSON.stringify(literal)}\`.`),
  ];
  return sentences.filter(Boolean).join(" ");
}
