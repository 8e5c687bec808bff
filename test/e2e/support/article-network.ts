import { Namespaces } from "./namespaces";

// The article's network. The client's VPC and the targets' are joined by a router, which is the peering and the VPC's own; behind
// another, which is the VPN's, is the network on-premises.
//
//   client ── peering ── bridge of 172.31.128.0/17: nlb, target1, target2
//                └────── vpn ── target3

const HOSTS = {
  client: { address: "192.168.1.100/24", gateway: "192.168.1.1" },
  nlb: { address: "172.31.128.10/17", gateway: "172.31.128.1" },
  target1: { address: "172.31.129.10/17", gateway: "172.31.128.1" },
  target2: { address: "172.31.137.10/17", gateway: "172.31.128.1" },
  target3: { address: "10.0.0.10/24", gateway: "10.0.0.1" },
} as const;

export type Host = keyof typeof HOSTS;

export const NLB_ADDRESSES = ["172.31.128.10", "172.31.136.10"] as const;

/** Makes it, in namespaces of its own. */
export async function articleNetwork(): Promise<Namespaces> {
  const network = await Namespaces.start();
  const ip = async (...args: string[]): Promise<void> => network.ip(...args);
  for (const name of ["peering", "vpn", ...Object.keys(HOSTS)]) {
    await ip("netns", "add", name);
    await ip("-n", name, "link", "set", "lo", "up");
  }

  const cable = async (one: string, other: string): Promise<void> => {
    await ip("link", "add", other, "netns", one, "type", "veth", "peer", "name", one, "netns", other);
    await ip("-n", one, "link", "set", other, "up");
    await ip("-n", other, "link", "set", one, "up");
  };

  await cable("peering", "client");
  await ip("-n", "peering", "address", "add", "192.168.1.1/24", "dev", "client");
  await ip("-n", "peering", "link", "add", "vpc", "type", "bridge");
  await ip("-n", "peering", "link", "set", "vpc", "up");
  await ip("-n", "peering", "address", "add", "172.31.128.1/17", "dev", "vpc");
  for (const host of ["nlb", "target1", "target2"]) {
    await cable("peering", host);
    await ip("-n", "peering", "link", "set", host, "master", "vpc");
  }
  await cable("peering", "vpn");
  await ip("-n", "peering", "address", "add", "169.254.100.1/30", "dev", "vpn");
  await ip("-n", "vpn", "address", "add", "169.254.100.2/30", "dev", "peering");
  await cable("vpn", "target3");
  await ip("-n", "vpn", "address", "add", "10.0.0.1/24", "dev", "target3");

  for (const [host, { address, gateway }] of Object.entries(HOSTS)) {
    const device = host === "target3" ? "vpn" : "peering";
    await ip("-n", host, "address", "add", address, "dev", device);
    await ip("-n", host, "route", "add", "default", "via", gateway);
  }
  await ip("-n", "nlb", "address", "add", `${NLB_ADDRESSES[1]}/17`, "dev", "peering");
  await ip("-n", "peering", "route", "add", "10.0.0.0/24", "via", "169.254.100.2");
  await ip("-n", "vpn", "route", "add", "default", "via", "169.254.100.1");
  for (const router of ["peering", "vpn"]) await network.run(router, "sysctl", "--quiet", "net.ipv4.ip_forward=1");
  return network;
}
