import { setTimeout } from "node:timers/promises";
import { resolveNames } from "../../host-targets/names";
import { DnsServer, type Script } from "./support/dns-server";
import { groupOf } from "./support/example";

let server: DnsServer;
let servers: DnsServer[];

beforeEach(async () => {
  servers = [];
  server = await start();
});

afterEach(async () => {
  await Promise.all(servers.map(async (one) => one.stop()));
});

/** Starts a name server that ends with the test. */
async function start(): Promise<DnsServer> {
  const started = await DnsServer.start();
  servers.push(started);
  return started;
}

function group(family: "ipv4" | "ipv6", ...names: string[]) {
  return groupOf(family, ...names.map((name) => ({ name, port: 5432 })));
}

async function answer(script: Script) {
  server.scripts.set("db.internal", script);
  const { ipv4 } = await resolveNames({ targetGroups: [group("ipv4", "db.internal")], nameServers: [server.address] });
  return ipv4.get("db.internal");
}

test.each<[string, Script, object]>([
  [
    "its addresses, sorted and each once",
    ["10.0.0.2", "10.0.0.1", "10.0.0.2"],
    { addresses: ["10.0.0.1", "10.0.0.2"] },
  ],
  ["that it doesn't exist", "NXDOMAIN", { reason: "NXDOMAIN" }],
  ["that the server fails", "SERVFAIL", { reason: "SERVFAIL" }],
  ["that the server refuses", "REFUSED", { reason: "REFUSED" }],
  ["that it has no address", [], { reason: "no address" }],
  ["that it has only addresses of the other family", ["fd00::10"], { reason: "no address" }],
])("returns for a name %s", async (_, script, expected) => {
  expect(await answer(script)).toEqual(expected);
});

test.each([1, 3])("returns within five seconds that none of %i name servers answers", async (count) => {
  while (servers.length < count) await start();
  for (const { scripts } of servers) scripts.set("db.internal", "silence");
  const nameServers = servers.map(({ address }) => address);
  const begun = performance.now();
  const { ipv4 } = await resolveNames({ targetGroups: [group("ipv4", "db.internal")], nameServers });
  expect(ipv4.get("db.internal")).toEqual({ reason: "time-out" });
  expect(performance.now() - begun).toBeLessThan(6_000);
});

test("returns that no server listens", async () => {
  const closed = await DnsServer.start();
  const { address } = closed;
  await closed.stop();
  const { ipv4 } = await resolveNames({ targetGroups: [group("ipv4", "db.internal")], nameServers: [address] });
  expect(ipv4.get("db.internal")).toEqual({ reason: "ECONNREFUSED" });
});

test("asks the second name server if the first doesn't answer", async () => {
  const second = await start();
  second.scripts.set("db.internal", ["10.0.0.1"]);
  server.scripts.set("db.internal", "silence");
  const nameServers = [server.address, second.address];
  const { ipv4 } = await resolveNames({ targetGroups: [group("ipv4", "db.internal")], nameServers });
  expect(ipv4.get("db.internal")).toEqual({ addresses: ["10.0.0.1"] });
});

test("asks each name once for each address family, in one run", async () => {
  server.scripts.set("db.internal", ["10.0.0.1", "fd00::1"]);
  const targetGroups = [
    group("ipv4", "db.internal", "db.internal"),
    group("ipv4", "db.internal"),
    group("ipv6", "db.internal"),
  ];
  const answers = await resolveNames({ targetGroups, nameServers: [server.address] });
  expect(server.asked.sort()).toEqual(["A db.internal", "AAAA db.internal"]);
  expect(answers.ipv4.get("db.internal")).toEqual({ addresses: ["10.0.0.1"] });
  expect(answers.ipv6.get("db.internal")).toEqual({ addresses: ["fd00::1"] });
});

test("asks for all names before it has an answer", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `host-${index}.internal`);
  for (const name of names) server.scripts.set(name, ["10.0.0.1"]);
  let open: (value: unknown) => void = () => undefined;
  server.ready = new Promise((resolve) => (open = resolve));
  const resolving = resolveNames({ targetGroups: [group("ipv4", ...names)], nameServers: [server.address] });
  while (new Set(server.asked).size < names.length) await setTimeout(5);
  open(undefined);
  const { ipv4 } = await resolving;
  expect([...ipv4.values()].every(({ addresses }) => addresses?.length === 1)).toBe(true);
});

test("asks again in the next run", async () => {
  expect(await answer(["10.0.0.1"])).toEqual({ addresses: ["10.0.0.1"] });
  expect(await answer(["10.0.0.2"])).toEqual({ addresses: ["10.0.0.2"] });
});
