import { Namespaces } from "./namespaces";

// The article's network. A router connects the client's VPC and the targets' VPC; it stands for the peering and the
// VPC's own router. The network on-premises is behind another router, which stands for the VPN.
//
//     client ── peering ── bridge of 172.31.128.0/17: nlb, TargetServer1, TargetServer2
//                  └────── vpn ── TargetServer3

export const NLB_ADDRESSES = ["172.31.128.10", "172.31.136.10"] as const;

/** Hosts by name, with their own address first. The targets have a second address, for changed lists. */
const HOSTS = {
  client: { addresses: ["192.168.1.100/24"], gateway: "192.168.1.1" },
  nlb: { addresses: NLB_ADDRESSES.map((address) => `${address}/17`), gateway: "172.31.128.1" },
  TargetServer1: { addresses: ["172.31.129.10/17", "172.31.129.20/17"], gateway: "172.31.128.1" },
  TargetServer2: { addresses: ["172.31.137.10/17", "172.31.137.20/17"], gateway: "172.31.128.1" },
  TargetServer3: { addresses: ["10.0.0.10/24"], gateway: "10.0.0.1" },
} as const;

export type Host = keyof typeof HOSTS;

/** Returns the host with an address. */
export function hostAt(ip: string): string | undefined {
  const owner = Object.entries(HOSTS).find(([, { addresses }]) =>
    addresses.some((address) => address.startsWith(`${ip}/`)),
  );
  return owner?.[0];
}

/** Creates the network in its own namespaces. */
export async function articleNetwork(): Promise<Namespaces> {
  const network = await Namespaces.start();
  return fill(network).then(
    () => network,
    async (error: unknown) => {
      await network.stop();
      throw error;
    },
  );
}

async function fill(network: Namespaces): Promise<void> {
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
  for (const host of ["nlb", "TargetServer1", "TargetServer2"]) {
    await cable("peering", host);
    await ip("-n", "peering", "link", "set", host, "master", "vpc");
  }
  await cable("peering", "vpn");
  await ip("-n", "peering", "address", "add", "169.254.100.1/30", "dev", "vpn");
  await ip("-n", "vpn", "address", "add", "169.254.100.2/30", "dev", "peering");
  await cable("vpn", "TargetServer3");
  await ip("-n", "vpn", "address", "add", "10.0.0.1/24", "dev", "TargetServer3");

  for (const [host, { addresses, gateway }] of Object.entries(HOSTS)) {
    const device = host === "TargetServer3" ? "vpn" : "peering";
    for (const address of addresses) await ip("-n", host, "address", "add", address, "dev", device);
    await ip("-n", host, "route", "add", "default", "via", gateway);
  }
  await ip("-n", "peering", "route", "add", "10.0.0.0/24", "via", "169.254.100.2");
  await ip("-n", "vpn", "route", "add", "default", "via", "169.254.100.1");

  for (const router of ["peering", "vpn"]) await network.set(router, "net.ipv4.ip_forward", 1);
  // A host that opens thousands of connections to one port runs out of ports, since each closed one waits for a
  // minute.
  for (const host of ["client", "nlb"]) await network.set(host, "net.ipv4.tcp_tw_reuse", 1);
  // Lets an sshd that doesn't run as root listen on port 22.
  for (const host of ["TargetServer1", "TargetServer2"])
    await network.set(host, "net.ipv4.ip_unprivileged_port_start", 0);
}
