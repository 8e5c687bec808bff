import { grouped } from "./grouped";
import { isObject, type Json, text } from "./json";
import type { Links } from "./links";
import { at, type TerraformResource } from "./terraform-resource";

// The hosts of forwards. Terraform registers no targets for them: a `terraform_data` resource shows them in configuration, plan
// and state, with the name of their target group.

/** A DNS name whose addresses are registered as targets. */
export interface Host {
  readonly name: string;
  readonly port: number;
  /** Set if the row sets it. */
  readonly external?: boolean;
}

const TYPE = "terraform_data";

/** The resources that show the hosts of target groups. */
export class HostResources {
  private readonly byGroup: ReadonlyMap<string, readonly TerraformResource[]>;

  public constructor(links: Links) {
    const shown = links.ofType(TYPE).filter(({ values }) => at(values, "input.target") === "host");
    this.byGroup = grouped(shown, ({ module, values }) => [keyOf(module, at(values, "input.target_group"))]);
  }

  /** Returns the resource that shows the hosts of a target group. Undefined if the group's targets aren't hosts. */
  public of({ module, address, values }: TerraformResource): TerraformResource | undefined {
    // Two load balancers in different Regions can have target groups of the same name.
    const [first, ...others] = this.byGroup.get(keyOf(module, values.name)) ?? [];
    return others.reduce(
      (one, other) => (sharedLength(other, address) > sharedLength(one, address) ? other : one),
      first,
    );
  }
}

/** Returns the hosts that a resource shows. Undefined if Terraform doesn't know all of them yet. */
export function hostsOf({ values }: TerraformResource): readonly Host[] | undefined {
  const written = text(at(values, "input.hosts")) ?? "";
  // A synthesized app has the expression, which contains references if Terraform has to find out a name.
  const [, json = written] = /^\$\{jsonencode\((.*)\)\}$/s.exec(written) ?? [];
  const hosts = parsed(json).map(hostOf);
  return hosts.length === 0 || hosts.includes(undefined) ? undefined : (hosts as Host[]);
}

function parsed(json: string): readonly Json[] {
  try {
    const found = JSON.parse(json) as Json;
    return Array.isArray(found) ? (found as readonly Json[]) : [];
  } catch {
    return [];
  }
}

function hostOf(item: Json): Host | undefined {
  if (!Array.isArray(item) || isObject(item)) return undefined;
  const [name, port, external] = item as readonly Json[];
  if (typeof name !== "string" || name.includes("${") || typeof port !== "number") return undefined;
  return { name, port, ...(typeof external === "boolean" ? { external } : {}) };
}

function keyOf(module: string, targetGroup: Json | undefined): string {
  return JSON.stringify([module, text(targetGroup) ?? null]);
}

/** Returns how many characters two names of resources have in common at the beginning. A construct's resources share its path. */
function sharedLength(resource: TerraformResource | undefined, address: string): number {
  const [one, other] = [resource?.address ?? "", address].map(nameOf);
  let length = 0;
  while (length < (one?.length ?? 0) && one?.[length] === other?.[length]) length++;
  return length;
}

/** Returns an address without the resource's type. */
function nameOf(address: string): string {
  return address.replace(/^.*?(?:terraform_data|aws_\w+)\./, "");
}
