import { Token } from "cdktf";
import { mappedAddress, parseAddress, parseCidr } from "../addresses";
import { record } from "../given";
import { MAX_NAME_LENGTH } from "../names";
import { got, hclList, isAddress, isBlock, isIpv6 } from "./in-module";
import { type Bound, literal, optional, type Rule } from "./rule";
import { shown } from "../shown";
import { CLASSIC_API, ELB_API, NLB } from "./sources";

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
    inModule: (value) => ({
      holds: `${value} >= ${min}${max === Infinity ? "" : ` && ${value} <= ${max}`} && floor(${value}) == ${value}`,
      sentence: got(must, value),
    }),
    problem: (value) => {
      if (typeof value !== "number") {
        const mend = `give a number${typeof value === "string" ? ", without quotes" : ""}`;
        return `${must}, got ${shown(value)}; ${mend}`;
      }
      if (Number.isInteger(value) && value >= min && value <= max) return undefined;
      const problem = `${must}, got ${value}`;
      return Number.isInteger(value) ? problem : `${problem}; give a whole number`;
    },
  };
}

export const PORT = integer("Ports", `${NLB}/load-balancer-listeners.html`, [1, 65535]);

/** One of AWS's own words for something. */
export function oneOf(title: string, words: readonly string[], source: string): Bound {
  const plain = (word: string): string => word.replace(/[-_\s]/g, "").toLowerCase();
  const must = `must be one of ${words.join(", ")}`;
  return {
    title,
    bound: words.map((word) => `\`${word}\``).join(", "),
    source,
    inModule: (value) => ({ holds: `contains(${hclList(words)}, ${value})`, sentence: got(must, value) }),
    problem: (value) => {
      if (words.includes(value as string)) return undefined;
      const meant = typeof value === "string" && words.find((word) => plain(word) === plain(value));
      const mend = meant ? `did you mean ${meant}?` : "give one of these";
      return `${must}, got ${shown(value)}; ${mend}`;
    },
  };
}

export const ADDRESS: Bound = {
  title: "Addresses",
  bound: "one IPv4 or IPv6 address, as AWS writes it",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  inModule: (value) => ({ holds: isAddress(value), sentence: got("must be an IP address", value) }),
  problem: (value) =>
    parseAddress(value) ? undefined : `must be an IP address, got ${shown(value)}; ${addressMend(value)}`,
};

export const IPV4_ADDRESS = ofFamily("ipv4", "IPv4");
export const IPV6_ADDRESS = ofFamily("ipv6", "IPv6");

function ofFamily(kind: "ipv4" | "ipv6", name: string): Bound {
  return {
    title: `${name} addresses`,
    bound: `one ${name} address`,
    source: `${ELB_API}/API_SubnetMapping.html`,
    inModule: (value) => ({
      holds: `${kind === "ipv6" ? "" : "!"}${isIpv6(value)} && ${isAddress(value)}`,
      sentence: got(`must be an ${name} address`, value),
    }),
    problem: (value) => {
      const address = parseAddress(value);
      if (!address) return ADDRESS.problem(value);
      return address.kind() === kind ? undefined : `must be an ${name} address, got ${shown(value)}; give one`;
    },
  };
}

/** How to mend what is no address. */
function addressMend(value: unknown): string {
  if (typeof value !== "string") return "give an IPv4 or IPv6 address";
  if (/\s/.test(value)) return "take the white space out";
  if (/[^\x21-\x7e]/.test(value)) return "write it in ASCII";
  const mapped = mappedAddress(value);
  if (mapped) return `give the IPv4 address itself, ${mapped.toString()}`;
  if (value.includes("%")) return "leave the zone out";
  if (parseCidr(value)) return "give one address of that block";
  if (/^\d+(\.\d+){3}$/.test(value) && /\b0\d/.test(value)) return "write its numbers without leading zeros";
  if (/(^|\.)0x/i.test(value)) return "write its numbers in decimal";
  if (/[a-z]/i.test(value) && !value.includes(":"))
    return "a target is registered by its address, so give what that name resolves to";
  return "give an IPv4 or IPv6 address";
}

export const CIDR: Bound = {
  title: "CIDR blocks",
  bound: "an address and a prefix length, without host bits",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
  inModule: (value) => ({
    holds: isBlock(value),
    sentence: got("must be a CIDR block without host bits such as 172.31.128.0/17", value),
  }),
  problem: (value) => {
    const block = parseCidr(value);
    if (!block) {
      return `must be a CIDR block such as 172.31.128.0/17, got ${shown(value)}; give an address and a prefix length`;
    }
    const canonical = block.canonical.toString();
    if (block.toString() === canonical) return undefined;
    return `must be a CIDR block without host bits, got ${shown(value)}; give ${canonical}, which holds it`;
  },
};

