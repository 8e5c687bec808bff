import { LONGEST_NETWORK_PREFIX, mappedAddress, parseAddress, parseCidr, SHORTEST_NETWORK_PREFIX } from "../addresses";
import { MAX_TEXT_LENGTH, record } from "../given";
import { MAX_NAME_LENGTH } from "../names";
import { type Bound, literal, optional, type Rule } from "./rule";
import { isInstance, isLoadBalancer } from "../targets";
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, NO_TAG_CHARACTER } from "../tag-text";
import { LONGEST_SLIP } from "./unknown-props";
import { butIs, shown } from "../shown";
import { API, CLASSIC_API, ELB_API, NLB } from "./sources";
import { isUnresolved } from "../unresolved";

// Bounds of single values.

/** An integer in a range, with its unit, if it has one. */
export function integer(title: string, source: string, [min, max]: readonly [number, number], unit = ""): Bound {
  const of = unit && `, in ${unit}`;
  const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
  const must = `must be an integer ${range}${of}`;
  return {
    title,
    bound: `integers ${range}${of}`,
    source,
    form: { kind: "integer", must, range: [min, max] },
    problem: (value) => {
      if (typeof value !== "number") {
        const isQuoted = typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value.slice(0, MAX_TEXT_LENGTH));
        return `${must}, ${butIs(value)}. Use a number${isQuoted ? " without quotes" : ""}.`;
      }
      if (Number.isInteger(value) && value >= min && value <= max) return undefined;
      return `${must}, ${butIs(value)}.${Number.isInteger(value) ? "" : " Use a whole number."}`;
    },
  };
}

const INTEGER_PORT = integer("Ports", `${NLB}/load-balancer-listeners.html`, [1, 65535]);

export const PORT: Bound = {
  ...INTEGER_PORT,
  problem: (value) => severalPortsProblem(value) ?? INTEGER_PORT.problem(value),
};

/** Refuses `20000-20010` and `80,443`, which other load balancers and firewalls accept. */
function severalPortsProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, MAX_TEXT_LENGTH);
  if (!/^\s*\d{1,5}(?:(?:[-–:,;/\s]+|\s*\.\.\s*)\d{1,5})+\s*$/.test(text)) return undefined;
  const [, first, last] = /^\s*(\d{1,5})\s*(?:[-–:]|\.\.)\s*(\d{1,5})\s*$/.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === undefined || !(count > 0)) {
    return `must be one port, ${butIs(value)}. Give each port its own forward.`;
  }
  return (
    `must be one port, ${butIs(value)}. AWS has no port ranges, so give each port its own forward. In TypeScript: ` +
    `Array.from({ length: ${count} }, (_, index) => ({ listenerPort: ${first} + index, … })). In HCL: ` +
    `[for port in range(${first}, ${Number(last) + 1}) : { listener_port = port, … }].`
  );
}

/** A multiple of 60 seconds. */
export function wholeMinutes(title: string, most: number, source: string): Bound {
  const must = `must be a multiple of 60 from 60 to ${most}, in seconds`;
  return {
    title,
    bound: `multiples of 60 from 60 to ${most}, in seconds`,
    source,
    form: { kind: "whole-minutes", must, most },
    problem: (value) =>
      typeof value === "number" && value >= 60 && value <= most && value % 60 === 0
        ? undefined
        : `${must}, ${butIs(value)}.`,
  };
}

/** One of AWS's own values. */
export function oneOf(title: string, words: readonly string[], source: string): Bound {
  const plain = (word: string): string => word.replace(/[-_\s]/g, "").toLowerCase();
  const must = `must be one of ${words.join(", ")}`;
  return {
    title,
    bound: words.map((word) => `\`${word}\``).join(", "),
    source,
    form: { kind: "word", must, words },
    problem: (value) => {
      if (words.includes(value as string)) return undefined;
      const given = typeof value === "string" && value.length <= LONGEST_SLIP ? plain(value) : undefined;
      const meant = words.find((word) => plain(word) === given);
      return `${must}, ${butIs(value)}.${meant ? ` Did you mean ${meant}?` : ""}`;
    },
  };
}

/** @param mend returns what to use instead of another value than an address */
function address(source: string, mend: (value: unknown) => string | undefined = () => undefined): Bound {
  return {
    title: "Addresses",
    bound: "one IPv4 or IPv6 address, in AWS's notation",
    source,
    form: { kind: "address" },
    problem: (value) => {
      if (parseAddress(value)) return undefined;
      const fix = mend(value) ?? notationMend(value);
      return `must be an IP address, ${butIs(value)}. ${fix ?? "Use an IPv4 or IPv6 address"}.`;
    },
  };
}

