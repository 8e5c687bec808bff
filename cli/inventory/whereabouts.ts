import type { LoadBalancer } from "./inventory";

/** Returns the load balancer's scheme, or an empty string if it isn't known. */
export function schemeOf({ internal }: LoadBalancer): string {
  return internal === undefined ? "" : internal ? "internal" : "internet-facing";
}

/** Returns the scheme and the static addresses, `internal`, `172.31.128.10 (ap-northeast-1a)`, or else the DNS name. */
export function whereabouts(loadBalancer: LoadBalancer): string[] {
  const { addresses, dnsName = "" } = loadBalancer;
  const fixed = addresses.flatMap(({ ips, zone }) => ips.map((ip) => `${ip} (${zone})`));
  return [schemeOf(loadBalancer), ...(fixed.length > 0 ? fixed : [dnsName])].filter(Boolean);
}
