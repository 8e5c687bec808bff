import fc from "fast-check";
import ipaddr from "ipaddr.js";
import type { ProxyHeader } from "../../echo/proxy-header";
import { readHeader } from "../../echo/proxy-protocol";
import { describeTlv } from "../../echo/tlv";
import { AWS_EXAMPLE, HEADERS, IPV4_BLOCK, IPV6_BLOCK, SIGNATURE, tlv, UNIX_BLOCK, version2 } from "./headers";

jest.setTimeout(600_000);

const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);
const MUTATIONS = 100_000;

beforeAll(() => {
  process.stdout.write(`FAST_CHECK_SEED=${SEED}\n`);
});

function headerOf(bytes: Buffer): ProxyHeader {
  const reading = readHeader(bytes);
  if (reading.kind !== "header") throw new Error(`no header: ${JSON.stringify(reading)}`);
  if (reading.length !== bytes.length) throw new Error(`a header of ${reading.length} bytes`);
  return reading.header;
}

function reasonOf(bytes: Buffer | string): string {
  const reading = readHeader(Buffer.from(bytes));
  if (reading.kind !== "invalid") throw new Error(`not invalid: ${JSON.stringify(reading)}`);
  return reading.reason;
}

describe("a valid header", () => {
  const ipv4 = [
    { address: "192.0.2.1", port: 56324 },
    { address: "198.51.100.2", port: 443 },
  ];
  const ipv6 = [
    { address: "2001:db8::1", port: 56324 },
    { address: "2001:db8:0:1::2", port: 443 },
  ];
  const unix = [{ address: "/run/client" }, { address: "x".repeat(108) }];

  test.each<[string, Partial<ProxyHeader>, (readonly { address: string; port?: number }[])?]>([
    [
      "v1 TCP4",
      { version: 1, command: "PROXY", transport: "TCP4" },
      [
        { address: "124.100.123.123", port: 53971 },
        { address: "10.0.8.154", port: 8888 },
      ],
    ],
    [
      "v1 TCP6",
      { version: 1, command: "PROXY", transport: "TCP6" },
      [
        { address: "2001:db8::1", port: 56324 },
        { address: "2001:DB8:0:1::2", port: 0 },
      ],
    ],
    ["v1 UNKNOWN", { version: 1, command: "PROXY", transport: "UNKNOWN" }],
    ["v1 UNKNOWN, the longest", { version: 1, command: "PROXY", transport: "UNKNOWN" }],
    ["v2 LOCAL", { version: 2, command: "LOCAL", transport: "UNKNOWN" }],
    ["v2 LOCAL with a block", { version: 2, command: "LOCAL", transport: "UNKNOWN" }],
    ["v2 LOCAL of a client", { version: 2, command: "LOCAL", transport: "UNKNOWN" }],
    ["v2 LOCAL of half a client", { version: 2, command: "LOCAL", transport: "UNKNOWN" }],
    ["v2 UNSPEC", { version: 2, command: "PROXY", transport: "UNKNOWN" }],
    ["v2 TCP4", { version: 2, command: "PROXY", transport: "TCP4" }, ipv4],
    ["v2 UDP4", { version: 2, command: "PROXY", transport: "UDP4" }, ipv4],
    ["v2 TCP6", { version: 2, command: "PROXY", transport: "TCP6" }, ipv6],
    ["v2 UDP6", { version: 2, command: "PROXY", transport: "UDP6" }, ipv6],
    ["v2 UNIX_STREAM", { version: 2, command: "PROXY", transport: "UNIX_STREAM" }, unix],
    ["v2 UNIX_DGRAM", { version: 2, command: "PROXY", transport: "UNIX_DGRAM" }, unix],
  ])("is parsed: %s", (name, header, [source, destination] = []) => {
    const bytes = HEADERS[name] ?? Buffer.alloc(0);
    expect(headerOf(bytes)).toEqual({ ...header, source, destination, tlvs: [] });
  });

  test("is parsed however it is split, without the bytes after it", () => {
    let splits = 0;
    for (const bytes of Object.values(HEADERS)) {
      const followed = Buffer.concat([bytes, Buffer.from("Hello\r\n")]);
      const whole = readHeader(followed);
      expect(whole).toMatchObject({ kind: "header", length: bytes.length });
      expect(readHeader(bytes)).toEqual(whole);
      for (let length = 0; length < bytes.length; length += 1) {
        const reading = readHeader(bytes.subarray(0, length));
        expect(reading.kind).toBe("incomplete");
        const needs = reading.kind === "incomplete" ? reading.needs : NaN;
        // `needs` is more than the bytes so far, and at most the whole header
        expect(needs).toBeGreaterThan(length);
        expect(needs).toBeLessThanOrEqual(bytes.length);
        splits += 1;
      }
    }
    expect(splits).toBeGreaterThan(1_000);
  });

  test("from AWS contains the VPC endpoint, and its checksum is valid", () => {
    const { tlvs, ...header } = headerOf(AWS_EXAMPLE);
    expect(header).toEqual({
      version: 2,
      command: "PROXY",
      transport: "TCP4",
      source: { address: "172.31.7.113", port: 51442 },
      destination: { address: "172.31.10.31", port: 80 },
    });
    expect(tlvs.map(describeTlv)).toEqual([
      { name: "CRC32C", text: "e8d6892d" },
      { name: "VPC endpoint", text: "vpce-08d2bf15fac5001c9" },
      undefined,
    ]);
  });
});

