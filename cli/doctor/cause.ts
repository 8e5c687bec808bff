import type { Finding } from "./finding";
import type { Situation } from "./situation";

/** A reason why a forward doesn't work, and how to find it. */
export interface Cause {
  /** Its name in reports, in kebab case. */
  readonly id: string;
  /** IDs of the causes that it leads to: their findings on the same forwards and targets are effects of this one. */
  readonly explains: readonly string[];
  /** Looks for the cause. Facts that couldn't be read produce no findings. */
  readonly find: (situation: Situation) => readonly Finding[];
}
