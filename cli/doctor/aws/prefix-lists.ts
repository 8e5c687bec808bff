import type { Aws } from "./aws";
import { EC2 } from "./calls";

/** What some prefix lists stand for, beside other blocks of addresses. */
export interface Blocks {
  readonly cidrBlocks: readonly string[];
  /** There where one of them could not be read. */
  readonly incomplete?: true;
}

/** Blocks of addresses, and those of prefix lists: `pl-…`. */
export async function withPrefixLists(
  aws: Aws,
  cidrBlocks: readonly string[],
  ids: readonly (string | undefined)[],
): Promise<Blocks> {
  const named = ids.filter((id) => id !== undefined);
  const lists = await Promise.all(
    named.map(async (PrefixListId) => aws.all(EC2.GetManagedPrefixListEntries, { PrefixListId })),
  );
  const entries = lists.flatMap((list) => list ?? []).map(({ Cidr = "" }) => Cidr);
  return { cidrBlocks: [...cidrBlocks, ...entries], ...(lists.includes(undefined) ? { incomplete: true } : {}) };
}
