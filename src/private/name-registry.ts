import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { expression } from "./expression";
import { isUnresolved } from "./unresolved";

/** What AWS wants unique names for, each kind by itself. */
export type NamedKind = "load balancer" | "classic load balancer" | "target group";

/**
 * Names that an app's constructs give in AWS.
 *
 * AWS wants each once in an account and Region. Two stacks may well deploy to two of them, so names are compared within a
 * stack, and across stacks whose AWS provider is configured alike.
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
   * Notes that a construct gives a name.
   *
   * @returns what tells the paths of the first two that clash, this construct being the second; asked at validation, when
   * the stacks are whole
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
    // A reference is known to Terraform only, and may be another Region in each stack.
    return provider === this.provider(second) && !provider.includes("${");
  }

  private provider(stack: TerraformStack): string {
    const provider = this.providers.get(stack) ?? awsProvider(stack);
    this.providers.set(stack, provider);
    return provider;
  }
}

const registries = new WeakMap<IConstruct, NameRegistry>();

/** Configuration of a stack's default AWS provider, with references as Terraform has them. */
function awsProvider(stack: TerraformStack): string {
  const configurations = stack
    .allProviders()
    .filter(({ terraformResourceType, alias }) => terraformResourceType === "aws" && alias === undefined)
    .map((provider) => (provider.toTerraform() as { provider: unknown }).provider);
  return JSON.stringify(expression(stack, configurations));
}
