import { type Given, items, valueAt } from "../given";
import { shown } from "../shown";
import {
  type BoundInModule,
  got,
  type HclCondition,
  type InModule,
  itemsAt,
  snakeCase,
  valueAt as valueInModule,
} from "./in-module";
import { TOKENS } from "./sources";
import { isUnresolved } from "../unresolved";

/** Something that AWS, its Terraform provider or a Terraform address holds a list to. */
export interface Rule<S extends Subject = Subject> {
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
  /** The same in the Terraform module. */
  readonly inModule: InModule;
}

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
  /** The same in the Terraform module. */
  readonly inModule: BoundInModule;
}

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
export function required(prop: string, { problem, inModule, ...bound }: Bound): Rule {
  return {
    ...bound,
    prop,
    severity: "error",
    inModule:
      typeof inModule === "string" ? inModule : (at) => heldInModule(prop, at, inModule, absentStruct(prop, at)),
    problems: (subject) => held(subject, `'${prop}'`, valueAt(subject.given, prop), problem),
  };
}

/** Holds a prop, where it is given, to a bound. */
export function optional(prop: string, bound: Bound): Rule {
  const rule = required(prop, bound);
  const { inModule } = bound;
  return {
    ...rule,
    inModule: typeof inModule === "string" ? inModule : (at) => heldInModule(prop, at, inModule, "true"),
    asksOf: rootOf(prop),
    problems: (subject) => (valueAt(subject.given, prop) === undefined ? [] : rule.problems(subject)),
  };
}

/** Holds each item of a list, where it is given and a list, to a bound. */
export function each(prop: string, { problem, inModule, ...bound }: Bound): Rule {
  return {
    ...bound,
    prop,
    inModule:
      typeof inModule === "string"
        ? inModule
        : (at) => {
            const list = itemsAt(at, prop);
            const { holds, sentence } = inModule("item");
            const wrong = `[for item in ${list} : item if !(${holds})]`;
            return {
              holds: `alltrue([for item in ${list} : ${holds}])`,
              sentence: `'${snakeCase(prop)}' ${sentence.replace("jsonencode(item)", `jsonencode(${wrong})`)}`,
            };
          },
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
    inModule: (at) => {
      const list = itemsAt(at, prop);
      return {
        holds: `length(toset(${list})) == length(${list})`,
        sentence: `'${snakeCase(prop)}' ${got("must hold each item once", list)}`,
      };
    },
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
    inModule: "none",
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

/** @param otherwise whether the rule is kept where the value is null */
function heldInModule(
  prop: string,
  at: string,
  inModule: Exclude<BoundInModule, string>,
  otherwise: string,
): HclCondition {
  const value = valueInModule(at, prop);
  const { holds, sentence } = inModule(value);
  // a variable that must be given is not null
  const given = at === "var" && otherwise === "false";
  return {
    holds: given ? holds : `${value} == null ? ${otherwise} : ${holds}`,
    sentence: `'${snakeCase(prop)}' ${sentence}`,
  };
}

/** Whether a value is null since the struct that it would be in is. */
function absentStruct(prop: string, at: string): string {
  return prop.includes(".") ? `${at}.${snakeCase(rootOf(prop))} == null` : "false";
}
