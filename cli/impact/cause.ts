import type { Verdict } from "./verdict";

/** One reason for a verdict. */
export interface Cause {
  readonly verdict: Verdict;
  /** What changes: `listener replaced`. */
  readonly change: string;
  /** What clients see. Empty if they see nothing. */
  readonly clients: string;
  /** Address of the resource that changes. */
  readonly resource: string;
  /** The arguments that change. */
  readonly because?: readonly string[];
  readonly instead?: string;
  /** How long new connections fail, at most, if the targets pass their health checks. In seconds. */
  readonly seconds?: number;
}

/** Something in the plan that AWS or the provider refuses, so that the apply fails half-way. */
export interface Refusal {
  /** What is refused, and why. */
  readonly what: string;
  /** What the failed apply leaves. */
  readonly leaves: string;
  readonly resource: string;
  readonly instead: string;
}
