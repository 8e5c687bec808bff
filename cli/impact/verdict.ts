/** What a plan does to a forward, from the least to the worst. docs/impact.md defines each. */
export const VERDICTS = [
  "unchanged",
  "new",
  "no-effect",
  "elsewhere",
  "drained",
  "interrupted",
  "unknown",
  "cut-off",
  "down",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** What each verdict means, in a few words. */
export const MEANINGS: Readonly<Record<Verdict, string>> = {
  unchanged: "nothing that concerns the forward",
  new: "a new listener",
  "no-effect": "no connection fails or ends",
  elsewhere: "new connections go to other targets, too",
  drained: "a target is removed, and another one stays",
  interrupted: "new connections fail for a time",
  unknown: "the plan doesn't say",
  "cut-off": "new connections fail, of all clients or of some",
  down: "the load balancer is replaced or removed",
};

/** Whether a verdict is as bad as another one, or worse. */
export function isAtLeast(verdict: Verdict, bound: Verdict): boolean {
  return VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(bound);
}

/** Returns the worst verdict, or `unchanged` if there are none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((one, other) => (isAtLeast(other, one) ? other : one), "unchanged");
}
