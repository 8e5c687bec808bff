import { parseCidr } from "../addresses";

/** The argument of a security group's rule that takes a block; a token is taken for an IPv4 one. */
export function cidrArgument(block: string): { cidrIpv4: string } | { cidrIpv6: string } {
  return parseCidr(block)?.kind === "ipv6" ? { cidrIpv6: block } : { cidrIpv4: block };
}