describe("a valid TLV", () => {
  test.each<[string, number, Buffer, { name: string; text: string } | undefined]>([
    ["a unique id of the longest", 0x05, Buffer.alloc(128, "x"), { name: "UNIQUE_ID", text: "x".repeat(128) }],
    [
      "of SSL, without any more",
      0x20,
      Buffer.from([0, 0, 0, 1, 2]),
      { name: "SSL", text: "client did not connect over TLS, verify 258" },
    ],
    ["of a namespace", 0x30, Buffer.from("blue"), { name: "NETNS", text: "blue" }],
    ["of a type without a name", 0x0e, Buffer.from([0, 255]), { name: "0x0e", text: "00ff" }],
    ["of padding", 0x04, Buffer.alloc(0), undefined],
  ])("is described: %s", (_, type, value, described) => {
    const { tlvs } = headerOf(version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(type, value)])));
    expect(tlvs.map(describeTlv)).toEqual([described]);
  });
});

test("a name in Linux's abstract namespace is an address, too", () => {
  const block = Buffer.concat([Buffer.from("\0client\0"), Buffer.alloc(208)]);
  expect(headerOf(version2(0x21, 0x31, block))).toMatchObject({
    source: { address: "<00>client" },
    destination: { address: "<00>" },
  });
});

describe("a stream with another beginning has no header", () => {
  test.each([
    "Hello\r\n",
    "proxy TCP4 ",
    "PROXYING",
    "PROXY\tTCP4",
    " PROXY TCP4",
    "\r\n\r\nHello",
    "\n",
    "GET / HTTP/1.1\r\n",
  ])("%j", (text) => {
    expect(readHeader(Buffer.from(text))).toEqual({ kind: "none" });
  });
});

