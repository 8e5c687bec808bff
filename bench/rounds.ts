import { median } from "simple-statistics";

/** How much is run: all of it, or as little as shows that it still runs. */
export interface Effort {
  /** Forwards to synthesize, and how often: what is over soon can be run oftener, and takes it to be told from noise. */
  readonly synthesized: readonly { readonly forwards: number; readonly rounds: number }[];
  /** Forwards to plan. */
  readonly planned: readonly number[];
  /** Rows of the lists that the command is run on. */
  readonly grown: readonly number[];
  /** How often all else is run. */
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

/** What is measured in turns with its peers. */
export interface Candidate<T> {
  readonly name: string;
  readonly run: () => Promise<T>;
}

/** Runs the candidates one after another, and all of them again: what slows one down for a while slows its peers too. */
export async function interleaved<T>(
  candidates: readonly Candidate<T>[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map(candidates.map(({ name }) => [name, [] as T[]]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of candidates) results.get(name)?.push(await run());
  }
  return results;
}

/** How many times as much as its peer something takes: of the rounds, the median. */
export function ratio(ours: readonly number[], peers: readonly number[]): number {
  return median(ours.map((value, round) => value / (peers[round] ?? NaN)));
}
