import { MAX_TEXT_LENGTH } from "../src/private/given";
import { LONGEST_NETWORK_PREFIX, SHORTEST_NETWORK_PREFIX } from "../src/private/addresses";
import { MAX_NAME_LENGTH } from "../src/private/names";
import { ARN_OF_CERTIFICATE, MAX_TAGS, PARTITIONS } from "../src/private/rules/bounds";
import { HOST_PATTERN, LONGEST_HOST } from "../src/private/rules/host-name";
import { MAX_PATH_LENGTH, STATUS_CODES, STATUS_CODES_EXAMPLE } from "../src/private/rules/health-check";
import { BUCKET_NAME, MAX_PREFIX_LENGTH } from "../src/private/rules/load-balancer";
import type { BoundForm } from "../src/private/rules/rule";
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, TAG_CHARACTERS } from "../src/private/tag-text";
import type { Condition } from "./condition";
import { hclList, isAddress, isBlock, isIpv6, prefixOf } from "./expressions";

// The bounds of single values, in HCL. Each sentence continues after the variable's name.

/** `must` begins the sentence about a wrong value. */
type OfValue =
  { readonly holds: string; readonly must: string } | Pick<Condition, "holds" | "sentence"> | "type" | "none";

type Kind = BoundForm["kind"];
type Form<K extends Kind> = BoundForm & { readonly kind: K };

