import type { Finding } from "./finding";
import type { Situation } from "./situation";

/** A reason why a forward does not work: what it is called, and how it is seen. */
export interface Cause {
  /** As reports name it, in kebab case. */
  readonly id: string;
  /** What it has in consequence, by ids: findings of these on the same forwards and targets are its effects. */
  readonly explains: readonly string[];
  /** Looks for it. What was not read is no finding. */
  readonly find: (situation: Situation) => readonly Finding[];
}
