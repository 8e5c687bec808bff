import { type Given, items, valueAt } from "../given";
import { shown } from "../shown";
import { TOKENS } from "./sources";
import { isUnresolved } from "../unresolved";

/** A requirement of AWS, its Terraform provider or Terraform's addresses. */
export interface Rule<S extends Subject = Subject> {
  readonly name: RuleName;
  /** Heading of the rule in docs/rules.md. */
  readonly title: string;
  /** The prop that findings are about; `healthCheck.path` in a nested struct. */
  readonly prop: string;
  readonly bound: string;
  readonly severity: Severity;
  /** The page that documents it. */
  readonly source: string;
  /** Skips the rule if this prop isn't set, so that unused props cost no time. */
  readonly asksOf?: string;
  /** Returns the problems of a subject. Tokens have none. */
  readonly problems: (subject: S) => readonly string[];
  /** The bound of the value, or of each item, if the rule checks nothing else. */
  readonly form?: BoundForm;
}

/** Identifies a rule. `module/rule-conditions.ts` has the condition of each in HCL. */
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
  | "one-target"
  | "one-target-type"
  | "external-address"
  | "alb-alone"
  | "alb-over-tcp"
  | "alb-checked-by-requests"
  | "groups-of-targets"
  | "host-needs-function"
  | "function-needs-host"
  | "hosts-in-input"
  | "family-of-targets"
  | "family-of-alb"
  | "option-of-targets"
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
  | "dns-before-routing"
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

/** A part of the input that rules check. The caller's language may not have checked its types. */
export interface Subject {
  /** Names the row in messages; empty for the construct's own props. */
  readonly label: string;
  readonly given: Given;
}

/** A row or a mapping that isn't an object. */
export interface Malformed {
  readonly label: string;
  readonly malformed: unknown;
}

export interface RuleFinding {
  readonly severity: Severity;
  readonly message: string;
}

/** Limits of a value, whichever prop has it. */
export interface Bound {
  readonly title: string;
  readonly bound: string;
  readonly source: string;
  /** Returns the problem of a value, as the rest of a sentence that begins with its prop. */
  readonly problem: (value: unknown) => string | undefined;
  readonly form: BoundForm;
}

/** A bound as data, by kind. `must` begins the sentence about a wrong value. */
export type BoundForm =
  | { readonly kind: "integer"; readonly must: string; readonly range: readonly [min: number, max: number] }
  | { readonly kind: "word"; readonly must: string; readonly words: readonly string[] }
  | { readonly kind: "address-of-family"; readonly must: string; readonly family: "ipv4" | "ipv6" }
  | { readonly kind: "id"; readonly must: string; readonly prefix: string }
  | { readonly kind: "whole-minutes"; readonly must: string; readonly most: number }
  | { readonly kind: "short-list"; readonly must: string; readonly range: readonly [min: number, max: number] }
  | { readonly kind: "alb"; readonly must: string; readonly arn: string }
  | { readonly kind: "network-block" | "text" | "certificate" | "bucket" | "host"; readonly must: string }
  | { readonly kind: "list"; readonly empty: string | undefined }
  | {
      readonly kind:
        | "address"
        | "alarm-action"
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

/** Returns the findings of a subject. Only the first rule that fails on a prop reports errors, since later ones build on it. */
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

/** Returns a sentence about a subject, after its label. */
export function about({ label }: Subject, sentence: string): string {
  return label ? `${label}: ${sentence}` : sentence.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Requires a prop within a bound. */
export function required(prop: string, { problem, ...bound }: Bound): Rule {
  return {
    ...bound,
    name: "required",
    prop,
    severity: "error",
    problems: (subject) => held(subject, `'${prop}'`, valueAt(subject.given, prop), problem),
  };
}

/** Requires a prop within a bound, if it is set. */
export function optional(prop: string, bound: Bound): Rule {
  const rule = required(prop, bound);
  return {
    ...rule,
    name: "optional",
    asksOf: rootOf(prop),
    problems: (subject) => (valueAt(subject.given, prop) === undefined ? [] : rule.problems(subject)),
  };
}

/** Requires each item of a list within a bound, if it is set and a list. */
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

/** Requires that no two items of a list are equal. */
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
        return [
          about(subject, `'${prop}[${index}]' and '${prop}[${first}]' are both ${shown(item)}. Remove one of them.`),
        ];
      });
    },
  };
}

/** Requires a value that is known at synthesis. */
export function literal(prop: string, title: string, because: string, mend: string): Rule {
  return {
    title,
    prop,
    asksOf: rootOf(prop),
    bound: "known at synthesis, not a token",
    severity: "error",
    source: TOKENS,
    name: "literal",
    problems: (subject) =>
      isUnresolved(valueAt(subject.given, prop))
        ? [about(subject, `'${prop}' must be known at synthesis because ${because}, but is a token. ${mend}.`)]
        : [],
  };
}

/** Returns the top-level prop of a nested one. */
function rootOf(prop: string): string {
  return prop.split(".")[0] ?? prop;
}

function held(subject: Subject, name: string, value: unknown, problem: Bound["problem"]): string[] {
  const text = isUnresolved(value) ? undefined : problem(value);
  return text === undefined ? [] : [about(subject, `${name} ${text}`)];
}
