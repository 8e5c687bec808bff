import ipaddr from "ipaddr.js";

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** `0000:0000:0000:0000:0000:ffff:255.255.255.255`; of a longer text `ipaddr.js` would take seconds. */
const LONGEST_ADDRESS = 45;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const SHORTEST_NETWORK_PREFIX = 16;
export const LONGEST_NETWORK_PREFIX = 28;

/** An address as AWS writes one; nothing for a token, or for any other notation, of which `ipaddr.js` knows many. */
export function parseAddress(text: unknown): IpAddress | undefined {
  if (typeof text !== "string" || text.length > LONGEST_ADDRESS) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  // AWS writes no IPv6 address with a zone, nor with an IPv4 address at its end.
  if (/[%.]/.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? undefined : address;
}

/** The IPv4 address that an IPv6 notation stands for, `::ffff:10.0.0.10`. */
export function mappedAddress(text: string): IpAddress | undefined {
  if (text.length > LONGEST_ADDRESS || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : undefined;
}

/** A block of addresses. */
export class CidrBlock {
  public constructor(
    private readonly base: IpAddress,
    public readonly prefix: number,
  ) {}

  public get kind(): "ipv4" | "ipv6" {
    return this.base.kind();
  }

  /** Whether it is a single address. */
  public get isAddress(): boolean {
    return this.prefix === (this.kind === "ipv4" ? 32 : 128);
  }

  /** Whether AWS makes VPCs and subnets of this size; of IPv6 it is not looked at. */
  public get isNetwork(): boolean {
    return this.kind === "ipv6" || (this.prefix >= SHORTEST_NETWORK_PREFIX && this.prefix <= LONGEST_NETWORK_PREFIX);
  }

  public contains(address: IpAddress): boolean {
    // typed for addresses of one kind, which these are
    return address.kind() === this.kind && address.match(this.base, this.prefix);
  }

  /** Whether each address of another block is in this one. */
  public covers(other: CidrBlock): boolean {
    return this.prefix <= other.prefix && this.contains(other.base);
  }

  public overlaps(other: CidrBlock): boolean {
    return this.covers(other) || other.covers(this);
  }

  /** Its first address. */
  public get first(): IpAddress {
    const block = this.toString();
    return this.kind === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(block) : ipaddr.IPv6.networkAddressFromCIDR(block);
  }

  /** The same block, written from its first address on. */
  public get canonical(): CidrBlock {
    return new CidrBlock(this.first, this.prefix);
  }

  /** First and last address of an IPv4 subnet that AWS does not keep to itself: all but its first four and its last. */
  public usableRange(): { first: IpAddress; last: IpAddress } {
    return {
      first: shifted(ipaddr.IPv4.networkAddressFromCIDR(this.toString()), 4),
      last: shifted(ipaddr.IPv4.broadcastAddressFromCIDR(this.toString()), -1),
    };
  }

  public toString(): string {
    return `${this.base.toString()}/${this.prefix}`;
  }
}

/** A CIDR block, `172.31.128.0/17`, with or without host bits; nothing for any other notation. */
export function parseCidr(text: unknown): CidrBlock | undefined {
  if (typeof text !== "string") return undefined;
  const [address, prefix, ...rest] = text.split("/", 3);
  const base = parseAddress(address);
  if (!base || !prefix || rest.length || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const bits = base.kind() === "ipv4" ? 32 : 128;
  return Number(prefix) <= bits ? new CidrBlock(base, Number(prefix)) : undefined;
}

/** The block that is one address, or a block as it is; nothing for anything else. */
export function parseBlock(text: string): CidrBlock | undefined {
  const address = parseAddress(text);
  return address ? new CidrBlock(address, address.kind() === "ipv4" ? 32 : 128) : parseCidr(text);
}

/** Order of two IPv4 addresses. */
export function compare(one: IpAddress, other: IpAddress): number {
  return numberOf(one) - numberOf(other);
}

function shifted(address: ipaddr.IPv4, by: number): IpAddress {
  const value = numberOf(address) + by;
  return new ipaddr.IPv4([24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256));
}

function numberOf(address: IpAddress): number {
  return address.toByteArray().reduce((value, octet) => value * 256 + octet, 0);
}