export const TARGET_ADDRESS = address(`${NLB}/load-balancer-target-groups.html#target-type`, targetMend);
export const ADDRESS = address(API);

export const IPV4_ADDRESS = ofFamily("ipv4", "IPv4");
export const IPV6_ADDRESS = ofFamily("ipv6", "IPv6");

function ofFamily(kind: "ipv4" | "ipv6", name: string): Bound {
  const must = `must be an ${name} address`;
  return {
    title: `${name} addresses`,
    bound: `one ${name} address`,
    source: `${ELB_API}/API_SubnetMapping.html`,
    form: { kind: "address-of-family", must, family: kind },
    problem: (value) => {
      if (parseAddress(value)?.kind() === kind) return undefined;
      const fix = notationMend(value);
      return `${must}, ${butIs(value)}.${fix ? ` ${fix}.` : ""}`;
    },
  };
}

/** Returns the prop for a target that is named otherwise. */
function targetMend(value: unknown): string | undefined {
  if (typeof value !== "string" || notationMend(value) !== undefined) return undefined;
  if (isInstance(value)) return "Set targetInstanceId instead";
  if (isLoadBalancer(value)) return "Set targetAlbArn instead";
  const isName = /[a-z]/i.test(value) && !value.includes(":");
  return isName ? "If it is the DNS name of the target, set targetHost instead" : undefined;
}

/** Returns how to write an address that AWS doesn't accept as it is. */
function notationMend(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/\s/.test(value)) return "Remove the white space";
  if (/[^\x21-\x7e]/.test(value)) return "Write it in ASCII";
  const mapped = mappedAddress(value);
  if (mapped) return `Use the IPv4 address itself, ${mapped.toString()}`;
  if (value.includes("%")) return "Remove the zone";
  if (value.includes(":") && value.includes(".")) return "Write the last two groups in hexadecimal";
  if (parseCidr(value)) return "Use one address of that block";
  if (/^\d+(\.\d+){3}$/.test(value) && /\b0\d/.test(value)) return "Write the numbers without leading zeros";
  return /(^|\.)0x/i.test(value) ? "Write the numbers in decimal" : undefined;
}

function cidr(mend: (value: unknown) => string): Bound {
  return {
    title: "CIDR blocks",
    bound: "an address and a prefix length, without host bits",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    form: { kind: "cidr" },
    problem: (value) => {
      const block = parseCidr(value);
      if (!block) return `must be a CIDR block such as 172.31.128.0/17, ${butIs(value)}. ${mend(value)}.`;
      const canonical = block.canonical.toString();
      if (block.toString() === canonical) return undefined;
      return `must be a CIDR block without host bits, ${butIs(value)}. Use ${canonical}, which contains it.`;
    },
  };
}

const GIVE_A_BLOCK = "Use an address and a prefix length";

/** A block of a network. */
export const CIDR = cidr(() => GIVE_A_BLOCK);

/** A block that a security group rule allows; it may be a single address. */
export const ADMITTED_CIDR = cidr(blockMend);

/** The same for a load balancer's clients, which may also be security groups. */
export const CLIENT_CIDR = cidr((value) => {
  if (typeof value === "string" && value.startsWith("sg-")) return "Put security groups in clientSecurityGroupIds";
  if (typeof value === "string" && value.startsWith("pl-")) {
    return "To allow a prefix list, add a security group that allows it to securityGroupIds";
  }
  return blockMend(value);
});

function blockMend(value: unknown): string {
  const address = parseAddress(value);
  if (!address) return GIVE_A_BLOCK;
  return `For a single address, use ${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}`;
}

/** A block of a VPC or a subnet. Both have the same limits. */
export function networkBlock(what: string, source: string): Bound {
  const must = `must be the block of a ${what}, which for IPv4 is from /${SHORTEST_NETWORK_PREFIX} to /${LONGEST_NETWORK_PREFIX}`;
  return {
    title: `CIDR blocks of a ${what}`,
    bound: `IPv4 blocks from /${SHORTEST_NETWORK_PREFIX} to /${LONGEST_NETWORK_PREFIX}`,
    source,
    form: { kind: "network-block", must },
    problem: (value) => {
      const block = parseCidr(value);
      if (!block || block.isNetwork) return undefined;
      return `${must}, ${butIs(value)}. Use the block of the whole ${what}.`;
    },
  };
}

