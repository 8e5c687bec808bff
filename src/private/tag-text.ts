// What Elastic Load Balancing takes in a tag, which is less than other services do.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html

export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;

/** Tag of a listener and its target group that has the forward's description. */
export const DESCRIPTION_TAG = "Description";

const CHARACTERS = "\\p{L}\\p{Z}\\p{N}_.:/=+@-";

/** The same as the inside of a character class, in a string of HCL. */
export const TAG_CHARACTERS = CHARACTERS.replaceAll("\\", "\\\\");

export const NO_TAG_CHARACTER = new RegExp(`[^${CHARACTERS}]`, "gu");

const ESCAPED_TEMPLATE = /([$%])\1(?=\{)/g;

/**
 * Returns a text, as Terraform reads it, as the value of a tag: each character that AWS refuses is a hyphen, and what is
 * too long is cut.
 */
export function tagValue(text: string): string {
  const read = text.slice(0, 3 * MAX_TAG_VALUE_LENGTH).replace(ESCAPED_TEMPLATE, "$1");
  const allowed = read.replace(NO_TAG_CHARACTER, "-");
  return Array.from(allowed).slice(0, MAX_TAG_VALUE_LENGTH).join("");
}
