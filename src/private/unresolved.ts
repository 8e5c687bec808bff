import { Token } from "cdktf";

/**
 * Returns whether only Terraform knows the value: a token, or a string with an interpolation such as
 * `"${aws_instance.web.private_ip}"`, which CDKTF passes through unchanged.
 */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === "string" && isTemplate(value));
}

/**
 * Returns whether Terraform would evaluate part of a string.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates
 */
export function isTemplate(text: string): boolean {
  return text.includes("{") && /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}
