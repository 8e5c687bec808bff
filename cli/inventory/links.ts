import { grouped } from "./grouped";
import { list, text } from "./json";
import { at, type TerraformResource } from "./terraform-resource";

/** A security group of a load balancer. */
export interface SecurityGroup {
  /** Its ID, a reference to it, or its address in Terraform. */
  readonly id: string;
  /** The resource, if it is among the resources that were read. */
  readonly resource: TerraformResource | undefined;
  readonly shown: string;
}

/** Resolves references between resources: by AWS's ID or ARN, by address, or, if neither is known yet, by `for_each` key. */
export class Links {
  private readonly byType: ReadonlyMap<string, readonly TerraformResource[]>;
  private readonly byAddress: ReadonlyMap<string, TerraformResource>;
  /** By ARN and by ID. */
  private readonly byName = new Map<string, TerraformResource>();
  /** All instances of a block, and each instance by its key. */
  private readonly byBlock: ReadonlyMap<string, readonly TerraformResource[]>;
  /** The blocks of a type in a module. */
  private readonly byModule = new Map<string, Set<string>>();

  /**
   * @param resources the resources
   * @param otherwise returns the resource of a reference that can't be resolved
   * @param isCandidate whether a reference whose value isn't known yet may be to a resource
   */
  public constructor(
    resources: readonly TerraformResource[],
    private readonly otherwise: (
      from: TerraformResource,
      attribute: string,
      type: string,
    ) => TerraformResource | undefined = () => undefined,
    private readonly isCandidate: (resource: TerraformResource) => boolean = () => true,
  ) {
    this.byType = grouped(resources, ({ type }) => [type]);
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    this.byBlock = grouped(resources, (resource) => [block(resource), keyed(block(resource), resource.key)]);
    for (const resource of resources) {
      const own = inModule(resource.module, resource.type);
      this.byModule.set(own, (this.byModule.get(own) ?? new Set()).add(block(resource)));
      const { arn, id, allocation_id } = resource.values;
      for (const name of [arn, id, allocation_id].map(text)) {
        if (name !== undefined) this.byName.set(name, resource);
      }
    }
  }

  public ofType(type: string): readonly TerraformResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Returns the resources of a type, grouped by the resource to which an attribute refers. */
  public referring(
    type: string,
    attribute: string,
    to: string,
  ): ReadonlyMap<TerraformResource | undefined, readonly TerraformResource[]> {
    return grouped(this.ofType(type), (resource) => [this.find(resource, attribute, to)]);
  }

  /** Returns the resource for an ID, an ARN, or a reference such as `${aws_subnet.a.id}`. */
  public identified(value: string | undefined): TerraformResource | undefined {
    if (value === undefined) return undefined;
    const [, address] = /^\$\{(\w+\.[\w-]+)\.\w+\}$/.exec(value) ?? [];
    return this.byName.get(value) ?? this.byAddress.get(address ?? "");
  }

  /** Returns the resource of a type to which an attribute refers. */
  public find(from: TerraformResource, attribute: string, type: string): TerraformResource | undefined {
    const value = text(at(from.values, attribute));
    if (value !== undefined) return this.identified(value);
    return this.referred(from, attribute, type) ?? this.otherwise(from, attribute, type);
  }

  /** Returns the resource to which an attribute refers by its references alone. */
  public referred(from: TerraformResource, attribute: string, type: string): TerraformResource | undefined {
    const found = this.byReferences(from, attribute, type);
    return found && this.isCandidate(found) ? found : undefined;
  }

  private byReferences(from: TerraformResource, attribute: string, type: string): TerraformResource | undefined {
    // A plan has no value yet, only references. It doesn't say what a local refers to.
    const references = from.references(attribute);
    if (!references) return undefined;
    const instance = references.map((address) => this.byAddress.get(address)).find((found) => found?.key !== undefined);
    if (instance) return instance;
    const blocks = this.blocks(references, from.module, type);
    const [instances = [], ...more] = blocks.map((address) => this.byBlock.get(address) ?? []);
    if (instances.length === 1 && more.length === 0) return instances[0];
    // If there are several, take the one with the same key (`30080`) or with its first part (of `30080/10.0.0.10:80`).
    const keys = from.key === undefined ? [] : [from.key, from.key.split("/")[0]];
    return keys.flatMap((key) => blocks.flatMap((address) => this.byBlock.get(keyed(address, key)) ?? []))[0];
  }

  /** Returns the blocks to which an attribute refers. If it refers to a local, returns all blocks of the type in the module. */
  private blocks(references: readonly string[], module: string, type: string): readonly string[] {
    const named = [...new Set(references)].filter((address) => this.byBlock.has(address));
    if (named.length > 0 || !references.some((reference) => reference.startsWith("local."))) return named;
    return [...(this.byModule.get(inModule(module, type)) ?? [])];
  }

  public securityGroups(resource: TerraformResource): SecurityGroup[] {
    const ids = list(resource.values.security_groups).map(text);
    const references = resource.references("security_groups");
    if (ids.length === 0 && references) {
      const ofFunctions = this.ofType("aws_lambda_function").flatMap(
        (each) => each.references("vpc_config.security_group_ids") ?? [],
      );
      const blocks = this.blocks(references, resource.module, "aws_security_group");
      const own = blocks.filter((address) => !ofFunctions.includes(address));
      const made = own.flatMap((address) => this.byBlock.get(address) ?? []);
      return made.map((found) => ({
        id: found.address,
        resource: found,
        shown: text(found.values.name) ?? found.address,
      }));
    }
    return ids
      .filter((id) => id !== undefined)
      .map((id) => {
        const found = this.identified(id);
        return { id, resource: found, shown: text(found?.values.name) ?? bare(id) ?? id };
      });
  }
}

/** Returns the address of the block of which a resource is an instance. */
function block({ address, key = "" }: TerraformResource): string {
  const index = [`[${JSON.stringify(key)}]`, `[${key}]`].find((suffix) => address.endsWith(suffix));
  return index === undefined ? address : address.slice(0, -index.length);
}

function keyed(address: string, key: string | undefined): string {
  return JSON.stringify([address, key ?? null]);
}

function inModule(module: string, type: string): string {
  return JSON.stringify([module, type]);
}

/** Returns a reference without `${…}`: `aws_instance.web.private_ip`. */
export function bare(value: string | undefined): string | undefined {
  return value?.replace(/^\$\{(.*)\}$/s, "$1");
}
