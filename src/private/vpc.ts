import { type CidrBlock, type IpAddress, parseCidr } from "./addresses";
import { isUnresolved } from "./unresolved";

/** The known CIDR blocks of a VPC. */
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
    /** Whether Terraform alone knows some of the blocks: at least one is a token, or the whole list is. */
    public readonly hasUnknownBlocks: boolean,
  ) {}

  /** Whether an address is in the VPC. Undefined if that can't be known. */
  public contains(address: IpAddress): boolean | undefined {
    return this.holds(address.kind(), (block) => block.contains(address));
  }

  /** Whether a subnet's block is in one of the VPC's. Undefined if that can't be known. */
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
