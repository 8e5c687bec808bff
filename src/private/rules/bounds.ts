import { LONGEST_NETWORK_PREFIX, mappedAddress, parseAddress, parseCidr, SHORTEST_NETWORK_PREFIX } from "../addresses";
import { MAX_TEXT_LENGTH, record } from "../given";
import { MAX_NAME_LENGTH } from "../names";
import { type Bound, literal, optional, type Rule } from "./rule";
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, NO_TAG_CHARACTER } from "../tag-text";
import { LONGEST_SLIP } from "./unknown-props";
import { shown } from "../shown";
import { CLASSIC_API, ELB_API, NLB } from "./sources";
import { isUnresolved } from "../unresolved";

// What single values are held to.

/** An integer of a range, in its unit, if it has one. */
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
        const mend = `give a number${isQuoted ? ", without quotes" : ""}`;
        return `${must}, got ${shown(value)}; ${mend}`;
      }
      if (Number.isInteger(value) && value >= min && value <= max) return undefined;
      const problem = `${must}, got ${value}`;
      return Number.isInteger(value) ? problem : `${problem}; give a whole number`;
    },
  };
}

const INTEGER_PORT = integer("Ports", `${NLB}/load-balancer-listeners.html`, [1, 65535]);

export const PORT: Bound = {
  ...INTEGER_PORT,
  problem: (value) => severalPortsProblem(value) ?? INTEGER_PORT.problem(value),
};

/** `20000-20010` or `80,443`, which other load balancers and firewalls take. */
function severalPortsProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, MAX_TEXT_LENGTH);
  if (!/^\s*\d{1,5}(?:(?:[-–:,;/\s]+|\s*\.\.\s*)\d{1,5})+\s*$/.test(text)) return undefined;
  const [, first, last] = /^\s*(\d{1,5})\s*(?:[-–:]|\.\.)\s*(\d{1,5})\s*$/.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === undefined || !(count > 0)) {
    return `must be one port, got ${shown(value)}; give each port a forward of its own`;
  }
  return (
    `must be one port, got ${shown(value)}; AWS has no ranges of ports, so give each port a forward of its own, in ` +
    `TypeScript by Array.from({ length: ${count} }, (_, index) => ({ listenerPort: ${first} + index, … })), in HCL by ` +
    `[for port in range(${first}, ${Number(last) + 1}) : { listener_port = port, … }]`
  );
}

/** One of AWS's own words for something. */
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
      const mend = meant ? `did you mean ${meant}?` : "give one of these";
      return `${must}, got ${shown(value)}; ${mend}`;
    },
  };
}

export const ADDRESS: Bound = {
  title: "Addresses",
  bound: "one IPv4 or IPv6 address, as AWS writes it",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  form: { kind: "address" },
  problem: (value) =>
    parseAddress(value) ? undefined : `must be an IP address, got ${shown(value)}; ${addressMend(value)}`,
};

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
      const address = parseAddress(value);
      if (!address) return ADDRESS.problem(value);
      return address.kind() === kind ? undefined : `${must}, got ${shown(value)}; give one`;
    },
  };
}

/** How to mend what is no address. */
function addressMend(value: unknown): string {
  if (typeof value !== "string") return "give an IPv4 or IPv6 address";
  if (/^i-[\da-f]+$/.test(value))
    return "a target is registered by its address, so give the instance's private IP address";
  if (/\s/.test(value)) return "take the white space out";
  if (/[^\x21-\x7e]/.test(value)) return "write it in ASCII";
  const mapped = mappedAddress(value);
  if (mapped) return `give the IPv4 address itself, ${mapped.toString()}`;
  if (value.includes("%")) return "leave the zone out";
  if (value.includes(":") && value.includes(".")) return "write its last two groups in hexadecimal";
  if (parseCidr(value)) return "give one address of that block";
  if (/^\d+(\.\d+){3}$/.test(value) && /\b0\d/.test(value)) return "write its numbers without leading zeros";
  if (/(^|\.)0x/i.test(value)) return "write its numbers in decimal";
  if (/[a-z]/i.test(value) && !value.includes(":"))
    return "a target is registered by its address, so give what that name resolves to";
  return "give an IPv4 or IPv6 address";
}

function cidr(mend: (value: unknown) => string): Bound {
  return {
    title: "CIDR blocks",
    bound: "an address and a prefix length, without host bits",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    form: { kind: "cidr" },
    problem: (value) => {
      const block = parseCidr(value);
      if (!block) return `must be a CIDR block such as 172.31.128.0/17, got ${shown(value)}; ${mend(value)}`;
      const canonical = block.canonical.toString();
      if (block.toString() === canonical) return undefined;
      return `must be a CIDR block without host bits, got ${shown(value)}; give ${canonical}, which holds it`;
    },
  };
}