/** Returns the condition of each kind of bound. */
const BOUND_CONDITIONS: { readonly [K in Kind]: (value: string, form: Form<K>) => OfValue } = {
  integer: (value, { must, range: [min, max] }) => ({
    holds: `${value} >= ${min}${max === Infinity ? "" : ` && ${value} <= ${max}`} && floor(${value}) == ${value}`,
    must,
  }),
  word: (value, { must, words }) => ({ holds: `contains(${hclList(words)}, ${value})`, must }),
  flag: () => "type",
  struct: () => "type",
  endpoints: () => "none",
  "former-address": () => "none",
  arn: () => "none",
  list: (value, { empty }) => (empty === undefined ? "type" : { holds: `length(${value}) > 0`, sentence: empty }),
  text: (value, { must }) => ({
    holds: `${value} != "" && length(${value}) <= ${MAX_TEXT_LENGTH}`,
    must,
  }),
  description: (value) => ({ holds: `${value} != ""`, must: "must be a non-empty string" }),
  id: (value, { must, prefix }) => ({
    holds: `can(regex("^${prefix}.", ${value})) && length(${value}) <= ${MAX_TEXT_LENGTH}`,
    must,
  }),
  alb: (value, { must, arn }) => ({ holds: `can(regex("${arn}", ${value}))`, must }),
  address: (value) => ({ holds: isAddress(value), must: "must be an IP address" }),
  "address-of-family": (value, { must, family }) => ({
    holds: `${family === "ipv6" ? "" : "!"}${isIpv6(value)} && ${isAddress(value)}`,
    must,
  }),
  cidr: (value) => ({
    holds: isBlock(value),
    must: "must be a CIDR block without host bits such as 172.31.128.0/17",
  }),
  "network-block": (value, { must }) => {
    const prefix = `tonumber(${prefixOf(value)})`;
    const fits = `${prefix} >= ${SHORTEST_NETWORK_PREFIX} && ${prefix} <= ${LONGEST_NETWORK_PREFIX}`;
    return { holds: `strcontains(${value}, ":") || try(${fits}, true)`, must };
  },
  "aws-name": (value) => ({
    holds: `can(regex("^[0-9A-Za-z]([0-9A-Za-z-]{0,${MAX_NAME_LENGTH - 2}}[0-9A-Za-z])?$", ${value}))`,
    must: `must be at most ${MAX_NAME_LENGTH} letters, digits and hyphens, with no hyphen at either end`,
  }),
  "name-stem": (value) => ({
    holds: `can(regex("^[0-9A-Za-z][0-9A-Za-z-]*$", ${value}))`,
    must: "must be letters, digits and hyphens, not beginning with a hyphen",
  }),
  certificate: (value, { must }) => ({
    holds: [
      `can(regex("${ARN_OF_CERTIFICATE}", ${value}))`,
      ...Object.entries(PARTITIONS).map(
        ([partition, region]) =>
          `strcontains(${value}, ":acm:${region}") == startswith(${value}, "arn:${partition}:acm:")`,
      ),
    ].join(" && "),
    must,
  }),
  path: (value) => ({
    holds: `startswith(${value}, "/") && length(${value}) <= ${MAX_PATH_LENGTH}`,
    must: `must be a path that begins with "/", of at most ${MAX_PATH_LENGTH} characters`,
  }),
  matcher: (value) => {
    const code = (end: string): string => `tonumber(${end}(split("-", range))[0])`;
    const { min, max } = STATUS_CODES;
    const sound = `can(regex("^[0-9]{3}(-[0-9]{3})?$", range)) && try(${code("")} >= ${min} && ${code("")} <= ${code("reverse")} && ${code("reverse")} <= ${max}, false)`;
    return {
      holds: `alltrue([for range in split(",", ${value}) : ${sound}])`,
      must: `must be ${STATUS_CODES_EXAMPLE}`,
    };
  },
  tags: (given) => {
    const value = `coalesce(${given}, {})`;
    const text = (least: number, longest: number): string => `"^[${TAG_CHARACTERS}]{${least},${longest}}$"`;
    const keys = `can(regex(${text(1, MAX_TAG_KEY_LENGTH)}, key)) && !startswith(lower(key), "aws:")`;
    const values = `can(regex(${text(0, MAX_TAG_VALUE_LENGTH)}, value))`;
    const wrong = `{ for key, value in ${value} : key => value if !(${keys} && ${values}) }`;
    return {
      holds: `length(${value}) <= ${MAX_TAGS} && length(${wrong}) == 0`,
      sentence:
        `must have at most ${MAX_TAGS} tags of letters, digits, spaces and _ . : / = + - @, with keys of up to ${MAX_TAG_KEY_LENGTH} ` +
        `characters that don't begin with aws: and values of up to ${MAX_TAG_VALUE_LENGTH}, but has \${length(${value})} tags. ` +
        `These are wrong: \${jsonencode(${wrong})}.`,
    };
  },
  "whole-minutes": (value, { must, most }) => ({
    holds: `${value} >= 60 && ${value} <= ${most} && ${value} % 60 == 0`,
    must,
  }),
  "short-list": (value, { must, range: [least, most] }) => ({
    holds: `${least === 0 ? "" : `length(${value}) >= ${least} && `}length(${value}) <= ${most}`,
    must,
  }),
  host: (value, { must }) => ({
    holds: `can(regex("${HOST_PATTERN}", ${value})) && length(${value}) <= ${LONGEST_HOST}`,
    must,
  }),
  "alarm-action": (value) => ({
    holds: `startswith(${value}, "arn:") && length(${value}) <= ${MAX_TEXT_LENGTH}`,
    must: "must be the ARN of an action",
  }),
  bucket: (value, { must }) => ({
    holds: `can(regex("${BUCKET_NAME}", ${value}))`,
    must,
  }),
  "log-prefix": (value) => ({
    holds:
      `can(regex("^[0-9A-Za-z_.-]([0-9A-Za-z_./-]*[0-9A-Za-z_.-])?$", ${value})) && !strcontains(${value}, "AWSLogs") && ` +
      `length(${value}) <= ${MAX_PREFIX_LENGTH}`,
    must: "must be letters, digits and _ . - /, with no slash at either end, and without AWSLogs, which AWS adds itself",
  }),
};

/** Returns the condition that a value is within a bound. */
export function boundCondition(form: BoundForm, value: string): OfValue {
  const condition = BOUND_CONDITIONS[form.kind] as (value: string, form: BoundForm) => OfValue;
  return condition(value, form);
}
