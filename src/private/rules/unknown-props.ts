import { closest, distance } from "fastest-levenshtein";
import { about, type Rule } from "./rule";
import { shown } from "../shown";
import { API } from "./sources";

/** A name that is at most so many edits away is taken for a slip. */
const SLIP = 3;

/** Refuses what is no prop: a slip in a name would otherwise be a setting that silently does nothing. */
export function knownProps(what: string, props: readonly string[]): Rule {
  return {
    title: "Properties",
    prop: "",
    bound: "those that there are",
    severity: "error",
    source: API,
    name: "known-props",
    problems: (subject) =>
      Object.keys(subject.given)
        .filter((name) => subject.given[name] !== undefined && !props.includes(name))
        .map((name) => about(subject, `${shown(name)} is no property of ${what}; ${mend(name, props)}`)),
  };
}

/** A longer text is no slip of one of the words. */
export const LONGEST_SLIP = 80;

function mend(name: string, props: readonly string[]): string {
  if (name.length > LONGEST_SLIP) return `there are ${props.join(", ")}`;
  const plain = (text: string): string => text.replace(/[-_\s]/g, "").toLowerCase();
  const nearest = closest(plain(name), props.map(plain));
  const meant = distance(plain(name), nearest) <= SLIP && props.find((prop) => plain(prop) === nearest);
  return meant ? `did you mean ${meant}?` : `there are ${props.join(", ")}`;
}
