import { type Given, items, valueAt } from "../given";
import { shown } from "../shown";
import { TOKENS } from "./sources";
import { isUnresolved } from "../unresolved";

/** Something that AWS, its Terraform provider or a Terraform address holds a list to. */
export interface Rule<S extends Subject = Subject> {
  readonly name: RuleName;
  /** What it is about. */
  readonly title: string;
  /** The prop that a finding is on; of a struct in a struct `healthCheck.path`. */
  readonly prop: string;
  readonly bound: string;
  readonly severity: Severity;
  /** Where it is written down. */
  readonly source: string;
  /** The prop without which there is nothing to ask, so that a list does not pay for what it leaves out. */
  readonly asksOf?: string;
  /** What is wrong with the subject, a sentence each; a token is never wrong. */
  readonly problems: (subject: S) => readonly string[];
  /** What the value is held to, or each item of it, if that is all that the rule asks. */
  readonly form?: BoundForm;
}

/** What a rule is known by. `module/conditions` has the condition of each in HCL. */
export type RuleName =
  | "required"
  | "optional"
  | "items"
  | "distinct"
  | "literal"
  | "known-props"
  | "name-taken"
  | "target-group-name-taken"
  | "moved-attachments"
  | "imported-forward"
  | "alarm-span"
  | "not-ssh"
  | "subnets-or-zones"
  | "target-range"
  | "target-zone"
  | "no-own-address"
  | "target-dualstack"
  | "one-family"
  | "each-target-once"
  | "each-identity-once"
  | "one-listener-per-port"
  | "datagrams-answered"
  | "datagrams-over-ipv4"
  | "port-of-udp-check"
  | "preserved-for-datagrams"
  | "preserved-in-reach"
  | "preserved-once"
  | "header-on-requests"
  | "termination-off"
  | "sticky"
  | "draining-without-termination"
  | "known-policy"
  | "certificate-for-tls"
  | "clients-take-a-group"
  | "some-client"
  | "option-of-protocols"
  | "timeout-within-interval"
  | "option-of-requests"
  | "reserved-name"
  | "logged-listener"
  | "tag-count"
  | "certificate-limit"
  | "some-forward"
  | "listener-limit"
  | "target-limit"
  | "reserved-group-name"
  | "security-groups-chosen"
  | "target-groups-take-ours"
  | "private-link-takes-a-group"
  | "group-quota"
  | "security-group-quota"
  | "address-of-scheme"
  | "static-address-in-subnet"
  | "subnet-in-vpc"
  | "static-address-in-vpc"
  | "ipv6-of-dualstack"
  | "unrepeated";

export type Severity = "error" | "warning";

/** What rules are held against: a part of the input, of which the caller's language may have checked nothing. */
export interface Subject {
  /** The row that messages name; empty for the construct's own props. */
  readonly label: string;
  readonly given: Given;
}

/** A row or a mapping that is no struct at all. */
export interface Malformed {
  readonly label: string;
  readonly malformed: unknown;
}

export interface RuleFinding {
  readonly severity: Severity;
  readonly message: string;
}

/** What a value is held to, wherever it stands. */
export interface Bound {
  readonly title: string;
  readonly bound: string;
  readonly source: string;
  /** What is wrong with a value, as the rest of a sentence that begins with its prop. */
  readonly problem: (value: unknown) => string | undefined;
  readonly form: BoundForm;
}

