import { nameResolver, type Resolution, resolutionText } from "../../../cli/check/resolve";
import { DnsServer, type Script } from "../../host-targets/support/dns-server";

let server: DnsServer;

beforeEach(async () => {
  server = await DnsServer.start();
});

afterEach(async () => server.stop());

async function resolved(script: Script, deadlineMilliseconds = 5000): Promise<Resolution | undefined> {
  server.scripts.set("db.internal", script);
  const resolve = nameResolver({ deadlineMilliseconds, servers: [server.address] });
  return (await resolve(["db.internal", "db.internal"])).get("db.internal");
}

test.each<[string, Script, Resolution]>([
  [
    "its addresses of both families",
    ["10.0.0.2", "fd00::1", "10.0.0.1"],
    { addresses: ["10.0.0.1", "10.0.0.2", "fd00::1"] },
  ],
  ["addresses of one family", ["fd00::1"], { addresses: ["fd00::1"] }],
  ["that it doesn't exist", "NXDOMAIN", { reason: "NXDOMAIN" }],
  ["that the server fails", "SERVFAIL", { reason: "SERVFAIL" }],
  ["that it has no address", [], { reason: "no address" }],
])("returns %s", async (_, script, expected) => {
  expect(await resolved(script)).toEqual(expected);
});

test("gives up at the deadline", async () => {
  const begun = performance.now();
  expect(await resolved("silence", 300)).toEqual({ reason: "time-out" });
  expect(performance.now() - begun).toBeLessThan(3000);
});

test("says what a name resolves to, or why it doesn't", () => {
  expect(resolutionText("db.internal", { addresses: ["10.0.0.1", "10.0.0.2"] })).toBe(
    "db.internal resolves to 10.0.0.1, 10.0.0.2",
  );
  expect(resolutionText("db.internal", { reason: "NXDOMAIN" })).toBe(
    "db.internal doesn't resolve from here (NXDOMAIN)",
  );
});
