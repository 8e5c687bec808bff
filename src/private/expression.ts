import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { hashOf, hyphened } from "./names";
import { isUnresolved } from "./unresolved";

/** Returns a value with each token as its Terraform reference, such as `${aws_instance.web.private_ip}`. */
export function expression(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/**
 * Returns the part of a construct ID that stands for one value of a list: the value, or the reference of a token.
 * Never its index, so that changes elsewhere in the list don't replace the resource.
 */
export function contentId(scope: IConstruct, value: unknown): string {
  if (!isUnresolved(value)) return hyphened(String(value));
  const text = String(expression(scope, value));
  const reference = /^\$\{([\w.-]+)\}$/.exec(text)?.[1];
  return reference === undefined ? `expression-${hashOf(text)}` : hyphened(reference);
}