const GIVE_A_BLOCK = "give an address and a prefix length";

/** A block of a network. */
export const CIDR = cidr(() => GIVE_A_BLOCK);

/** A block that a rule of a security group admits, which may be one address. */
export const ADMITTED_CIDR = cidr(blockMend);

/** The same of a load balancer's clients, which may be security groups, too. */
export const CLIENT_CIDR = cidr((value) => {
  if (typeof value === "string" && value.startsWith("sg-")) return "give a security group in clientSecurityGroupIds";
  if (typeof value === "string" && value.startsWith("pl-")) {
    return "give a security group of your own, which admits the prefix list, in securityGroupIds";
  }
  return blockMend(value);
});

function blockMend(value: unknown): string {
  const address = parseAddress(value);
  if (!address) return GIVE_A_BLOCK;
  return `${GIVE_A_BLOCK}, for the one address ${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}`;
}

/** A block of a VPC or a subnet, which have the same sizes. */
export function networkBlock(what: string, source: string): Bound {
  const must = `must be a block of a ${what}, for IPv4 from /${SHORTEST_NETWORK_PREFIX} to /${LONGEST_NETWORK_PREFIX}`;
  return {
    title: `CIDR blocks of a ${what}`,
    bound: `IPv4 blocks from /${SHORTEST_NETWORK_PREFIX} to /${LONGEST_NETWORK_PREFIX}`,
    source,
    form: { kind: "network-block", must },
    problem: (value) => {
      const block = parseCidr(value);
      if (!block || block.isNetwork) return undefined;
      return `${must}, got ${shown(value)}; give the block that the ${what} itself has`;
    },
  };
}

/** A name that AWS knows a load balancer or a target group by. */
export const AWS_NAME: Bound = {
  title: "Names of load balancers and target groups",
  bound: `at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at an end; one left out is shortened with a hash`,
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  form: { kind: "aws-name" },
  problem: (value) => {
    if (typeof value !== "string" || value === "") return nameProblem(value);
    const characters = characterProblem(value);
    if (characters) return characters;
    if (/^-|-$/.test(value)) return `must not begin or end with a hyphen, got ${shown(value)}; take that off`;
    if (value.length <= MAX_NAME_LENGTH) return undefined;
    return (
      `must be at most ${MAX_NAME_LENGTH} characters long, got ${value.length}: ${shown(value)}; ` +
      `take ${value.length - MAX_NAME_LENGTH} off, ${shown(value.slice(MAX_NAME_LENGTH))} is what is over`
    );
  },
};

export const CLASSIC_NAME: Bound = {
  ...AWS_NAME,
  title: "Names of classic load balancers",
  bound: `at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at an end`,
  source: `${CLASSIC_API}/API_CreateLoadBalancer.html`,
};

/** What those names are made of where they are left out. */
export const NAME_STEM: Bound = {
  title: "`name`",
  bound: "letters, digits and hyphens, no hyphen at its beginning; any length",
  source: AWS_NAME.source,
  form: { kind: "name-stem" },
  problem: (value) => {
    if (typeof value !== "string" || value === "") return nameProblem(value);
    if (value.startsWith("-")) return `must not begin with a hyphen, got ${shown(value)}; take that off`;
    return characterProblem(value);
  },
};

function nameProblem(value: unknown): string {
  return `must be a name of letters, digits and hyphens, got ${shown(value)}; give one`;
}

function characterProblem(name: string): string | undefined {
  const refused = [...new Set(name.match(/[^0-9A-Za-z-]/gu))];
  if (refused.length === 0) return undefined;
  return `must hold only letters, digits and hyphens, got ${shown(name)}; replace ${refused.map(shown).join(", ")}`;
}

/** A text that only AWS can judge, such as a name. */
export function filledText(title: string, what: string, source: string): Bound {
  const must = `must be ${what}`;
  return {
    title,
    bound: `a text of 1 to ${MAX_TEXT_LENGTH} characters`,
    source,
    form: { kind: "text", must },
    problem: (value) => {
      if (typeof value !== "string" || value === "") return `${must}, got ${shown(value)}; give one`;
      return lengthProblem(value);
    },
  };
}

/** A text for people. */
export const DESCRIPTION: Bound = {
  title: "Descriptions",
  bound: "a text that is not empty",
  source: `${ELB_API}/API_Tag.html`,
  form: { kind: "description" },
  problem: (value) =>
    typeof value === "string" && value !== "" ? undefined : `must be a text, got ${shown(value)}; give one`,
};

export function lengthProblem(value: string): string | undefined {
  if (value.length <= MAX_TEXT_LENGTH) return undefined;
  return `must be at most ${MAX_TEXT_LENGTH} characters long, got ${value.length}: ${shown(value)}; shorten it`;
}

