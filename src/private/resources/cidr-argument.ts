import { parseCidr } from "../addresses";

/** The argument of a security group rule for a CIDR block: one of the two. */
export interface CidrArgument {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
}

/** Returns the argument for a block. A token counts as an IPv4 block. */
export function cidrArgument(block: string): CidrArgument {
  return parseCidr(block)?.kind === "ipv6" ? { cidrIpv6: block } : { cidrIpv4: block };
}
