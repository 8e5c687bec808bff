// Headers, built by hand after the specification.

export const SIGNATURE = Buffer.from("0d0a0d0a000d0a515549540a", "hex");

/** Returns a version 2 header with any bytes. */
export function version2(versionAndCommand: number, family: number, block: Buffer): Buffer {
  const fixed = Buffer.from([versionAndCommand, family, block.length >> 8, block.length & 0xff]);
  return Buffer.concat([SIGNATURE, fixed, block]);
}

export function tlv(type: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, value.length >> 8, value.length & 0xff]), value]);
}

/** 192.0.2.1:56324 to 198.51.100.2:443. */
export const IPV4_BLOCK = Buffer.from("c0000201c6336402dc0401bb", "hex");

/** [2001:db8::1]:56324 to [2001:db8:0:1::2]:443. */
export const IPV6_BLOCK = Buffer.from(
  "20010db800000000000000000000000120010db8000000010000000000000002dc0401bb",
  "hex",
);

export const UNIX_BLOCK = Buffer.concat([
  Buffer.from("/run/client\0", "latin1"),
  Buffer.alloc(96),
  Buffer.alloc(108, "x"),
]);

/** AWS's own library parses these bytes as a header from a VPC endpoint: a checksum, the endpoint's ID, padding. */
export const AWS_EXAMPLE = Buffer.from(
  "0d0a0d0a000d0a515549540a21110054ac1f0771ac1f0a1fc8f20050030004e8d6892dea0017" +
    `01${Buffer.from("vpce-08d2bf15fac5001c9").toString("hex")}040024${"00".repeat(36)}`,
  "hex",
);

/** Valid headers of every kind. */
export const HEADERS: Record<string, Buffer> = {
  "v1 TCP4": Buffer.from("PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888\r\n"),
  "v1 TCP4, the longest": Buffer.from("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n"),
  "v1 TCP6": Buffer.from("PROXY TCP6 2001:db8::1 2001:DB8:0:1::2 56324 0\r\n"),
  "v1 TCP6, the longest": Buffer.from(
    `PROXY TCP6 ${Array(8).fill("ffff").join(":")} ${Array(8).fill("ffff").join(":")} 65535 65535\r\n`,
  ),
  "v1 UNKNOWN": Buffer.from("PROXY UNKNOWN\r\n"),
  "v1 UNKNOWN, the longest": Buffer.from(`PROXY UNKNOWN ${"x".repeat(91)}\r\n`),
  "v2 LOCAL": version2(0x20, 0x00, Buffer.alloc(0)),
  "v2 LOCAL with a block": version2(0x20, 0xff, Buffer.from("whatever")),
  "v2 LOCAL of a client": version2(0x20, 0x11, IPV4_BLOCK),
  "v2 LOCAL of half a client": version2(0x20, 0x11, IPV4_BLOCK.subarray(1)),
  "v2 UNSPEC": version2(0x21, 0x00, Buffer.from("whatever")),
  "v2 TCP4": version2(0x21, 0x11, IPV4_BLOCK),
  "v2 UDP4": version2(0x21, 0x12, IPV4_BLOCK),
  "v2 TCP6": version2(0x21, 0x21, IPV6_BLOCK),
  "v2 UDP6": version2(0x21, 0x22, IPV6_BLOCK),
  "v2 UNIX_STREAM": version2(0x21, 0x31, UNIX_BLOCK),
  "v2 UNIX_DGRAM": version2(0x21, 0x32, UNIX_BLOCK),
  "v2 TCP4 with TLVs": version2(
    0x21,
    0x11,
    Buffer.concat([IPV4_BLOCK, tlv(0x01, Buffer.from("h2")), tlv(0x04, Buffer.alloc(3)), tlv(0xe0, Buffer.alloc(0))]),
  ),
  "v2 TCP4 over a VPC endpoint": AWS_EXAMPLE,
};