/** An id that AWS made, which begins with the kind of what it is of, such as `subnet-`. */
export function id(what: string, prefix: string, source: string): Bound {
  const must = `must be the id of ${what}, such as ${prefix}0a1b2c3d`;
  return {
    title: "Ids",
    bound: `begins with \`${prefix}\``,
    source,
    form: { kind: "id", must, prefix },
    problem: (value) =>
      typeof value === "string" && value.startsWith(prefix) && value !== prefix
        ? lengthProblem(value)
        : `${must}, got ${shown(value)}; give one`,
  };
}

export const ARN_OF_CERTIFICATE =
  "^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$";

/** Partitions whose Regions begin with words of their own. */
export const PARTITIONS = { "aws-cn": "cn-", "aws-us-gov": "us-gov-" };

/** A certificate of a listener. */
export function certificate(source: string): Bound {
  const must = "must be the ARN of a certificate in ACM or IAM";
  return {
    title: "Certificates",
    bound: "the ARN of a certificate in ACM or IAM, of the partition that its Region is in",
    source,
    form: { kind: "certificate", must },
    problem: (value) => {
      if (typeof value !== "string" || value.length > MAX_TEXT_LENGTH || !new RegExp(ARN_OF_CERTIFICATE).test(value)) {
        return `${must}, got ${shown(value)}; give one`;
      }
      const wrong = Object.entries(PARTITIONS).find(
        ([partition, region]) => value.includes(`:acm:${region}`) !== value.startsWith(`arn:${partition}:acm:`),
      );
      if (!wrong) return undefined;
      return `must be an ARN of the partition that its Region is in, got ${shown(value)}; Regions of ${wrong[0]} begin with ${wrong[1]}`;
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
    const mend =
      value === "true" || value === "false" ? "give it without quotes" : "give true or false, or leave it out";
    return `must be true or false, got ${shown(value)}; ${mend}`;
  },
};

/** A switch that must be known at synthesis, `because` of what it decides. */
export function literalSwitch(prop: string, because: string): Rule[] {
  return [literal(prop, FLAG.title, because, "give true or false"), optional(prop, FLAG)];
}

/** A list, of which `empty` says why it may not be empty. */
export function list(title: string, what: string, source: string, empty?: string): Bound {
  return {
    title,
    bound: empty === undefined ? "a list" : "a list that is not empty",
    source,
    form: { kind: "list", empty },
    problem: (value) => {
      if (!Array.isArray(value)) return `must be a list of ${what}, got ${shown(value)}; give one, in brackets`;
      return value.length === 0 ? empty : undefined;
    },
  };
}

/** A struct in a struct. */
export function struct(title: string, example: string, source: string): Bound {
  return {
    title,
    bound: "a struct",
    source,
    form: { kind: "struct" },
    problem: (value) =>
      record(value) ? undefined : `must be an object such as ${example}, got ${shown(value)}; give one`,
  };
}

/** Number of tags that a resource has at most. */
export const MAX_TAGS = 50;

export function tags(source: string): Bound {
  return {
    title: "Tags",
    bound:
      `at most ${MAX_TAGS}; keys of up to ${MAX_TAG_KEY_LENGTH} and values of up to ${MAX_TAG_VALUE_LENGTH} characters, which are ` +
      "letters, digits, spaces and `_.:/=+-@`; no key that begins with `aws:`",
    source,
    form: { kind: "tags" },
    problem: (value) => {
      const given = record(value);
      if (!given) return `must be an object such as { team: "network" }, got ${shown(value)}; give one`;
      const entries = Object.entries(given);
      if (entries.length > MAX_TAGS) return `must be at most ${MAX_TAGS} tags, got ${entries.length}; remove some`;
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
    return `must not hold the key ${shown(key)}; AWS keeps keys that begin with "aws:", give another`;
  const wrongKey = key === "" ? "must hold no empty key; give it a name" : tagTextProblem(key, MAX_TAG_KEY_LENGTH);
  if (wrongKey !== undefined) return wrongKey;
  if (isUnresolved(tag)) return undefined;
  if (typeof tag !== "string")
    return `must have a text for each key, got ${shown(tag)} for the key ${shown(key)}; put it in quotes`;
  return tagTextProblem(tag, MAX_TAG_VALUE_LENGTH, ` for the key ${shown(key)}`);
}

function tagTextProblem(text: string, longest: number, where = ""): string | undefined {
  const length = text.length > 2 * longest ? text.length : Array.from(text).length;
  if (length > longest) {
    return `must hold at most ${longest} characters, got ${length}${where}: ${shown(text)}; shorten it`;
  }
  const refused = [...new Set(text.match(NO_TAG_CHARACTER))];
  if (refused.length === 0) return undefined;
  return (
    `must hold only letters, digits, spaces and _ . : / = + - @, got ${shown(text)}${where}; ` +
    `replace ${refused.map(shown).join(", ")}`
  );
}
