import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** jsii's name of a class, `cdktf.TerraformStack`. */
const JSII_TYPE = Symbol.for("jsii.rtti");

/**
 * CDKTF and CDK Terrain recognize each other's constructs, but can't synthesize them. Without this, an app that uses the other
 * one ends in a TypeError.
 *
 * @throws if the construct's stack is of the other framework than this package
 */
export function requireFramework(construct: Construct): void {
  const stack = TerraformStack.of(construct);
  if (stack instanceof TerraformStack) return;
  const [ours, theirs] = [frameworkOf(TerraformStack), frameworkOf((stack as object).constructor)];
  // Another copy of the same framework can work.
  if (ours === undefined || theirs === undefined || ours === theirs) return;
  throw new Error(
    `${construct.node.path}: the stack is from ${theirs}, but ${ours}-port-forward-nlb is for ${ours}. Import the stack from ` +
      `${ours}, or replace ${ours}-port-forward-nlb with ${theirs}-port-forward-nlb.`,
  );
}

/** Returns the package that a class of stacks is from, `cdktf` or `cdktn`. A library's own class of stacks extends theirs. */
function frameworkOf(type: object | null): string | undefined {
  if (type === null) return undefined;
  const { fqn = "" } = (type as Record<symbol, { readonly fqn?: string } | undefined>)[JSII_TYPE] ?? {};
  const [, framework] = /^(cdkt[fn])\.TerraformStack$/.exec(fqn) ?? [];
  return framework ?? frameworkOf(Object.getPrototypeOf(type) as object | null);
}
