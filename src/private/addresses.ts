import ipaddr from "ipaddr.js";

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** Length of `0000:0000:0000:0000:0000:ffff:255.255.255.255`. `ipaddr.js` takes seconds for much longer text. */
const LONGEST_ADDRESS = 45;

/** `ipaddr.js` parses an address twice to recognize this notation, and throws for any other text. */
const IPV4_ADDRESS = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const SHORTEST_NETWORK_PREFIX = 16;
export const LONGEST_NETWORK_PREFIX = 28;

/**
 * Parses an address in the notation that AWS uses. Returns undefined for a token and for the other notations that
 * `ipaddr.js` accepts.
 */
export function parseAddress(text: unknown): IpAddress | undefined {
  if (typeof text !== "string" || text.length > LONGEST_ADDRESS) return undefined;
  if (IPV4_ADDRESS.test(text)) {
    const octets = text.split(".").map(Number);
    return octets.every((octet) => octet <= 255) ? new ipaddr.IPv4(octets) : undefined;
  }
  // AWS never writes an IPv6 address with a zone or with an embedded IPv4 address.
  if (/[%.]/.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? undefined : address;
}

/** Returns the IPv4 address in an IPv4-mapped IPv6 address, such as `::ffff:10.0.0.10`. */
export function mappedAddress(text: string): IpAddress | undefined {
  if (text.length > LONGEST_ADDRESS || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : undefined;
}

/** A CIDR block. */
export class CidrBlock {
  public constructor(
    private readonly base: IpAddress,
    public readonly prefix: number,
  ) {}

  public get kind(): "ipv4" | "ipv6" {
    return this.base.kind();
  }

  /** Whether the block contains a single address. */
  public get isAddress(): boolean {
    return this.prefix === (this.kind === "ipv4" ? 32 : 128);
  }

  /** Whether AWS allows the size for VPCs and subnets. IPv6 sizes aren't checked. */
  public get isNetwork(): boolean {
    return this.kind === "ipv6" || (this.prefix >= SHORTEST_NETWORK_PREFIX && this.prefix <= LONGEST_NETWORK_PREFIX);
  }

  public contains(address: IpAddress): boolean {
    // The types require two addresses of the same kind, which these are.
    return address.kind() === this.kind && address.match(this.base, this.prefix);
  }

  /** Whether the block contains every address of another block. */
  public covers(other: CidrBlock): boolean {
    return this.prefix <= other.prefix && this.contains(other.base);
  }

  public overlaps(other: CidrBlock): boolean {
    return this.covers(other) || other.covers(this);
  }

  /** First address of the block. */
  public get first(): IpAddress {
    const block = this.toString();
    return this.kind === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(block) : ipaddr.IPv6.networkAddressFromCIDR(block);
  }

  /** The same block without host bits. */
  public get canonical(): CidrBlock {
    return new CidrBlock(this.first, this.prefix);
  }

  /** First and last address that AWS lets you use in an IPv4 subnet: it reserves the first four and the last. */
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

/**
 * Parses a CIDR block such as `172.31.128.0/17`, with or without host bits. Returns undefined for any other notation.
 */
export function parseCidr(text: unknown): CidrBlock | undefined {
  if (typeof text !== "string") return undefined;
  const [address, prefix, ...rest] = text.split("/", 3);
  const base = parseAddress(address);
  if (!base || !prefix || rest.length || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const bits = base.kind() === "ipv4" ? 32 : 128;
  return Number(prefix) <= bits ? new CidrBlock(base, Number(prefix)) : undefined;
}

/** Parses a CIDR block, or an address as the block of that address. Returns undefined for anything else. */
export function parseBlock(text: string): CidrBlock | undefined {
  const address = parseAddress(text);
  return address ? new CidrBlock(address, address.kind() === "ipv4" ? 32 : 128) : parseCidr(text);
}

/** Compares two IPv4 addresses, for sorting. */
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