describe("rejects a header of version 1", () => {
  test.each<[string, string]>([
    ["PROXY TCP4 999.1.1.1 10.0.0.1 1 2\r\n", 'PROXY header v1 for TCP4 must have IPv4 addresses, but has "999.1.1.1"'],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.256 1 2\r\n",
      'PROXY header v1 for TCP4 must have IPv4 addresses, but has "10.0.0.256"',
    ],
    ["PROXY TCP4 10.0.0.01 10.0.0.1 1 2\r\n", 'PROXY header v1 for TCP4 must have IPv4 addresses, but has "10.0.0.01"'],
    ["PROXY TCP4 10.0.1 10.0.0.1 1 2\r\n", 'PROXY header v1 for TCP4 must have IPv4 addresses, but has "10.0.1"'],
    ["PROXY TCP4 ::1 ::1 1 2\r\n", 'PROXY header v1 for TCP4 must have IPv4 addresses, but has "::1"'],
    ["PROXY TCP6 10.0.0.1 10.0.0.1 1 2\r\n", 'PROXY header v1 for TCP6 must have IPv6 addresses, but has "10.0.0.1"'],
    [
      "PROXY TCP6 ::1 fe80::1%eth0 1 2\r\n",
      'PROXY header v1 for TCP6 must have IPv6 addresses, but has "fe80::1%eth0"',
    ],
    ["PROXY TCP6 ::1 1::2::3 1 2\r\n", 'PROXY header v1 for TCP6 must have IPv6 addresses, but has "1::2::3"'],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 1 8888888\r\n",
      'PROXY header v1 must have ports from 0 to 65535 without leading zeros, but has "8888888"',
    ],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 65536 1\r\n",
      'PROXY header v1 must have ports from 0 to 65535 without leading zeros, but has "65536"',
    ],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 01 1\r\n",
      'PROXY header v1 must have ports from 0 to 65535 without leading zeros, but has "01"',
    ],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 -1 1\r\n",
      'PROXY header v1 must have ports from 0 to 65535 without leading zeros, but has "-1"',
    ],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 1\r\n",
      'PROXY header v1 must have two addresses and two ports, each after one space, but is "PROXY TCP4 10.0.0.1 10.0.0.1 1"',
    ],
    [
      "PROXY TCP4 10.0.0.1 10.0.0.1 1 2 \r\n",
      'PROXY header v1 must have two addresses and two ports, each after one space, but is "PROXY TCP4 10.0.0.1 10.0.0.1 1 2 "',
    ],
    [
      "PROXY TCP4  10.0.0.1 10.0.0.1 1 2\r\n",
      'PROXY header v1 must have two addresses and two ports, each after one space, but is "PROXY TCP4  10.0.0.1 10.0.0.1 1 2"',
    ],
    ["PROXY  TCP4 10.0.0.1 10.0.0.1 1 2\r\n", 'PROXY header v1 must be for TCP4, TCP6 or UNKNOWN, but is for ""'],
    ["PROXY UDP4 10.0.0.1 10.0.0.1 1 2\r\n", 'PROXY header v1 must be for TCP4, TCP6 or UNKNOWN, but is for "UDP4"'],
    ["PROXY \u001b[2J\r\n", 'PROXY header v1 must be for TCP4, TCP6 or UNKNOWN, but is for "\\u001b[2J"'],
    ["PROXY TCP4 10.0.0.1 10.0.0.1 1 2\n", "PROXY header v1 must end with CR LF, but has one without the other"],
    ["PROXY TCP4 10.0.0.1\r10.0.0.1 1 2", "PROXY header v1 must end with CR LF, but has one without the other"],
    ["PROXY UNKNOWN \r\r\n", "PROXY header v1 must end with CR LF, but has one without the other"],
    ["PROXY TCP4 10.0.0.1\r10.0.0.1 1 2\r\n", "PROXY header v1 must end with CR LF, but has one without the other"],
    [`PROXY UNKNOWN ${"x".repeat(92)}\r\n`, "PROXY header v1 doesn't end with CR LF within 107 bytes"],
    [`PROXY ${"x".repeat(101)}`, "PROXY header v1 doesn't end with CR LF within 107 bytes"],
  ])("%j", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });
});

