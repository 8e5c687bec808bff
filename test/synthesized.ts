import { type TerraformStack, Testing } from "cdktf";

export type Attributes = Record<string, unknown>;
export type Resources = Record<string, Record<string, Attributes>>;

/** A synthesized stack. */
export interface Synthesized {
  readonly resource: Resources;
  readonly data?: Resources;
  readonly output?: Record<string, { value: unknown }>;
}

/** Synthesizes a stack and runs its validations. */
export function synthesized(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** Resources of a type by their IDs in a construct of the stack. */
export function byId(resources: Resources | undefined, type: string, construct: string): Record<string, Attributes> {
  return Object.fromEntries(
    Object.entries(resources?.[type] ?? {}).map(([id, attributes]) => [
      id.replace(new RegExp(`^${construct}_(.*)_[0-9A-F]{8}$`), "$1"),
      attributes,
    ]),
  );
}

/** The only resource of a type. */
export function only(resources: Resources | undefined, type: string): Attributes {
  const [resource, ...others] = Object.values(resources?.[type] ?? {});
  expect(others).toEqual([]);
  return resource ?? {};
}
