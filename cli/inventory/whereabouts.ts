import type { LoadBalancer } from "./inventory";

/** AWS's word for who may reach a load balancer; nothing, where that is not known. */
export function schemeOf({ internal }: LoadBalancer): string {
  return internal === undefined ? "" : internal ? "internal" : "internet-facing";
}

/** What clients connect to: `internal`, `172.31.128.10 (ap-northeast-1a)`; without static addresses, the DNS name. */
export function whereabouts(loadBalancer: LoadBalancer): string[] {
  const { addresses, dnsName = "" } = loadBalancer;
  const fixed = addresses.flatMap(({ ips, zone }) => ips.map((ip) => `${ip} (${zone})`));
  return [schemeOf(loadBalancer), ...(fixed.length > 0 ? fixed : [dnsName])].filter(Boolean);
}
