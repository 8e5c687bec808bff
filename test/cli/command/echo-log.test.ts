import { jsonLog, type LoggedEvent, textLog } from "../../../cli/command/echo-log";
import type { Peer } from "../../../echo/echo-server";
import { readHeader } from "../../../echo/proxy-protocol";
import { AWS_EXAMPLE, HEADERS, IPV4_BLOCK, tlv, version2 } from "../../echo/headers";

const PEER: Peer = { family: "AF_INET", address: "172.31.10.61", port: 11862 };
const HOSTILE = Buffer.from("\x1b]0;owned\x07\u009b2J\u202e\r\n");

function accepted(connection: number): LoggedEvent {
  return { event: "accepted", connection, peer: PEER };
}

function header(connection: number, bytes: Buffer): LoggedEvent {
  const reading = readHeader(bytes);
  if (reading.kind !== "header") throw new Error("no header");
  return { event: "header", connection, bytes, header: reading.header, peer: PEER };
}

function received(connection: number, text: string | Buffer): LoggedEvent {
  return { event: "in", connection, bytes: Buffer.from(text as string) };
}

function gone(connection: number): LoggedEvent {
  return { event: "gone", connection, healthCheck: false };
}

function lines(log: typeof textLog, ...events: LoggedEvent[]): string[] {
  const printed: string[] = [];
  const logged = log((line) => printed.push(line));
  events.forEach(logged);
  return printed;
}

function text(...events: LoggedEvent[]): string {
  return lines(textLog, ...events).join("\n");
}

function json(...events: LoggedEvent[]): Record<string, unknown>[] {
  return lines(jsonLog, ...events).map((line) => JSON.parse(line) as Record<string, unknown>);
}

const V1 = HEADERS["v1 TCP4"] ?? Buffer.alloc(0);

test("logs the article's session", () => {
  const session = [accepted(1), header(1, V1), received(1, "Hello\r\n"), received(1, "Quit\r\n"), gone(1)];
  expect(text({ event: "listening", address: "0.0.0.0", port: 8888 }, ...session)).toMatchInlineSnapshot(`
   "server is on 0.0.0.0:8888
   #1 is accepted
   ["AF_INET", 11862, "172.31.10.61"]
   IN> PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888<CR><LF>
   client 124.100.123.123:53971, peer 172.31.10.61:11862
   IN> Hello<CR><LF>
   IN> Quit<CR><LF>
   #1 is gone"
  `);
});

test("names the connection if lines of several alternate", () => {
  expect(
    text(
      accepted(1),
      received(1, "a\n"),
      accepted(2),
      received(1, "b\n"),
      received(1, "c\n"),
      gone(2),
      received(1, "d\n"),
    ),
  ).toMatchInlineSnapshot(`
   "#1 is accepted
   ["AF_INET", 11862, "172.31.10.61"]
   IN> a<LF>
   #2 is accepted
   ["AF_INET", 11862, "172.31.10.61"]
   ==> #1 <==
   IN> b<LF>
   IN> c<LF>
   #2 is gone
   ==> #1 <==
   IN> d<LF>"
  `);
});

test("logs every kind of header", () => {
  const ssl = Buffer.concat([
    Buffer.from([1, 0, 0, 0, 0]),
    tlv(0x21, Buffer.from("TLSv1.3")),
    tlv(0x22, Buffer.from("client")),
    tlv(0x2f, Buffer.from("?")),
  ]);
  const vectors = [tlv(0x02, HOSTILE), tlv(0x05, Buffer.from("\x01!")), tlv(0x20, ssl), tlv(0xea, Buffer.from([2, 3]))];
  const withTlvs = version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, ...vectors]));
  const kinds = [
    ...["v1 TCP6", "v1 UNKNOWN", "v2 LOCAL", "v2 UDP6", "v2 UNIX_STREAM"].map((kind) => HEADERS[kind] ?? V1),
    AWS_EXAMPLE,
    withTlvs,
  ];
  const printed = kinds.flatMap((bytes) => lines(textLog, header(1, bytes)).filter((line) => !/^(==>|IN>)/.test(line)));
  expect(printed.join("\n")).toMatchInlineSnapshot(`
   "client [2001:db8::1]:56324, peer 172.31.10.61:11862
   client unknown, peer 172.31.10.61:11862
   no client, the proxy itself is connecting, peer 172.31.10.61:11862
   client [2001:db8::1]:56324, peer 172.31.10.61:11862
   client /run/client, peer 172.31.10.61:11862
   client 172.31.7.113:51442, peer 172.31.10.61:11862
   TLV CRC32C: e8d6892d
   TLV VPC endpoint: vpce-08d2bf15fac5001c9
   client 192.0.2.1:56324, peer 172.31.10.61:11862
   TLV AUTHORITY: <1B>]0;owned<07><U+009B>2J<U+202E><CR><LF>
   TLV UNIQUE_ID: <01>!
   TLV SSL: client connected over TLS, verify 0, version TLSv1.3, CN client, 0x2f ?
   TLV AWS: 0203"
  `);
});

