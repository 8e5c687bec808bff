/** @needs haproxy openssl */

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { connect as connectTls } from "node:tls";
import { readHeader } from "../../../echo/proxy-protocol";
import { describeTlv } from "../../../echo/tlv";
import { visible } from "../../../echo/visible";
import { Client } from "./support/client";
import { Command } from "./support/command";
import { Haproxy, type Frontend } from "./support/haproxy";

jest.setTimeout(60_000);

const ALL_OPTIONS = "proxy-v2-options ssl,cert-cn,ssl-cipher,cert-sig,cert-key,authority,crc32c,unique-id";

const WAYS: readonly Frontend[] = [
  { name: "v1-ipv4", address: "127.0.0.1", server: "send-proxy" },
  { name: "v1-ipv6", address: "::1", server: "send-proxy" },
  { name: "v1-mapped", address: "::ffff:127.0.0.1", server: "send-proxy" },
  { name: "v2-ipv4", address: "127.0.0.1", server: "send-proxy-v2" },
  { name: "v2-ipv6", address: "::1", server: "send-proxy-v2" },
  { name: "v2-crc", address: "127.0.0.1", server: "send-proxy-v2 proxy-v2-options crc32c,unique-id" },
  { name: "v2-ssl-ipv4", address: "127.0.0.1", tls: true, server: "send-proxy-v2-ssl" },
  { name: "v2-ssl-ipv6", address: "::1", tls: true, server: `send-proxy-v2-ssl-cn ${ALL_OPTIONS}` },
];

/** The client's address, which differs from the proxy's. */
function localAddressOf({ address }: Frontend): string {
  return address === "127.0.0.1" ? "127.0.0.2" : address;
}

async function connectBy(haproxy: Haproxy, way: Frontend): Promise<Client> {
  const options = { host: way.address, port: haproxy.port(way.name), localAddress: localAddressOf(way) };
  if (!way.tls) return Client.connect(options);
  const socket = connectTls({
    ...options,
    rejectUnauthorized: false,
    servername: "example.com",
    ALPNProtocols: ["h2"],
  });
  await once(socket, "secureConnect");
  return new Client(socket);
}

