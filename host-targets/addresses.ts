import { BlockList, isIP, SocketAddress } from "node:net";

export type Family = "ipv4" | "ipv6";

const BITS = { ipv4: 32, ipv6: 128 };

/** Returns the family of an address, or undefined if the text isn't one. */
function familyOf(address: string): Family | undefined {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
}

/** Returns an address in the shortest notation, and any other text as it is. An IPv6 address has many notations. */
export function canonical(address: string): string {
  return isIP(address) === 6 ? new SocketAddress({ address, family: "ipv6" }).address : address;
}

/** A set of CIDR blocks. */
export class CidrBlocks {
  // A list of both families would treat 10.0.0.1 and ::ffff:10.0.0.1 as equal.
  private readonly lists = { ipv4: new BlockList(), ipv6: new BlockList() };

  /** @throws if a text isn't a CIDR block */
  public constructor(...blocks: readonly string[]) {
    for (const block of blocks) {
      const [, base = "", prefix = ""] = /^(.+)\/(\d{1,3})$/.exec(block) ?? [];
      const family = familyOf(base);
      if (!family || Number(prefix) > BITS[family]) throw new Error(`not a CIDR block: ${block}`);
      this.lists[family].addSubnet(base, Number(prefix), family);
    }
  }

  public contains(address: string): boolean {
    const family = familyOf(address);
    return family !== undefined && this.lists[family].check(address, family);
  }

  /** Whether there is a block of a family. */
  public knows(family: Family): boolean {
    return this.lists[family].rules.length > 0;
  }
}
