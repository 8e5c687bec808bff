import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/** A resource to move from another address in the state. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** An existing resource to import into the state. */
export interface Import {
  readonly id: string;
  readonly to: string;
}

export interface Adopted {
  readonly moved: readonly Move[];
  readonly imported: readonly Import[];
}

/**
 * `moved` and `import` blocks.
 *
 * cdktf's own `moveFromId()` and `importFrom()` run terraform at synthesis.
 */
export class Adoption extends TerraformElement {
  /** @param adopted called at synthesis, when the app is complete */
  public constructor(
    scope: Construct,
    id: string,
    private readonly adopted: () => Adopted,
  ) {
    super(scope, id);
  }

  public override toTerraform(): object {
    const { moved, imported } = this.adopted();
    return { moved, import: imported };
  }

  public override toHclTerraform(): object {
    const { moved, imported } = this.adopted();
    return {
      moved: moved.map(({ from, to }) => ({ from: reference(from), to: reference(to) })),
      import: imported.map(({ id, to }) => ({ to: reference(to), id: textAttribute(id) })),
    };
  }
}

/** An argument in the form that cdktf's HCL renderer expects. */
function reference(value: string): object {
  return { value, type: "simple", storageClassType: "reference" };
}

function textAttribute(value: string): object {
  return { value, type: "simple", storageClassType: "string" };
}

/** Values of the placeholders in an address. */
export interface Placeholders {
  readonly listenerPort?: number;
  readonly targetIp?: string;
  readonly targetPort?: number;
}

/** Returns the names of the placeholders in an address, such as `listenerPort`. */
export function placeholdersIn(address: string): string[] {
  return [...address.matchAll(/\{(\w*)\}/g)].map(([, name = ""]) => name);
}

export function filledIn(address: string, values: Placeholders): string {
  return address.replace(/\{(\w*)\}/g, (placeholder, name: string) =>
    String(values[name as keyof Placeholders] ?? placeholder),
  );
}
