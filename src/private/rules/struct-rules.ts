import { record } from "../given";
import type { Rule, Subject } from "./rule";
import { knownProps } from "./unknown-props";

/**
 * Returns the rules of a nested struct, which apply only if it is set.
 *
 * @param prop the prop that holds it
 * @param what how messages name it
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
