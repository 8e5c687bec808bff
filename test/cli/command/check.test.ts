import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { freePort } from "../../free-port";
import { DnsServer } from "../../host-targets/support/dns-server";
import { command } from "./command";
import { SuiteFolder } from "./suite-folder";

jest.setTimeout(60_000);

/** A header may contain bytes above 0x7f, and a terminal acts on some of them. */
const HOSTILE_ANSWER = Buffer.from(`HTTP/1.1 200 OK\r\nServer: \u009b31m<script>${"x".repeat(3000)}\r\n\r\n`, "latin1");

const HOSTILE = "SSH-2.0-\u001b]0;title\u0007\u001b[31m<b>&amp;]]>";

const folder = SuiteFolder.begin();
let list: string;
const servers: Server[] = [];
const sockets = new Set<Socket>();

async function serve(server: Server): Promise<number> {
  servers.push(server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined))));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const rows = [
    [await serve(createHttpServer((_, response) => response.writeHead(200, { Server: "nginx" }).end())), 80, "TCP"],
    [await serve(createServer((socket) => socket.write(`${HOSTILE}\r\n`))), 22, "TCP"],
    [await freePort(), 5432, "TCP"],
    [await freePort(), 53, "UDP"],
  ];
  const lines = rows.map(
    ([listenerPort, targetPort, protocol]) => `${listenerPort},10.0.0.10,${targetPort},${protocol}`,
  );
  list = folder.write("forwards.csv", ["listenerPort,targetIp,targetPort,protocol", ...lines].join("\n"));
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

test("shows what answers each forward, and fails if one doesn't connect", async () => {
  const { code, stdout, stderr } = await command(["check", list, "--address", "127.0.0.1"]);
  const lines = stdout.split("\n").map((line) => line.replace(/\b\d{4,5}\b/, "PORT").replace(/\d+\.\d+ ms/, "TIME"));
  expect(code).toBe(1);
  expect(lines.join("\n").replace(/ {2,}/g, "  ")).toMatchInlineSnapshot(`
   "  Listener  Through  Target  Answer  Time
   ✓  TCP:PORT  127.0.0.1  10.0.0.10:80  HTTP 200 from nginx  TIME
   ✓  TCP:PORT  127.0.0.1  10.0.0.10:22  SSH-2.0-<1B>]0;title<07><1B>[31m<b>&amp;]]>  TIME
   ✗  TCP:PORT  127.0.0.1  10.0.0.10:5432  refused: nothing listens on this port
   -  UDP:PORT  127.0.0.1  10.0.0.10:53  not checked: a UDP server doesn't have to answer

   2 connect, 1 fails, 1 not checked
   "
  `);
  expect(stderr).toMatch(/^4 of 4 checked, 1 failed, 0s$/m);
  expect(`${stdout}${stderr}`).not.toContain("\u001b");
});

test("--json prints each outcome", async () => {
  const { stdout } = await command(["check", list, "-a", "127.0.0.1", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject([
    { ok: true, connected: true, answer: { service: "HTTP", status: 200, server: "nginx" }, through: "127.0.0.1" },
    { ok: true, connected: true, answer: { service: "SSH", banner: HOSTILE } },
    { ok: false, connected: false, reason: "refused" },
    { ok: null },
  ]);
});

test("--junit writes well-formed XML, whatever a server sends", async () => {
  const file = folder.file("reports/forwards.xml");
  await command(["check", list, "-a", "127.0.0.1", "--junit", file]);
  const report = readFileSync(file, "utf8");
  expect(report).toContain('<testsuite name="" tests="4" failures="1" skipped="1">');
  expect(report).toContain('<failure message="refused: nothing listens on this port"/>');
  expect(report).toContain(
    "<system-out>SSH-2.0-&lt;1B&gt;]0;title&lt;07&gt;&lt;1B&gt;[31m&lt;b&gt;&amp;amp;]]&gt;</system-out>",
  );
});

test("passes if every forward connects", async () => {
  const passing = folder.write("passing.csv", readFileSync(list, "utf8").split("\n").slice(0, 3).join("\n"));
  const { code, stdout } = await command(["check", passing, "-a", "127.0.0.1"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2 connect$/m);
});

test("escapes and cuts a server's header before it reaches the terminal", async () => {
  const port = await serve(createServer((socket) => socket.once("data", () => socket.end(HOSTILE_ANSWER))));
  const web = folder.write("web.csv", `listenerPort,targetIp,targetPort\n${port},10.0.0.10,80\n`);
  const { code, stdout } = await command(["check", web, "-a", "127.0.0.1"]);
  expect(code).toBe(0);
  expect(stdout).toContain("HTTP 200 from <U+009B>31m<script>xxx");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(220);
});

test("retries a connection that fails", async () => {
  const late = await freePort();
  const again = folder.write("again.csv", `listenerPort,targetIp,targetPort\n${late},10.0.0.10,8080\n`);
  let connections = 0;
  const flaky = createServer((socket) => {
    connections += 1;
    if (connections < 3) socket.destroy();
    else socket.write("220 ready\r\n");
  });
  servers.push(flaky.on("connection", (socket) => sockets.add(socket.on("error", () => undefined))));
  await once(flaky.listen(late, "127.0.0.1"), "listening");
  expect((await command(["check", again, "-a", "127.0.0.1", "--retries", "1"])).code).toBe(1);
  connections = 0;
  expect((await command(["check", again, "-a", "127.0.0.1", "--retries", "2"])).code).toBe(0);
});

test.each([
  [[], "the list has no address to connect to. Pass one with --address."],
  [
    ["--timeout", "0"],
    "error: option '-t, --timeout <seconds>' argument '0' is invalid. Use an integer from 1 to 600.",
  ],
  [["-a", "127.0.0.1", "--junit", "/dev/null/x"], 'can\'t write "/dev/null/x": EEXIST. Use another file for --junit.'],
])("rejects %j", async (args, said) => {
  const { code, stderr } = await command(["check", list, ...args]);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});

test("says what the hosts of a failed forward resolve to, and fails none that answers", async () => {
  const server = await DnsServer.start();
  server.scripts.set("db.internal", ["10.0.3.7"]);
  const preloaded = folder.write(
    "dns.cjs",
    `const { promises } = require("node:dns");
     promises.Resolver = class extends promises.Resolver {
       constructor(options) { super(options); this.setServers(["${server.address}"]); }
     };`,
  );
  const env = { NODE_OPTIONS: `--require ${preloaded}` };
  const hosts = folder.write(
    "hosts.csv",
    `listenerPort,targetHost,targetPort\n${await freePort()},db.internal,5432\n${await freePort()},b.internal,5432\n`,
  );
  const { code, stdout } = await command(["check", hosts, "-a", "127.0.0.1"], { env });
  expect(code).toBe(1);
  expect(stdout).toContain("db.internal resolves to 10.0.3.7");
  expect(stdout).toContain("b.internal doesn't resolve from here (NXDOMAIN)");
  const answering = await serve(createServer((socket) => socket.write("220 ready\r\n")));
  const web = folder.write("answering.csv", `listenerPort,targetHost,targetPort\n${answering},b.internal,5432\n`);
  expect(await command(["check", web, "-a", "127.0.0.1"], { env })).toMatchObject({
    code: 0,
    stdout: expect.not.stringContaining("resolve") as unknown,
  });
  expect(new Set(server.asked)).toEqual(
    new Set(["A db.internal", "AAAA db.internal", "A b.internal", "AAAA b.internal"]),
  );
  await server.stop();
});