describe("rejects a header of version 2", () => {
  const sslOf = (value: Buffer): Buffer => version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(0x20, value)]));
  const wrongChecksum = Buffer.from(AWS_EXAMPLE);
  wrongChecksum.writeUInt8(0, 16);

  test.each<[string, Buffer, string]>([
    ["of version 1", version2(0x11, 0x11, IPV4_BLOCK), "PROXY header v2 must have version 2, but has 1"],
    ["of version 3", Buffer.concat([SIGNATURE, Buffer.from([0x31])]), "PROXY header v2 must have version 2, but has 3"],
    [
      "with an unknown command",
      version2(0x22, 0x11, IPV4_BLOCK),
      "PROXY header v2 must have command 0 (LOCAL) or 1 (PROXY), but has 2",
    ],
    [
      "with an unknown family",
      version2(0x21, 0x41, IPV4_BLOCK),
      "PROXY header v2 must have a known family and transport, but has 0x41",
    ],
    [
      "with an unknown transport",
      version2(0x21, 0x13, IPV4_BLOCK),
      "PROXY header v2 must have a known family and transport, but has 0x13",
    ],
    [
      "with an unknown transport and no family",
      version2(0x21, 0x03, IPV4_BLOCK),
      "PROXY header v2 must have a known family and transport, but has 0x03",
    ],
    [
      "with a wrong checksum of few digits",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(3, Buffer.from([0, 0, 0, 1]))])),
      expect.stringMatching(
        /^PROXY header v2 doesn't match its CRC32C: it says 00000001, but its bytes give [0-9a-f]{8}$/,
      ) as string,
    ],
    [
      "with short IPv4 addresses",
      version2(0x21, 0x11, IPV4_BLOCK.subarray(1)),
      "PROXY header v2 for TCP4 must have 12 bytes of addresses, but has 11",
    ],
    [
      "with short IPv6 addresses",
      version2(0x21, 0x22, IPV6_BLOCK.subarray(1)),
      "PROXY header v2 for UDP6 must have 36 bytes of addresses, but has 35",
    ],
    [
      "with short UNIX paths",
      version2(0x21, 0x31, UNIX_BLOCK.subarray(1)),
      "PROXY header v2 for UNIX_STREAM must have 216 bytes of addresses, but has 215",
    ],
    [
      "with an extra byte",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, Buffer.alloc(1)])),
      "PROXY header v2 must have complete TLVs, but one is 2 bytes short",
    ],
    [
      "with a TLV too long",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, Buffer.from([1, 0, 5, 0])])),
      "PROXY header v2 must have complete TLVs, but one is 4 bytes short",
    ],
    [
      "with a short checksum",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(3, Buffer.alloc(3))])),
      "PROXY header v2 must have a CRC32C of 4 bytes, but it has 3",
    ],
    [
      "with two checksums",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(3, Buffer.alloc(4)), tlv(3, Buffer.alloc(4))])),
      "PROXY header v2 must have one CRC32C, but has 2",
    ],
    [
      "with a wrong checksum",
      wrongChecksum,
      "PROXY header v2 doesn't match its CRC32C: it says e8d6892d, but its bytes give efc34164",
    ],
    [
      "with a long unique ID",
      version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, tlv(5, Buffer.alloc(129))])),
      "PROXY header v2 must have a UNIQUE_ID of at most 128 bytes, but it has 129",
    ],
    [
      "with a short SSL TLV",
      sslOf(Buffer.alloc(4)),
      "PROXY header v2 must have an SSL TLV of at least 5 bytes, but it has 4",
    ],
    [
      "with an incomplete TLV in its SSL TLV",
      sslOf(Buffer.from([1, 0, 0, 0, 0, 0x21, 0])),
      "PROXY header v2 has an invalid SSL TLV, which must have complete TLVs, but one is 1 bytes short",
    ],
  ])("%s", (_, bytes, reason) => {
    expect(reasonOf(bytes)).toEqual(reason);
  });
});

/** Whether a header may be accepted, checked independently of the parser. `ours` is the parser's result. */
function mayBe(bytes: Buffer, ours: ProxyHeader): boolean {
  return ours.version === 1 ? mayBeVersion1(bytes, ours) : mayBeVersion2(bytes, ours);
}

function mayBeVersion1(bytes: Buffer, { transport, source, destination }: ProxyHeader): boolean {
  const line = bytes.toString("latin1");
  if (bytes.length > 107) return false;
  if (transport === "UNKNOWN") return /^PROXY UNKNOWN(?: [^\r\n]*)?\r\n$/.test(line);
  const isAddress = (text: string): boolean =>
    transport === "TCP4" ? ipaddr.IPv4.isValidFourPartDecimal(text) : ipaddr.IPv6.isValid(text);
  const addresses = [source?.address ?? "", destination?.address ?? ""];
  const ports = [source?.port ?? NaN, destination?.port ?? NaN];
  return (
    line === `PROXY ${transport} ${addresses.join(" ")} ${ports.join(" ")}\r\n` &&
    addresses.every((address) => isAddress(address) && !address.includes("%")) &&
    ports.every((port) => port >= 0 && port <= 65535)
  );
}

const FAMILIES: Record<string, number> = {
  TCP4: 0x11,
  UDP4: 0x12,
  TCP6: 0x21,
  UDP6: 0x22,
  UNIX_STREAM: 0x31,
  UNIX_DGRAM: 0x32,
};

