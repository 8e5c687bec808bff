import { type CidrBlock, type IpAddress, parseCidr } from "./addresses";
import { isUnresolved } from "./unresolved";

/** What is known of a VPC's addresses. */
export class Vpc {
  public static of(cidrBlocks: unknown): Vpc {
    if (cidrBlocks === undefined) return new Vpc([], false);
    if (!Array.isArray(cidrBlocks) || isUnresolved(cidrBlocks)) return new Vpc([], true);
    const blocks = cidrBlocks
      .map(parseCidr)
      .filter((block) => block !== undefined)
      .filter(({ isNetwork }) => isNetwork);
    return new Vpc(blocks, blocks.length < cidrBlocks.length);
  }

  private constructor(
    private readonly blocks: readonly CidrBlock[],
    /** Whether there are blocks that are known to Terraform only: a token among them, or all of them. */
    public readonly hasUnknownBlocks: boolean,
  ) {}

  /** Whether an address is in the VPC; nothing where that cannot be known. */
  public contains(address: IpAddress): boolean | undefined {
    return this.holds(address.kind(), (block) => block.contains(address));
  }

  /** Whether a subnet's block is in one of the VPC's; nothing where that cannot be known. */
  public covers(subnet: CidrBlock): boolean | undefined {
    return this.holds(subnet.kind, (block) => block.covers(subnet));
  }

  public toString(): string {
    return this.blocks.join(", ");
  }

  private holds(kind: CidrBlock["kind"], isHeldBy: (block: CidrBlock) => boolean): boolean | undefined {
    const blocks = this.blocks.filter((block) => block.kind === kind);
    if (blocks.some(isHeldBy)) return true;
    return blocks.length > 0 && !this.hasUnknownBlocks ? false : undefined;
  }
}
