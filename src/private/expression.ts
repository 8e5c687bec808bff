import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { hashOf, hyphened } from "./names";
import { isUnresolved } from "./unresolved";

/** A value as Terraform will have it, with a reference for each token, `${aws_instance.web.private_ip}`. */
export function expression(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/**
 * Part of the construct id of what is made for one value of a list: the value itself, or what a token refers to. It is never the
 * value's place in the list, so that no change elsewhere in the list replaces it.
 */
export function contentId(scope: IConstruct, value: unknown): string {
  if (!isUnresolved(value)) return hyphened(String(value));
  const text = String(expression(scope, value));
  const reference = /^\$\{([\w.-]+)\}$/.exec(text)?.[1];
  return reference === undefined ? `expression-${hashOf(text)}` : hyphened(reference);
}
