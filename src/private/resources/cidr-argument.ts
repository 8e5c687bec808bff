import { parseCidr } from "../addresses";

/** The argument of a security group's rule that takes a block: one of the two. */
export interface CidrArgument {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
}

/** A token is taken for an IPv4 block. */
export function cidrArgument(block: string): CidrArgument {
  return parseCidr(block)?.kind === "ipv6" ? { cidrIpv6: block } : { cidrIpv4: block };
}
