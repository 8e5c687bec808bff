import type { NamedKind } from "../name-registry";
import { shown } from "../shown";
import { about, type Rule, type Subject } from "./rule";
import { CLASSIC_API, ELB_API } from "./sources";

const SOURCES: Record<NamedKind, string> = {
  "load balancer": `${ELB_API}/API_CreateLoadBalancer.html`,
  "classic load balancer": `${CLASSIC_API}/API_CreateLoadBalancer.html`,
  "target group": `${ELB_API}/API_CreateTargetGroup.html`,
};

export interface Named extends Subject {
  /** Paths of the two constructs that use the subject's name in AWS, if two do. */
  readonly nameOwners?: () => readonly [string, string] | undefined;
}

/**
 * Rejects a name that another resource uses.
 *
 * @param mend what to change of one of the two
 */
export function uniqueName<S extends Named>(
  kind: NamedKind,
  prop: string,
  nameOf: (subject: S) => string,
  mend: string,
): Rule<S> {
  return {
    title: `${kind.replace(/^./, (letter) => letter.toUpperCase())}s of one name`,
    prop,
    bound: "unique per account and Region; checked within one app",
    severity: "error",
    source: SOURCES[kind],
    name: kind === "target group" ? "target-group-name-taken" : "name-taken",
    problems: (subject) => {
      const owners = subject.nameOwners?.();
      const sentence = `the ${kind} name ${shown(nameOf(subject))} is used twice, by ${owners?.join(" and ") ?? ""}`;
      return owners ? [about(subject, `${sentence}. Give one of them ${mend}.`)] : [];
    },
  };
}