/** A bound as data, by its kind. `must` begins the sentence about a value that is something else. */
export type BoundForm =
  | { readonly kind: "integer"; readonly must: string; readonly range: readonly [min: number, max: number] }
  | { readonly kind: "word"; readonly must: string; readonly words: readonly string[] }
  | { readonly kind: "address-of-family"; readonly must: string; readonly family: "ipv4" | "ipv6" }
  | { readonly kind: "id"; readonly must: string; readonly prefix: string }
  | { readonly kind: "network-block" | "text" | "certificate" | "bucket"; readonly must: string }
  | { readonly kind: "list"; readonly empty: string | undefined }
  | {
      readonly kind:
        | "address"
        | "alarm-action"
        | "alarm-actions"
        | "alarm-period"
        | "arn"
        | "aws-name"
        | "cidr"
        | "description"
        | "endpoints"
        | "flag"
        | "former-address"
        | "log-prefix"
        | "matcher"
        | "name-stem"
        | "path"
        | "struct"
        | "tags";
    };

/** The findings of a subject: of the errors on a prop those of the first rule that has any, since the others build on it. */
export function check<S extends Subject>(subject: S, rules: readonly Rule<S>[]): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const wrong = new Set<string>();
  for (const { prop, severity, asksOf, problems } of rules) {
    if (asksOf !== undefined && subject.given[asksOf] === undefined) continue;
    if (wrong.size > 0 && severity === "error" && wrong.has(prop)) continue;
    for (const message of problems(subject)) {
      if (severity === "error") wrong.add(prop);
      findings.push({ severity, message });
    }
  }
  return findings;
}

/** A sentence about a subject. */
export function about({ label }: Subject, sentence: string): string {
  return label ? `${label}: ${sentence}` : sentence;
}

/** Holds a prop to a bound. */
export function required(prop: string, { problem, ...bound }: Bound): Rule {
  return {
    ...bound,
    name: "required",
    prop,
    severity: "error",
    problems: (subject) => held(subject, `'${prop}'`, valueAt(subject.given, prop), problem),
  };
}

/** Holds a prop, where it is given, to a bound. */
export function optional(prop: string, bound: Bound): Rule {
  const rule = required(prop, bound);
  return {
    ...rule,
    name: "optional",
    asksOf: rootOf(prop),
    problems: (subject) => (valueAt(subject.given, prop) === undefined ? [] : rule.problems(subject)),
  };
}

/** Holds each item of a list, where it is given and a list, to a bound. */
export function each(prop: string, { problem, ...bound }: Bound): Rule {
  return {
    ...bound,
    name: "items",
    prop,
    asksOf: rootOf(prop),
    severity: "error",
    problems: (subject) => {
      return items(valueAt(subject.given, prop)).flatMap((item, index) =>
        held(subject, `'${prop}[${index}]'`, item, problem),
      );
    },
  };
}

/** Holds the items of a list to being different from one another. */
export function distinct(prop: string, title: string, source: string): Rule {
  return {
    title,
    prop,
    asksOf: rootOf(prop),
    bound: "each once",
    severity: "error",
    source,
    name: "distinct",
    problems: (subject) => {
      const list = items(valueAt(subject.given, prop));
      return list.flatMap((item, index) => {
        const first = list.indexOf(item);
        if (first === index || isUnresolved(item)) return [];
        return [about(subject, `'${prop}[${index}]' ${shown(item)} is '${prop}[${first}]' too; remove one of them`)];
      });
    },
  };
}

/** Holds a prop to a value that is there at synthesis, `because` of which. */
export function literal(prop: string, title: string, because: string, mend: string): Rule {
  return {
    title,
    prop,
    asksOf: rootOf(prop),
    bound: "known at synthesis, no token",
    severity: "error",
    source: TOKENS,
    name: "literal",
    problems: (subject) =>
      isUnresolved(valueAt(subject.given, prop))
        ? [about(subject, `'${prop}' must be known at synthesis, because ${because}, got a token; ${mend}`)]
        : [],
  };
}

/** The struct's own prop that a prop stands in. */
function rootOf(prop: string): string {
  return prop.split(".")[0] ?? prop;
}

function held(subject: Subject, name: string, value: unknown, problem: Bound["problem"]): string[] {
  const text = isUnresolved(value) ? undefined : problem(value);
  return text === undefined ? [] : [about(subject, `${name} ${text}`)];
}
