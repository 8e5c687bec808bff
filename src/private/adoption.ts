import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/** A resource that the state has at another address. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A resource that is there, and in no state. */
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
 * cdktf has them on its resources, `moveFromId()` and `importFrom()`, but runs terraform at synthesis for them.
 */
export class Adoption extends TerraformElement {
  /** @param adopted asked when the app is whole */
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

/** An argument as cdktf hands it to its renderer. */
function reference(value: string): object {
  return { value, type: "simple", storageClassType: "reference" };
}

function textAttribute(value: string): object {
  return { value, type: "simple", storageClassType: "string" };
}

/** What placeholders of an address stand for. */
export interface Placeholders {
  readonly listenerPort?: number;
  readonly targetIp?: string;
  readonly targetPort?: number;
}

/** The placeholders of an address, `listenerPort`. */
export function placeholdersIn(address: string): string[] {
  return [...address.matchAll(/\{(\w*)\}/g)].map(([, name = ""]) => name);
}

export function filledIn(address: string, values: Placeholders): string {
  return address.replace(/\{(\w*)\}/g, (placeholder, name: string) =>
    String(values[name as keyof Placeholders] ?? placeholder),
  );
}
