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
  if (theirs === undefined || ours === theirs) return;
  throw new Error(
    `${construct.node.path}: this app uses ${theirs}, but ${ours}-port-forward-nlb is for ${ours}. Install ${theirs}-port-forward-nlb instead.`,
  );
}

function frameworkOf(type: object): string | undefined {
  const { fqn } = (type as Record<symbol, { readonly fqn?: string } | undefined>)[JSII_TYPE] ?? {};
  return fqn?.split(".")[0];
}
