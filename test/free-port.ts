import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Returns a free port on loopback, for a program that can't choose one itself. */
export async function freePort(): Promise<number> {
  const [port = NaN] = await freePorts("127.0.0.1");
  return port;
}

/** Returns a different free port for each address. */
export async function freePorts(...addresses: readonly string[]): Promise<number[]> {
  const servers = addresses.map((address) => createServer().listen(0, address));
  await Promise.all(servers.map(async (server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  await Promise.all(servers.map(async (server) => once(server, "close")));
  return ports;
}
