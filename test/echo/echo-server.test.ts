import { type EchoEvent, EchoServer, type EchoServerOptions } from "../../echo/echo-server";
import { Client } from "./haproxy/support/client";
import { AWS_EXAMPLE, HEADERS } from "./headers";

const HEADER = "PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888\r\n";

let server: EchoServer | undefined;
let events: EchoEvent[];
let port: number;

async function serve(options: Partial<EchoServerOptions> = {}): Promise<void> {
  events = [];
  server = new EchoServer(
    { port: 0, host: "127.0.0.1", proxyProtocol: "optional", strip: false, ...options },
    (event) => {
      events.push(event);
    },
  );
  await server.listen();
  const [listening] = events;
  port = listening?.event === "listening" ? listening.port : NaN;
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function client(): Promise<Client> {
  return Client.connect({ host: "127.0.0.1", port });
}

/** Sends bytes, ends, and returns what the client receives. */
async function echoOf(...pieces: (string | Buffer)[]): Promise<string> {
  const sender = await client();
  sender.socket.setNoDelay(true);
  for (const piece of pieces) {
    sender.type(piece);
    await new Promise(setImmediate);
  }
  return (await sender.rest()).toString("latin1");
}

/** Returns a short form of the logged events. */
function logged(): string[] {
  return events.flatMap((event) => {
    switch (event.event) {
      case "in":
        return [`in ${event.bytes.toString("latin1")}`];
      case "header":
        return [`header ${event.header.transport} ${event.header.source?.address ?? "-"}`];
      case "refused":
        return [`refused ${event.reason}`];
      case "gone":
        return [event.healthCheck ? "gone, a health check" : "gone"];
      default:
        return [];
    }
  });
}

async function untilGone(count = 1): Promise<void> {
  while (events.filter(({ event }) => event === "gone").length < count) await new Promise(setImmediate);
}

test("echoes every byte, the header first, and logs the article's session", async () => {
  await serve();
  const telnet = await client();
  const { localPort } = telnet.socket;
  telnet.type(HEADER);
  expect((await telnet.received(HEADER.length)).toString()).toBe(HEADER);
  telnet.type("Hello\r\n");
  expect((await telnet.received(HEADER.length + 7)).toString()).toBe(`${HEADER}Hello\r\n`);
  telnet.type("Quit\r\n");
  expect((await telnet.rest()).toString()).toBe(`${HEADER}Hello\r\nQuit\r\n`);
  await untilGone();
  expect(events.slice(1, 2)).toEqual([
    {
      event: "accepted",
      connection: 1,
      peer: { family: "AF_INET", address: "127.0.0.1", port: localPort },
    },
  ]);
  expect(logged()).toEqual(["header TCP4 124.100.123.123", "in Hello\r\n", "in Quit\r\n", "gone"]);
});

describe("with an optional header", () => {
  beforeEach(async () => serve());

  test.each([
    ["a stream without a header", "Hello\r\n"],
    ["binary data", Buffer.from([0, 255, 13, 10, 13, 10, 0]).toString("latin1")],
    ["the beginning of a text header", "PRO"],
    ["the beginning of a binary header", "\r\n\r\n"],
    ["nothing", ""],
  ])("%s is echoed unchanged", async (_, text) => {
    expect(await echoOf(Buffer.from(text, "latin1"))).toBe(text);
  });

  test.each(Object.entries(HEADERS))("recognizes a header however it is split: %s", async (_, header) => {
    const pieces = Array.from(header, (byte) => Buffer.from([byte]));
    expect(await echoOf(...pieces, "Hello\r\n")).toBe(`${header.toString("latin1")}Hello\r\n`);
    await untilGone();
    expect(logged()).toEqual([expect.stringMatching(/^header /), "in Hello\r\n", "gone"]);
  });

  test("rejects an invalid header with a reason, and closes only its connection", async () => {
    const other = await client();
    other.type("first\r\n");
    await other.received(7);
    expect(await echoOf("PROXY TCP4 999.1.1.1 10.0.8.154 53971 8888\r\nHello\r\n")).toBe("");
    other.type("second\r\n");
    expect((await other.rest()).toString()).toBe("first\r\nsecond\r\n");
    await untilGone(2);
    expect(logged()).toEqual([
      "in first\r\n",
      "in PROXY TCP4 999.1.1.1 10.0.8.154 53971 8888\r\n",
      "in Hello\r\n",
      'refused PROXY header v1 for TCP4 must have IPv4 addresses, but has "999.1.1.1"',
      "gone",
      "in second\r\n",
      "gone",
    ]);
  });

  test.each([
    ["v1 TCP4", 18],
    ["v2 TCP4", 12],
    ["v2 TCP4", 15],
    ["v2 TCP4", 27],
  ])("rejects an incomplete header: %s after %i bytes", async (kind, length) => {
    expect(await echoOf(HEADERS[kind]?.subarray(0, length) ?? "")).toBe("");
    await untilGone();
    expect(logged().slice(-2)).toEqual([
      `refused PROXY header must be complete, but only ${length} bytes came before the connection ended`,
      "gone",
    ]);
  });

  test("a health check sends only a header", async () => {
    await echoOf(HEADER);
    await echoOf(HEADER, "x");
    await echoOf("");
    await untilGone(3);
    expect(logged().filter((line) => line.startsWith("gone"))).toEqual(["gone, a health check", "gone", "gone"]);
    await server?.close();
    server = undefined;
    expect(events.at(-1)).toEqual({
      event: "terminated",
      counts: { connections: 3, healthChecks: 1, refused: 0 },
    });
  });
});

describe("with a required header", () => {
  beforeEach(async () => serve({ proxyProtocol: "required" }));

  test("echoes a stream with a header", async () => {
    expect(await echoOf(HEADER, "Hello\r\n")).toBe(`${HEADER}Hello\r\n`);
  });

  test.each([
    ["another beginning", "Hello\r\n", ["in Hello\r\n"]],
    ["the beginning of a header", "PRO", ["in PRO"]],
    ["nothing", "", []],
  ])("rejects %s", async (_, text, seen) => {
    expect(await echoOf(text)).toBe("");
    await untilGone();
    expect(logged()).toEqual([...seen, "refused a PROXY header must come first, but there is none", "gone"]);
  });
});

test("with headers off, a header is data, and no connection is a health check", async () => {
  await serve({ proxyProtocol: "off" });
  expect(await echoOf("PROXY TCP4 999\r\n")).toBe("PROXY TCP4 999\r\n");
  expect(await echoOf(AWS_EXAMPLE)).toBe(AWS_EXAMPLE.toString("latin1"));
  await untilGone(2);
  expect(logged()).not.toContainEqual(expect.stringMatching(/^header|health check/));
});

test("with strip, the header is in the log but not in the echo", async () => {
  await serve({ strip: true });
  expect(await echoOf(`${HEADER}Hello\r\n`)).toBe("Hello\r\n");
  expect(await echoOf(AWS_EXAMPLE, "Hello\r\n")).toBe("Hello\r\n");
  await untilGone(2);
  expect(logged()).toEqual([
    "header TCP4 124.100.123.123",
    "in Hello\r\n",
    "gone",
    "header TCP4 172.31.7.113",
    "in Hello\r\n",
    "gone",
  ]);
});

describe("waits five seconds for a header", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function held(text: string): Promise<Client> {
    const sender = await client();
    sender.type(text);
    // until the server has received it
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    jest.advanceTimersByTime(4_999);
    expect(logged()).toEqual([]);
    jest.advanceTimersByTime(1);
    return sender;
  }

  test("then treats its beginning as data if it is optional", async () => {
    await serve();
    const sender = await held("PROXY");
    expect((await sender.received(5)).toString()).toBe("PROXY");
    sender.type(" is a word\r\n");
    expect((await sender.rest()).toString()).toBe("PROXY is a word\r\n");
  });

  test("then rejects an incomplete header", async () => {
    await serve();
    const sender = await held("PROXY TCP4 ");
    expect((await sender.whole()).toString()).toBe("");
    expect(logged()).toContain("refused PROXY header must be complete, but only 11 bytes came before 5 s passed");
  });

  test("waits longer while the server doesn't read", async () => {
    await serve({ proxyProtocol: "required" });
    server?.pause();
    const sender = await client();
    sender.type(HEADER);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    jest.advanceTimersByTime(20_000);
    expect(logged()).toEqual([]);
    server?.resume();
    expect((await sender.received(HEADER.length)).toString()).toBe(HEADER);
  });

  test("then rejects a client that sends nothing if a header is required", async () => {
    await serve({ proxyProtocol: "required" });
    const sender = await held("");
    expect((await sender.whole()).toString()).toBe("");
    expect(logged()).toContain("refused a PROXY header must come first, but there is none");
  });
});