/** A name that AWS knows a load balancer or a target group by. */
export const AWS_NAME: Bound = {
  title: "Names of load balancers and target groups",
  bound: `at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at an end; one left out is shortened with a hash`,
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  inModule: (value) => ({
    holds: `can(regex("^[0-9A-Za-z]([0-9A-Za-z-]{0,${MAX_NAME_LENGTH - 2}}[0-9A-Za-z])?$", ${value}))`,
    sentence: got(`must be at most ${MAX_NAME_LENGTH} letters, digits and hyphens, no hyphen at an end`, value),
  }),
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
  inModule: (value) => ({
    holds: `can(regex("^[0-9A-Za-z][0-9A-Za-z-]*$", ${value}))`,
    sentence: got("must be letters, digits and hyphens, no hyphen at its beginning", value),
  }),
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

/** A text that only AWS can judge, such as an id. */
export function text(title: string, what: string, source: string): Bound {
  return {
    title,
    bound: "a text that is not empty",
    source,
    inModule: (value) => ({ holds: `${value} != ""`, sentence: got(`must be ${what}`, value) }),
    problem: (value) =>
      typeof value === "string" && value !== "" ? undefined : `must be ${what}, got ${shown(value)}; give one`,
  };
}

export const FLAG: Bound = {
  title: "Switches",
  bound: "true or false",
  source: "https://developer.hashicorp.com/terraform/language/expressions/types",
  inModule: "type",
  problem: (value) => {
    if (typeof value === "boolean") return undefined;
    const mend = value === "true" || value === "false" ? "give it without quotes" : "leave it out for its default";
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
    inModule: empty === undefined ? "type" : (value) => ({ holds: `length(${value}) > 0`, sentence: empty }),
    problem: (value) => {
      if (!Array.isArray(value)) return `must be a list of ${what}, got ${shown(value)}; give one, in brackets`;
      return value.length === 0 ? empty : undefined;
    },
  };
}

const MAX_TAG_LENGTH = 256;

/** A text that becomes the value of a tag of Elastic Load Balancing, which takes less than others do. */
export const TAG_VALUE: Bound = {
  title: "Descriptions",
  bound: `at most ${MAX_TAG_LENGTH} letters, digits, spaces and \`_ . : / = + - @\``,
  source: `${ELB_API}/API_Tag.html`,
  inModule: (value) => ({
    holds: `can(regex("^[\\\\p{L}\\\\p{Z}\\\\p{N}_.:/=+@-]{1,${MAX_TAG_LENGTH}}$", ${value}))`,
    sentence: got(`must be at most ${MAX_TAG_LENGTH} letters, digits, spaces and _ . : / = + - @`, value),
  }),
  problem: (value) => {
    if (typeof value !== "string" || value === "") return `must be a text, got ${shown(value)}; give one`;
    const refused = [...new Set(value.match(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu))];
    if (refused.length > 0) {
      return `must hold only letters, digits, spaces and _ . : / = + - @, got ${shown(value)}; replace ${refused.map(shown).join(", ")}`;
    }
    if (value.length <= MAX_TAG_LENGTH) return undefined;
    return `must be at most ${MAX_TAG_LENGTH} characters long, got ${value.length}: ${shown(value)}; shorten it`;
  },
};

/** A struct in a struct. */
export function struct(title: string, example: string, source: string): Bound {
  return {
    title,
    bound: "a struct",
    source,
    inModule: "type",
    problem: (value) =>
      record(value) ? undefined : `must be an object such as ${example}, got ${shown(value)}; give one`,
  };
}

export const TAGS: Bound = {
  title: "Tags",
  bound: "a text by each key",
  source: `${NLB}/load-balancer-tags.html`,
  inModule: "type",
  problem: (value) => {
    const tags = record(value);
    if (!tags) return `must be an object such as { team: "network" }, got ${shown(value)}; give one`;
    const wrong = Object.entries(tags).find(([, tag]) => typeof tag !== "string" && !Token.isUnresolved(tag));
    return wrong && `must hold a text by each key, got ${shown(wrong[1])} by ${shown(wrong[0])}; put it in quotes`;
  },
};
