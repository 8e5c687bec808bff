import { closest, distance } from "fastest-levenshtein";
import { about, type Rule } from "./rule";
import { shown } from "../shown";
import { API } from "./sources";

/** Most edits between a misspelled name and the suggestion. */
const SLIP = 3;

/** Rejects unknown props: a misspelled one would silently do nothing. */
export function knownProps(what: string, props: readonly string[]): Rule {
  return {
    title: "Properties",
    prop: "",
    bound: "only those that the API reference lists",
    severity: "error",
    source: API,
    name: "known-props",
    problems: (subject) =>
      Object.keys(subject.given)
        .filter((name) => subject.given[name] !== undefined && !props.includes(name))
        .map((name) => about(subject, `${shown(name)} isn't a property of ${what}. ${mend(name, props)}`)),
  };
}

/** Longer strings get no suggestion. */
export const LONGEST_SLIP = 80;

function mend(name: string, props: readonly string[]): string {
  const all = `The properties are ${props.join(", ")}.`;
  if (name.length > LONGEST_SLIP) return all;
  const plain = (text: string): string => text.replace(/[-_\s]/g, "").toLowerCase();
  const nearest = closest(plain(name), props.map(plain));
  const meant = distance(plain(name), nearest) <= SLIP && props.find((prop) => plain(prop) === nearest);
  return meant ? `Did you mean ${meant}?` : all;
}