/** Serializes a header, which must give the bytes from which it was parsed. */
function mayBeVersion2(bytes: Buffer, { command, transport, source, destination, tlvs }: ProxyHeader): boolean {
  const fixed = [
    command === "PROXY" ? 0x21 : 0x20,
    bytes[13] ?? 0,
    (bytes.length - 16) >> 8,
    (bytes.length - 16) & 0xff,
  ];
  if (!bytes.subarray(0, 16).equals(Buffer.concat([SIGNATURE, Buffer.from(fixed)]))) return false;
  if (transport === "UNKNOWN") return command === "LOCAL" || /^(0[0-2]|[1-3]0)$/.test(hexOf(bytes[13]));
  if (bytes[13] !== FAMILIES[transport]) return false;
  const vectors = Buffer.concat(tlvs.map(({ type, value }) => tlv(type, value)));
  const checksum = tlvs.find(({ type }) => type === 3);
  if (checksum && crc32c(withoutChecksum(bytes, vectors.length, tlvs)) !== checksum.value.readUInt32BE()) return false;
  if (transport.startsWith("UNIX")) return bytes.subarray(16 + 216).equals(vectors);
  const addresses = [source, destination].flatMap((endpoint) => ipaddr.parse(endpoint?.address ?? "").toByteArray());
  const ports = [source?.port ?? NaN, destination?.port ?? NaN].flatMap((port) => [port >> 8, port & 0xff]);
  return bytes.subarray(16).equals(Buffer.concat([Buffer.from([...addresses, ...ports]), vectors]));
}

function hexOf(byte = 0): string {
  return byte.toString(16).padStart(2, "0");
}

function withoutChecksum(bytes: Buffer, length: number, tlvs: ProxyHeader["tlvs"]): Buffer {
  const vectors = tlvs.map(({ type, value }) => tlv(type, type === 3 ? Buffer.alloc(4) : value));
  return Buffer.concat([bytes.subarray(0, bytes.length - length), ...vectors]);
}

/** CRC32c bit by bit, as RFC 4960 defines it. */
function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

const MUTANT = fc
  .tuple(
    fc.constantFrom(...Object.values(HEADERS)),
    fc.array(
      fc.record({
        how: fc.constantFrom("set", "insert", "delete", "digit", "cut", "repeat"),
        at: fc.nat({ max: 1_000_000 }),
        byte: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([header, mutations]) => {
    let bytes = header;
    for (const { how, at, byte } of mutations) {
      const index = at % Math.max(bytes.length, 1);
      const [before, here, after] = [
        bytes.subarray(0, index),
        bytes.subarray(index, index + 1),
        bytes.subarray(index + 1),
      ];
      const middle: Record<string, readonly Uint8Array[]> = {
        set: [Buffer.from([byte])],
        insert: [Buffer.from([byte]), here],
        delete: [],
        digit: [Buffer.from(String(byte % 10))],
        cut: [],
        repeat: [here, here],
      };
      bytes = Buffer.concat([before, ...(middle[how] ?? []), ...(how === "cut" ? [] : [after])]);
    }
    return bytes;
  });

test(`rejects all invalid ones of ${MUTATIONS} mutated headers`, () => {
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(MUTANT, (bytes) => {
      const reading = readHeader(bytes);
      kinds.set(reading.kind, (kinds.get(reading.kind) ?? 0) + 1);
      if (reading.kind === "header" && !mayBe(bytes.subarray(0, reading.length), reading.header)) {
        throw new Error(`accepted ${JSON.stringify(bytes.toString("latin1"))}`);
      }
      if (reading.kind === "incomplete" && reading.needs <= bytes.length)
        throw new Error("needs no more bytes than it has");
    }),
    { seed: SEED, numRuns: MUTATIONS },
  );
  process.stdout.write(`readings of mutants: ${JSON.stringify(Object.fromEntries(kinds))}\n`);
  // the mutants reach every kind of result
  expect([...kinds.keys()].sort()).toEqual(["header", "incomplete", "invalid", "none"]);
  expect(kinds.get("invalid")).toBeGreaterThan(MUTATIONS / 10);
});

test("parses nested and many TLVs in linear time", () => {
  const nested = Array.from({ length: 8_000 }).reduce<Buffer>(
    (inner) => (inner.length > 65_000 ? inner : tlv(0x20, Buffer.concat([Buffer.alloc(5), inner]))),
    Buffer.alloc(0),
  );
  const many = Buffer.alloc(65_523, tlv(0xe0, Buffer.alloc(0)));
  for (const vectors of [nested, many]) {
    const bytes = version2(0x21, 0x11, Buffer.concat([IPV4_BLOCK, vectors]));
    const { tlvs } = headerOf(bytes);
    expect(tlvs.map(describeTlv).every((described) => described !== undefined)).toBe(true);
  }
});
