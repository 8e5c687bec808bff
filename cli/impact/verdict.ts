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

/** Whether a verdict is as bad as another one, or worse. */
export function isAtLeast(verdict: Verdict, bound: Verdict): boolean {
  return VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(bound);
}

/** Returns the worst verdict, or `unchanged` if there are none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((one, other) => (isAtLeast(other, one) ? other : one), "unchanged");
}
