import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { expression } from "./expression";
import { isUnresolved } from "./unresolved";

/** Kinds of resources that AWS requires unique names for, within each kind. */
export type NamedKind = "load balancer" | "classic load balancer" | "target group";

/**
 * Names that the constructs of an app use on AWS.
 *
 * AWS requires them to be unique in an account and Region. Two stacks can deploy to different ones, so names are
 * compared within a stack, and across stacks whose AWS providers are configured the same.
 */
export class NameRegistry {
  public static of(construct: IConstruct): NameRegistry {
    const { root } = construct.node;
    const registry = registries.get(root) ?? new NameRegistry();
    registries.set(root, registry);
    return registry;
  }

  private readonly owners = new Map<string, Construct[]>();
  private readonly providers = new Map<TerraformStack, string>();

  /**
   * Registers a construct's name.
   *
   * @returns a function that returns the paths of two constructs with the same name, this one second. Call it at
   * validation, when the stacks are complete.
   */
  public claim(kind: NamedKind, name: string, owner: Construct): () => readonly [string, string] | undefined {
    if (isUnresolved(name)) return () => undefined;
    const key = `${kind} ${name}`;
    const earlier = this.owners.get(key) ?? [];
    this.owners.set(key, [...earlier, owner]);
    return () => {
      const clash = earlier.find((other) => this.deployTogether(other, owner));
      return clash && [clash.node.path, owner.node.path];
    };
  }

  private deployTogether(one: Construct, other: Construct): boolean {
    const first = TerraformStack.of(one);
    const second = TerraformStack.of(other);
    if (first === second) return true;
    const provider = this.provider(first);
    // Only Terraform can resolve a reference, and it can be another Region in each stack.
    return provider === this.provider(second) && !provider.includes("${");
  }

  private provider(stack: TerraformStack): string {
    const provider = this.providers.get(stack) ?? awsProvider(stack);
    this.providers.set(stack, provider);
    return provider;
  }
}

const registries = new WeakMap<IConstruct, NameRegistry>();

/** Configuration of a stack's default AWS provider, with tokens as Terraform references. */
function awsProvider(stack: TerraformStack): string {
  const configurations = stack
    .allProviders()
    .filter(({ terraformResourceType, alias }) => terraformResourceType === "aws" && alias === undefined)
    .map((provider) => (provider.toTerraform() as { provider: unknown }).provider);
  return JSON.stringify(expression(stack, configurations));
}