test("closes an idle connection, and keeps an active one", async () => {
  await serve({ idleTimeoutSeconds: 1 });
  const [idle, busy] = [await client(), await client()];
  idle.type(HEADER);
  const typing = setInterval(() => {
    busy.type("x\r\n");
  }, 200);
  await idle.whole();
  clearInterval(typing);
  expect(busy.socket.destroyed).toBe(false);
  await untilGone();
  expect(logged()).toContain("refused idle for 1 s");
  // the server ended it, so it isn't a health check
  expect(logged()).toContain("gone");
});

test("refuses and logs connections above the limit, and accepts new ones when others have gone", async () => {
  await serve({ maxConnections: 2 });
  const first = await client();
  await client();
  const third = await client();
  expect(await third.whole()).toHaveLength(0);
  expect(events.filter(({ event }) => event === "full")).toEqual([
    { event: "full", maxConnections: 2, peer: { family: "AF_INET", address: "127.0.0.1", port: expect.any(Number) } },
  ]);
  await first.rest();
  await untilGone();
  expect(await echoOf("Hello")).toBe("Hello");
});

test("stops reading from a client that never reads, and doesn't make other clients wait", async () => {
  await serve();
  const greedy = await client();
  greedy.socket.pause();
  const chunk = Buffer.alloc(1024 * 1024, "x");
  let taken = 0;
  // more than the kernels of both sides can buffer
  for (let count = 0; count < 64 && greedy.socket.writableLength < 8 * chunk.length; count += 1) {
    greedy.socket.write(chunk, () => {
      taken += chunk.length;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(taken).toBeLessThan(40 * chunk.length);
  expect(await echoOf("Hello")).toBe("Hello");
  greedy.socket.destroy();
  await untilGone(2);
});

test("logs a line over 64 KiB in pieces, and echoes it unchanged", async () => {
  await serve();
  const line = `${"x".repeat(150_000)}\r\n`;
  expect(await echoOf(line)).toBe(line);
  await untilGone();
  const pieces = events.flatMap((event) => (event.event === "in" ? [event.bytes.length] : []));
  expect(pieces).toEqual([65_536, 65_536, 18_930]);
});

test("logs the error of a client that resets its connection", async () => {
  await serve();
  const rude = await client();
  rude.type("PRO");
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  rude.socket.resetAndDestroy();
  await untilGone();
  expect(events.slice(2)).toEqual([
    { event: "in", connection: 1, bytes: Buffer.from("PRO") },
    { event: "gone", connection: 1, healthCheck: false, error: "ECONNRESET" },
  ]);
});

test("closing the server ends every connection", async () => {
  await serve();
  const open = await client();
  open.type("Hello");
  await open.received(5);
  await server?.close();
  server = undefined;
  await open.whole();
  expect(events.slice(-2)).toEqual([
    { event: "gone", connection: 1, healthCheck: false },
    { event: "terminated", counts: { connections: 1, healthChecks: 0, refused: 0 } },
  ]);
});

test("rejects a port that is in use", async () => {
  await serve();
  const second = new EchoServer({ port, host: "127.0.0.1", proxyProtocol: "off", strip: false }, () => undefined);
  await expect(second.listen()).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("listens on IPv6", async () => {
  await serve({ host: "::1" });
  const sender = await Client.connect({ host: "::1", port });
  sender.type("Hello");
  expect((await sender.rest()).toString()).toBe("Hello");
  expect(events[1]).toMatchObject({ peer: { family: "AF_INET6", address: "::1" } });
});
