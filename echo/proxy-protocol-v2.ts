import { SocketAddress } from "node:net";
import type { Endpoint, Reading, Transport } from "./proxy-header";
import { checksumProblem, readTlvs } from "./tlv";
import { visible } from "./visible";

// Version 2: a signature, version and command, family and transport, a length, and that many bytes of addresses and TLVs.

export const SIGNATURE_2 = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");

const FIXED = 16;
const COMMANDS = ["LOCAL", "PROXY"] as const;
const FAMILIES = 4;
const TRANSPORTS = 3;
const UNIX_PATH = 108;

/** Transports and address lengths, keyed by the header's byte for family and transport. */
const ADDRESSES: Record<
  number,
  { transport: Transport; length: number; read: (block: Buffer) => [Endpoint, Endpoint] }
> = {
  0x11: { transport: "TCP4", length: 12, read: ipv4 },
  0x12: { transport: "UDP4", length: 12, read: ipv4 },
  0x21: { transport: "TCP6", length: 36, read: ipv6 },
  0x22: { transport: "UDP6", length: 36, read: ipv6 },
  0x31: { transport: "UNIX_STREAM", length: 2 * UNIX_PATH, read: unix },
  0x32: { transport: "UNIX_DGRAM", length: 2 * UNIX_PATH, read: unix },
};

export function readVersion2(bytes: Buffer): Reading {
  const versionAndCommand = bytes[SIGNATURE_2.length];
  if (versionAndCommand !== undefined && versionAndCommand >> 4 !== 2) {
    return invalid(`must have version 2, but has ${versionAndCommand >> 4}`);
  }
  if (bytes.length < FIXED) return { kind: "incomplete", needs: FIXED, begun: true };

  const command = COMMANDS[bytes.readUInt8(12) & 0xf];
  if (!command) return invalid(`must have command 0 (LOCAL) or 1 (PROXY), but has ${bytes.readUInt8(12) & 0xf}`);
  const family = bytes.readUInt8(13);
  // The specification says to ignore a LOCAL header's family and addresses.
  const known = family >> 4 < FAMILIES && (family & 0xf) < TRANSPORTS;
  if (command === "PROXY" && !known)
    return invalid(`must have a known family and transport, but has 0x${family.toString(16).padStart(2, "0")}`);
  const length = FIXED + bytes.readUInt16BE(14);
  if (bytes.length < length) return { kind: "incomplete", needs: length, begun: true };

  const addresses = command === "PROXY" ? ADDRESSES[family] : undefined;
  if (!addresses) {
    return { kind: "header", length, header: { version: 2, command, transport: "UNKNOWN", tlvs: [] } };
  }
  const block = bytes.subarray(FIXED, length);
  if (block.length < addresses.length) {
    return invalid(
      `for ${addresses.transport} must have ${addresses.length} bytes of addresses, but has ${block.length}`,
    );
  }
  const tlvs = readTlvs(block.subarray(addresses.length));
  if (typeof tlvs === "string") return invalid(tlvs);
  const problem = checksumProblem(bytes.subarray(0, length), tlvs);
  if (problem) return invalid(problem);
  const [source, destination] = addresses.read(block);
  const { transport } = addresses;
  return { kind: "header", length, header: { version: 2, command: "PROXY", transport, source, destination, tlvs } };
}

function ipv4(block: Buffer): [Endpoint, Endpoint] {
  const address = (at: number): string => block.subarray(at, at + 4).join(".");
  return [
    { address: address(0), port: block.readUInt16BE(8) },
    { address: address(4), port: block.readUInt16BE(10) },
  ];
}

function ipv6(block: Buffer): [Endpoint, Endpoint] {
  const address = (at: number): string => {
    const groups = Array.from({ length: 8 }, (_, group) => block.readUInt16BE(at + 2 * group).toString(16));
    // Node.js writes the address with its zeros shortened
    return new SocketAddress({ address: groups.join(":"), family: "ipv6" }).address;
  };
  return [
    { address: address(0), port: block.readUInt16BE(32) },
    { address: address(16), port: block.readUInt16BE(34) },
  ];
}

function unix(block: Buffer): [Endpoint, Endpoint] {
  const path = (at: number): Endpoint => {
    const bytes = block.subarray(at, at + UNIX_PATH);
    const end = bytes.indexOf(0, 1); // a path that begins with a zero byte is a name in Linux's abstract namespace
    return { address: visible(end < 0 ? bytes : bytes.subarray(0, end)) };
  };
  return [path(0), path(UNIX_PATH)];
}

function invalid(problem: string): Reading {
  return { kind: "invalid", reason: `PROXY header v2 ${problem}` };
}
