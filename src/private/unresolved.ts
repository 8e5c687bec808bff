// Detects values that only Terraform knows, without cdktf: the command reads lists by the same rules and runs without
// cdktf. test/private/unresolved.test.ts compares the result with cdktf's.

/** cdktf's marker of a list or map token. A string token is a template. */
const LIST_TOKEN = /#\{TfToken\[[\w:.-]+\]\}/;
const MAP_TOKEN = /&\{TfToken\[[\w:.-]+\]\}/;

/**
 * Returns whether only Terraform knows the value: a token, or a string with an interpolation such as
 * `"${aws_instance.web.private_ip}"`, which CDKTF passes through unchanged.
 */
export function isUnresolved(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return isTemplate(value);
    case "number":
      return isNumberToken(value, 992);
    case "object":
      return value !== null && (Array.isArray(value) ? isListToken(value) : isObjectToken(value));
    default:
      return false;
  }
}

/** A number token has the 16 highest bits of a double that nobody writes: a sign, an exponent and four more bits. */
function isNumberToken(value: number, exponent: number): boolean {
  return value <= -31 * 2 ** (exponent - 4) && value > -(2 ** (exponent + 1));
}

function isListToken([first, ...others]: readonly unknown[]): boolean {
  if (others.length > 0) return false;
  return typeof first === "number" ? isNumberToken(first, 960) : typeof first === "string" && LIST_TOKEN.test(first);
}

function isObjectToken(value: object): boolean {
  const { resolve } = value as { resolve?: unknown };
  return typeof resolve === "function" || Object.keys(value).some((key) => MAP_TOKEN.test(key));
}

/**
 * Returns whether Terraform would evaluate part of a string.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates
 */
export function isTemplate(text: string): boolean {
  return text.includes("{") && /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}