/** Name of a load balancer or a target group in AWS. */
export const AWS_NAME: Bound = {
  title: "Names of load balancers and target groups",
  bound: `at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at either end; long default names are shortened with a hash`,
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  form: { kind: "aws-name" },
  problem: (value) => {
    if (typeof value !== "string" || value === "") return nameProblem(value);
    const characters = characterProblem(value);
    if (characters) return characters;
    if (/^-|-$/.test(value)) return `must not begin or end with a hyphen, ${butIs(value)}. Remove the hyphen.`;
    if (value.length <= MAX_NAME_LENGTH) return undefined;
    return (
      `must have at most ${MAX_NAME_LENGTH} characters, but has ${value.length}: ${shown(value)}. ` +
      `Shorten it by ${value.length - MAX_NAME_LENGTH}; ${shown(value.slice(MAX_NAME_LENGTH))} is over the limit.`
    );
  },
};

export const CLASSIC_NAME: Bound = {
  ...AWS_NAME,
  title: "Names of classic load balancers",
  bound: `at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at either end`,
  source: `${CLASSIC_API}/API_CreateLoadBalancer.html`,
};

/** The stem of default names. */
export const NAME_STEM: Bound = {
  title: "`name`",
  bound: "letters, digits and hyphens, not beginning with a hyphen; any length",
  source: AWS_NAME.source,
  form: { kind: "name-stem" },
  problem: (value) => {
    if (typeof value !== "string" || value === "") return nameProblem(value);
    if (value.startsWith("-")) return `must not begin with a hyphen, ${butIs(value)}. Remove the hyphen.`;
    return characterProblem(value);
  },
};

function nameProblem(value: unknown): string {
  return `must be a name of letters, digits and hyphens, ${butIs(value)}.`;
}

function characterProblem(name: string): string | undefined {
  const refused = [...new Set(name.match(/[^0-9A-Za-z-]/gu))];
  if (refused.length === 0) return undefined;
  return `must contain only letters, digits and hyphens, ${butIs(name)}. Replace ${refused.map(shown).join(", ")}.`;
}

/** A string that only AWS can check, such as a name. */
export function filledText(title: string, what: string, source: string): Bound {
  const must = `must be ${what}`;
  return {
    title,
    bound: `a string of 1 to ${MAX_TEXT_LENGTH} characters`,
    source,
    form: { kind: "text", must },
    problem: (value) => {
      if (typeof value !== "string" || value === "") return `${must}, ${butIs(value)}.`;
      return lengthProblem(value);
    },
  };
}

/** A string for people. */
export const DESCRIPTION: Bound = {
  title: "Descriptions",
  bound: "a non-empty string",
  source: `${ELB_API}/API_Tag.html`,
  form: { kind: "description" },
  problem: (value) =>
    typeof value === "string" && value !== "" ? undefined : `must be a non-empty string, ${butIs(value)}.`,
};

export function lengthProblem(value: string): string | undefined {
  if (value.length <= MAX_TEXT_LENGTH) return undefined;
  return `must have at most ${MAX_TEXT_LENGTH} characters, but has ${value.length}: ${shown(value)}. Shorten it.`;
}

/** An ID that AWS assigned. It begins with the kind of its resource, such as `subnet-`. */
export function id(what: string, prefix: string, source: string): Bound {
  const must = `must be the ID of ${what}, such as ${prefix}0a1b2c3d`;
  return {
    title: "Ids",
    bound: `begins with \`${prefix}\``,
    source,
    form: { kind: "id", must, prefix },
    problem: (value) =>
      typeof value === "string" && value.startsWith(prefix) && value !== prefix
        ? lengthProblem(value)
        : `${must}, ${butIs(value)}.`,
  };
}

export const ARN_OF_CERTIFICATE =
  "^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$";

/** Partitions and the prefix of their Regions' names. */
export const PARTITIONS = { "aws-cn": "cn-", "aws-us-gov": "us-gov-" };

/** A certificate of a listener. */
export function certificate(source: string): Bound {
  const must = "must be the ARN of a certificate in ACM or IAM";
  return {
    title: "Certificates",
    bound: "the ARN of a certificate in ACM or IAM, in the partition of its Region",
    source,
    form: { kind: "certificate", must },
    problem: (value) => {
      if (typeof value !== "string" || value.length > MAX_TEXT_LENGTH || !new RegExp(ARN_OF_CERTIFICATE).test(value)) {
        return `${must}, ${butIs(value)}.`;
      }
      const wrong = Object.entries(PARTITIONS).find(
        ([partition, region]) => value.includes(`:acm:${region}`) !== value.startsWith(`arn:${partition}:acm:`),
      );
      if (!wrong) return undefined;
      return `must be an ARN in the partition of its Region, ${butIs(value)}. Regions of ${wrong[0]} begin with "${wrong[1]}".`;
    },
  };
}

export const FLAG: Bound = {
  title: "Switches",
  bound: "true or false",
  source: "https://developer.hashicorp.com/terraform/language/expressions/types",
  form: { kind: "flag" },
  problem: (value) => {
    if (typeof value === "boolean") return undefined;
    const fix = value === "true" || value === "false" ? " Remove the quotes." : "";
    return `must be true or false, ${butIs(value)}.${fix}`;
  },
};