describe("the article's session, through haproxy", () => {
  let echo: Command;
  let haproxy: Haproxy;

  beforeAll(async () => {
    echo = Command.echo();
    haproxy = await Haproxy.start(WAYS, await echo.port());
  });

  afterAll(async () => {
    await haproxy.stop();
    await echo.stop();
  });

  test.each(WAYS)("$name", async (way) => {
    const begin = echo.lines.length;
    const telnet = await connectBy(haproxy, way);
    const client = { address: localAddressOf(way), port: telnet.socket.localPort ?? NaN };

    // the header comes before anything is typed
    const header = await telnet.received(16);
    telnet.type("Hello\r\n");
    const hello = await telnet.received(header.length + 7);
    telnet.type("Quit\r\n");
    const whole = await telnet.received(hello.length + 6);
    telnet.socket.end();
    expect(header.toString("latin1")).toMatch(headerBy(way, client.port, haproxy.port(way.name)));
    expect(whole.subarray(header.length).toString()).toBe("Hello\r\nQuit\r\n");

    await echo.line(new RegExp(`client \\S*:${client.port}, peer`));
    const id = Number(/^#(\d+) is accepted$/.exec(echo.lines[begin] ?? "")?.[1]);
    await echo.line(new RegExp(`^#${id} is gone`));
    const log = echo.lines.slice(begin);
    expect(log.filter((line) => !line.startsWith("TLV "))).toEqual([
      `#${id} is accepted`,
      expect.stringMatching(/^\["AF_INET", \d+, "127\.0\.0\.1"\]$/),
      `IN> ${visible(header)}`,
      expect.stringMatching(new RegExp(`^client ${escaped(endpoint(client))}, peer 127\\.0\\.0\\.1:\\d+$`)),
      "IN> Hello<CR><LF>",
      "IN> Quit<CR><LF>",
      `#${id} is gone`,
    ]);
    const overTls = log.filter((line) =>
      line.startsWith("TLV SSL: client connected over TLS, verify 0, version TLSv1"),
    );
    expect(overTls).toHaveLength(way.tls ? 1 : 0);
  });
});

/** The expected beginning of a header. For version 1, the whole header. */
function headerBy(way: Frontend, clientPort: number, haproxyPort: number): RegExp {
  const isIpv6 = way.address.includes(":");
  if (!way.name.startsWith("v1")) return new RegExp(`^\\r\\n\\r\\n\\0\\r\\nQUIT\\n!${isIpv6 ? "!" : "\\x11"}`);
  const addresses = escaped(`${localAddressOf(way)} ${way.address}`);
  return new RegExp(`^PROXY TCP${isIpv6 ? 6 : 4} ${addresses} ${clientPort} ${haproxyPort}\r\n$`);
}

function endpoint({ address, port }: { address: string; port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

describe("what haproxy sends", () => {
  /** The first bytes of a connection through each frontend. */
  const recorded = new Map<string, Buffer>();
  const clientPorts = new Map<string, number>();

  beforeAll(async () => {
    const recorder = createServer().listen(0, "127.0.0.1");
    await once(recorder, "listening");
    const haproxy = await Haproxy.start(WAYS, (recorder.address() as AddressInfo).port);
    for (const way of WAYS) {
      const arrival = new Promise<Buffer>((resolve) => {
        recorder.on("connection", (socket) => {
          const chunks: Buffer[] = [];
          socket.on("error", () => undefined);
          socket.on("data", (chunk) => {
            chunks.push(chunk);
            if (chunk.includes("Hello")) resolve(Buffer.concat(chunks));
          });
        });
      });
      const client = await connectBy(haproxy, way);
      clientPorts.set(way.name, client.socket.localPort ?? NaN);
      client.type("Hello");
      recorded.set(way.name, await arrival);
      client.socket.destroy();
      recorder.removeAllListeners("connection");
    }
    await haproxy.stop();
    recorder.close();
  });

  test.each(WAYS)("is parsed however it is split: $name", (way) => {
    const bytes = recorded.get(way.name) ?? Buffer.alloc(0);
    const reading = readHeader(bytes);
    const length = bytes.length - "Hello".length;
    expect(reading).toMatchObject({
      kind: "header",
      length,
      header: {
        version: way.name.startsWith("v1") ? 1 : 2,
        command: "PROXY",
        transport: way.address.includes(":") ? "TCP6" : "TCP4",
        source: { address: localAddressOf(way), port: clientPorts.get(way.name) },
        destination: { address: way.address },
      },
    });
    for (let split = 0; split < length; split += 1) {
      expect(readHeader(bytes.subarray(0, split)).kind).toBe("incomplete");
    }
  });

  test("with a checksum is rejected once a bit of its addresses changes", () => {
    for (const name of ["v2-crc", "v2-ssl-ipv6"]) {
      const bytes = recorded.get(name) ?? Buffer.alloc(0);
      for (let at = 16; at < 28; at += 1) {
        const wrong = Buffer.from(bytes);
        wrong.writeUInt8((wrong[at] ?? 0) ^ 1, at);
        expect(readHeader(wrong)).toEqual({
          kind: "invalid",
          reason: expect.stringMatching(/^PROXY header v2 doesn't match its CRC32C: /),
        });
      }
    }
  });

  test("about TLS is described completely", () => {
    const reading = readHeader(recorded.get("v2-ssl-ipv6") ?? Buffer.alloc(0));
    const tlvs = reading.kind === "header" ? reading.header.tlvs.map(describeTlv) : [];
    expect(tlvs).toEqual([
      { name: "CRC32C", text: expect.stringMatching(/^[0-9a-f]{8}$/) },
      { name: "ALPN", text: "h2" },
      { name: "AUTHORITY", text: "example.com" },
      { name: "UNIQUE_ID", text: `::1:${clientPorts.get("v2-ssl-ipv6") ?? NaN}` },
      {
        name: "SSL",
        text: expect.stringMatching(
          /^client connected over TLS, verify 0, version TLSv1\.3, key RSA2048, signature RSA-SHA256, cipher TLS_\w+$/,
        ),
      },
    ]);
  });
});

describe("haproxy's own health checks", () => {
  test.each(["send-proxy", "send-proxy-v2"])("with %s are recognized and counted", async (option) => {
    const echo = Command.echo("--json");
    const listening = JSON.parse(await echo.line(/"listening"/)) as { port: number };
    const way = { name: "checked", address: "127.0.0.1", server: `${option} check check-send-proxy inter 100` };
    const haproxy = await Haproxy.start([way], listening.port);
    const healthChecks = (): string[] => echo.lines.filter((line) => line.includes('"healthCheck":true'));
    await echo.line(/"connection":9,"healthCheck":true/);
    await haproxy.stop();
    const [header] = echo.lines.filter((line) => line.includes('"event":"header"'));
    expect(header).toMatch(option === "send-proxy" ? /"version":1,/ : /"version":2,"command":"LOCAL"/);
    echo.signal("SIGTERM");
    expect(await echo.exit()).toEqual({ code: 0, signal: null });
    const terminated = JSON.parse(echo.lines.at(-1) ?? "") as { event: string; healthChecks: number };
    expect(terminated).toMatchObject({ event: "terminated", healthChecks: healthChecks().length });
    expect(terminated.healthChecks).toBeGreaterThan(5);
  });
});

function escaped(text: string): string {
  return text.replace(/[[\].]/g, "\\$&");
}
