import type { Filter } from "@aws-sdk/client-ec2";
import type { Aws } from "./aws";
import type { Call } from "./calls";

/**
 * The most values that a filter may have.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
const MOST_VALUES = 200;

/**
 * Returns the items that match any of the values. Uses a filter, because AWS then doesn't fail for a value that doesn't exist.
 *
 * Undefined if IAM denies the call, or the values aren't known. Makes no call without values.
 */
export async function filtered<Item>(
  aws: Aws,
  call: Call<{ Filters: Filter[] }, Item>,
  filter: string,
  values: Iterable<string> | undefined,
): Promise<Item[] | undefined> {
  if (values === undefined) return undefined;
  const answers = batches([...new Set(values)].sort()).map(async (Values) =>
    aws.all(call, { Filters: [{ Name: filter, Values }] }),
  );
  return together(await Promise.all(answers));
}

/** Joins lists. Undefined if any of them is. */
export function together<Item>(lists: readonly (readonly Item[] | undefined)[]): Item[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length ? undefined : known.flat();
}

function batches(values: readonly string[]): string[][] {
  const count = Math.ceil(values.length / MOST_VALUES);
  return Array.from({ length: count }, (_, batch) => values.slice(batch * MOST_VALUES, (batch + 1) * MOST_VALUES));
}
