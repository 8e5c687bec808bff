import { median } from "simple-statistics";

/** How much to measure: everything, or just enough to show that it runs. */
export interface Effort {
  /** Numbers of forwards to synthesize, and rounds for each. Short runs need more rounds to stand out from noise. */
  readonly synthesized: readonly { readonly forwards: number; readonly rounds: number }[];
  /** Numbers of forwards to plan. */
  readonly planned: readonly number[];
  /** Numbers of rows in the lists for the command. */
  readonly grown: readonly number[];
  /** Rounds of everything else. */
  readonly rounds: number;
}

export const FULL: Effort = {
  synthesized: [
    ...[5, 50, 500].map((forwards) => ({ forwards, rounds: 15 })),
    { forwards: 2_000, rounds: 9 },
    { forwards: 10_000, rounds: 5 },
  ],
  planned: [50, 500],
  grown: [1_000, 4_000, 16_000],
  rounds: 5,
};
export const SMOKE: Effort = {
  synthesized: [{ forwards: 5, rounds: 1 }],
  planned: [5],
  grown: [10, 40],
  rounds: 1,
};

/** Something to compare with its peers. */
export interface Candidate<T> {
  readonly name: string;
  readonly run: () => Promise<T>;
}

/**
 * Runs all candidates in turn, round by round, so that a temporary slowdown affects all of them, and backwards in every
 * second round, so that no candidate always gets the busier core.
 */
export async function interleaved<T>(
  candidates: readonly Candidate<T>[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map(candidates.map(({ name }) => [name, [] as T[]]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? candidates : [...candidates].reverse();
    for (const { name, run } of order) results.get(name)?.push(await run());
  }
  return results;
}

/** Returns the median over the rounds of the ratio of our time to the peer's. */
export function ratio(ours: readonly number[], peers: readonly number[]): number {
  return median(ours.map((value, round) => value / (peers[round] ?? NaN)));
}