/** A switch that must be known at synthesis, `because` of what it decides. */
export function literalSwitch(prop: string, because: string): Rule[] {
  return [literal(prop, FLAG.title, because, "Use true or false"), optional(prop, FLAG)];
}

/** A list. `empty` says what is wrong with an empty one, if anything. */
export function list(title: string, what: string, source: string, empty?: string): Bound {
  return {
    title,
    bound: empty === undefined ? "a list" : "a non-empty list",
    source,
    form: { kind: "list", empty },
    problem: (value) => {
      if (!Array.isArray(value)) return `must be a list of ${what}, ${butIs(value)}.${bracketsMend(value)}`;
      return value.length === 0 ? empty : undefined;
    },
  };
}

/** Returns how to make a list of a value that may be an item of one. */
/**
 * A list with a limited number of items.
 *
 * @param mend what to do about too many
 */
export function shortList(
  title: string,
  what: string,
  [least, most]: readonly [number, number],
  source: string,
  mend = "Remove some.",
): Bound {
  const must =
    least === 0 ? `must be a list of at most ${most} ${what}` : `must be a list of ${least} to ${most} ${what}`;
  return {
    title,
    bound: least === 0 ? `a list of at most ${most}` : `a list of ${least} to ${most}`,
    source,
    form: { kind: "short-list", must, range: [least, most] },
    problem: (value) => {
      if (!Array.isArray(value)) return `must be a list of ${what}, ${butIs(value)}.${bracketsMend(value)}`;
      if (value.length < least) return `is empty. ${least === 1 ? "Add at least one, or remove it." : ""}`;
      return value.length <= most ? undefined : `must have at most ${most} ${what}, but has ${value.length}. ${mend}`;
    },
  };
}

export function bracketsMend(value: unknown): string {
  return value === undefined || value === null ? "" : " Put the items in brackets.";
}

/** A struct in a struct. */
export function struct(title: string, example: string, source: string): Bound {
  return {
    title,
    bound: "an object",
    source,
    form: { kind: "struct" },
    problem: (value) => (record(value) ? undefined : `must be an object such as ${example}, ${butIs(value)}.`),
  };
}

/** Most tags of a resource. */
export const MAX_TAGS = 50;

export function tags(source: string): Bound {
  return {
    title: "Tags",
    bound:
      `at most ${MAX_TAGS}; keys of up to ${MAX_TAG_KEY_LENGTH} and values of up to ${MAX_TAG_VALUE_LENGTH} characters: ` +
      "letters, digits, spaces and `_.:/=+-@`; no key that begins with `aws:`",
    source,
    form: { kind: "tags" },
    problem: (value) => {
      const given = record(value);
      if (!given) return `must be an object such as { team: "network" }, ${butIs(value)}.`;
      const entries = Object.entries(given);
      if (entries.length > MAX_TAGS)
        return `must have at most ${MAX_TAGS} tags, but has ${entries.length}. Remove some.`;
      for (const [key, tag] of entries) {
        const problem = tagProblem(key, tag);
        if (problem) return problem;
      }
      return undefined;
    },
  };
}

function tagProblem(key: string, tag: unknown): string | undefined {
  if (isUnresolved(key)) return undefined;
  if (/^aws:/i.test(key))
    return `must not have the key ${shown(key)}, because AWS reserves keys that begin with "aws:". Use another key.`;
  const wrongKey =
    key === "" ? "must not have an empty key. Give it a name." : tagTextProblem(key, MAX_TAG_KEY_LENGTH, "keys");
  if (wrongKey !== undefined) return wrongKey;
  if (isUnresolved(tag)) return undefined;
  if (typeof tag !== "string")
    return `must have a string for each key, but has ${shown(tag)} for the key ${shown(key)}. Put the value in quotes.`;
  return tagTextProblem(tag, MAX_TAG_VALUE_LENGTH, "values", ` for the key ${shown(key)}`);
}

function tagTextProblem(text: string, longest: number, what: string, where = ""): string | undefined {
  const length = text.length > 2 * longest ? text.length : Array.from(text).length;
  if (length > longest) {
    return `must have ${what} of at most ${longest} characters, but has one of ${length}${where}: ${shown(text)}. Shorten it.`;
  }
  const refused = [...new Set(text.match(NO_TAG_CHARACTER))];
  if (refused.length === 0) return undefined;
  return (
    `must have only letters, digits, spaces and _ . : / = + - @ in ${what}, but has ${shown(text)}${where}. ` +
    `Replace ${refused.map(shown).join(", ")}.`
  );
}
