import type { ForwardSettings } from "../defaults/forward";
import type { TargetSubject } from "./forward-target";
import type { HealthCheckSubject } from "./health-check";
import { about, type Rule } from "./rule";
import type { Named } from "./unique-name";

/** A row of the list. */
export interface ForwardSubject extends Named, TargetSubject, HealthCheckSubject {
  /** Place in the list. */
  readonly index: number;
  readonly forward: ForwardSettings;
  /** An earlier row with the same listener port. */
  readonly first?: ForwardSubject;
  /** An earlier row that preserves client addresses and shares a target IP and port. */
  readonly preservedBefore?: ForwardSubject;
}

/** A rule on a prop of a row, after its defaults are applied. */
export function settled(
  rule: Omit<Rule<ForwardSubject>, "severity" | "problems"> & { readonly severity?: "warning" },
  problem: (forward: ForwardSettings, subject: ForwardSubject) => string | undefined,
): Rule<ForwardSubject> {
  return {
    severity: "error",
    ...rule,
    problems: (subject) => {
      const sentence = problem(subject.forward, subject);
      return sentence === undefined ? [] : [about(subject, sentence)];
    },
  };
}
