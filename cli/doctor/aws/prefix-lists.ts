import type { Aws } from "./aws";
import { EC2 } from "./calls";

/** CIDR blocks, including those of prefix lists. */
export interface Blocks {
  readonly cidrBlocks: readonly string[];
  /** Set if any prefix list couldn't be read. */
  readonly incomplete?: true;
}

/** Adds the CIDR blocks of prefix lists (`pl-…`) to other CIDR blocks. */
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