test("logs every other event", () => {
  expect(
    text(
      { event: "listening", address: "::1", port: 8888 },
      { event: "refused", connection: 1, reason: "idle for 60 s" },
      { event: "accepted", connection: 2 },
      { event: "gone", connection: 2, healthCheck: false, error: "ECONNRESET" },
      { event: "full", peer: { family: "AF_INET6", address: "::1", port: 1 }, maxConnections: 5 },
      { event: "error", error: "accept EMFILE" },
      { event: "health-checks", count: 4, seconds: 60 },
      { event: "terminated", counts: { connections: 9, healthChecks: 4, refused: 1 } },
    ),
  ).toMatchInlineSnapshot(`
   "server is on [::1]:8888
   #1 is refused: idle for 60 s
   #2 is accepted
   peer unknown, it disconnected at once
   #2 is gone: ECONNRESET
   [::1]:1 is refused: 5 connections are already open, the most that --max-connections allows
   could not accept a connection: accept EMFILE
   4 health checks in 60 s
   9 connections, 4 of them health checks, 1 refused
   server was terminated"
  `);
});

test("escapes whatever a client sends", () => {
  const events = [
    received(1, HOSTILE),
    received(1, Buffer.from([0xff, 0x9b, 0x1b])),
    header(1, version2(0x21, 0x31, Buffer.concat([HOSTILE, Buffer.alloc(216 - HOSTILE.length)]))),
    header(
      1,
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(0x02, HOSTILE), tlv(0xea, Buffer.from("\x01\x1b[2J"))])),
    ),
  ];
  for (const log of [textLog, jsonLog]) {
    const printed = lines(log, ...events);
    expect(printed.length).toBeGreaterThanOrEqual(events.length);
    expect(printed.filter((line) => /[\p{C}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
  }
});

test("JSON: each event is an object with the time and the bytes as received", () => {
  const binary = Buffer.from([0xff, 0x00, 0x0a]);
  const [first, ...others] = json(
    accepted(1),
    header(1, V1),
    header(1, AWS_EXAMPLE),
    received(1, HOSTILE),
    received(1, binary),
  );
  expect(first).toEqual({ time: expect.any(String), event: "accepted", connection: 1, peer: PEER });
  expect(Math.abs(Date.parse(String(first?.time)) - Date.now())).toBeLessThan(60_000);
  const time = expect.any(String);
  expect(others).toEqual([
    {
      time,
      event: "header",
      connection: 1,
      version: 1,
      command: "PROXY",
      transport: "TCP4",
      client: { address: "124.100.123.123", port: 53971 },
      destination: { address: "10.0.8.154", port: 8888 },
      peer: PEER,
      tlvs: [],
      text: V1.toString(),
    },
    {
      time,
      event: "header",
      connection: 1,
      version: 2,
      command: "PROXY",
      transport: "TCP4",
      client: { address: "172.31.7.113", port: 51442 },
      destination: { address: "172.31.10.31", port: 80 },
      peer: PEER,
      tlvs: [
        { name: "CRC32C", text: "e8d6892d" },
        { name: "VPC endpoint", text: "vpce-08d2bf15fac5001c9" },
      ],
      base64: AWS_EXAMPLE.toString("base64"),
    },
    { time, event: "in", connection: 1, text: HOSTILE.toString() },
    { time, event: "in", connection: 1, base64: binary.toString("base64") },
  ]);
});

test("JSON: parsing restores escaped characters", () => {
  const characters = "\u007f\u202e\u{e0001}";
  const [line = ""] = lines(jsonLog, received(1, characters));
  expect(line).toMatch(/^[ -~]*$/);
  expect(JSON.parse(line)).toMatchObject({ text: characters });
});

test("JSON: the last event has the counts", () => {
  expect(json({ event: "terminated", counts: { connections: 9, healthChecks: 4, refused: 1 } })).toEqual([
    { time: expect.any(String), event: "terminated", connections: 9, healthChecks: 4, refused: 1 },
  ]);
});
