import { record } from "../given";
import type { Rule, Subject } from "./rule";
import { knownProps } from "./unknown-props";

/**
 * Rules for what stands in a struct of a struct, asked only where there is one.
 *
 * @param prop where it stands
 * @param what what it is called
 * @param props rules by the names of its props
 */
export function structRules(prop: string, what: string, props: Record<string, readonly Rule[]>): Rule[] {
  const known = knownProps(what, Object.keys(props));
  const inside = Object.values(props).flat();
  return [
    {
      ...known,
      prop,
      asksOf: prop,
      problems: ({ label, given }) => known.problems({ label, given: record(given[prop]) ?? {} }),
    },
    ...inside.map((rule) => ({
      ...rule,
      asksOf: prop,
      problems: (subject: Subject) => (record(subject.given[prop]) ? rule.problems(subject) : []),
    })),
  ];
}
