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
  /** Paths of the two that have the subject's name in AWS, if two have it. */
  readonly nameOwners?: () => readonly [string, string] | undefined;
}

/**
 * Refuses a name that AWS would refuse as taken.
 *
 * @param mend what one of the two is to be given
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
    bound: "none in an account and Region, as far as one app can tell",
    severity: "error",
    source: SOURCES[kind],
    name: kind === "target group" ? "target-group-name-taken" : "name-taken",
    problems: (subject) => {
      const owners = subject.nameOwners?.();
      const sentence = `${kind} name ${shown(nameOf(subject))} is taken twice, by ${owners?.join(" and ") ?? ""}`;
      return owners ? [about(subject, `${sentence}; give one of them ${mend}`)] : [];
    },
  };
}
