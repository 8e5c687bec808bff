// Limits of Elastic Load Balancing tags, which are stricter than other services'.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html

export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;

/** Tag of a listener and its target group for the forward's description. */
export const DESCRIPTION_TAG = "Description";

const CHARACTERS = "\\p{L}\\p{Z}\\p{N}_.:/=+@-";

/** The inside of a character class, in an HCL string. */
export const TAG_CHARACTERS = CHARACTERS.replaceAll("\\", "\\\\");

export const NO_TAG_CHARACTER = new RegExp(`[^${CHARACTERS}]`, "gu");

const ESCAPED_TEMPLATE = /([$%])\1(?=\{)/g;

/**
 * Returns a Terraform string as a tag value: a hyphen replaces each character that AWS rejects, and long text is cut.
 */
export function tagValue(text: string): string {
  const read = text.slice(0, 3 * MAX_TAG_VALUE_LENGTH).replace(ESCAPED_TEMPLATE, "$1");
  const allowed = read.replace(NO_TAG_CHARACTER, "-");
  return Array.from(allowed).slice(0, MAX_TAG_VALUE_LENGTH).join("");
}
