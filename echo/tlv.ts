import { buf as crc32c } from "crc-32/crc32c";
import { visible } from "./visible";

// The type-length-value vectors (TLVs) after the addresses of a PROXY header v2.

export interface Tlv {
  readonly type: number;
  readonly value: Buffer;
}

const ALPN = 0x01;
const AUTHORITY = 0x02;
const CRC32C = 0x03;
const NOOP = 0x04;
const UNIQUE_ID = 0x05;
const SSL = 0x20;
const NETNS = 0x30;
/** AWS's own type: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#proxy-protocol */
const AWS = 0xea;

const AWS_VPC_ENDPOINT_ID = 0x01;
const SSL_FIXED = 5;
const SSL_CONNECTED = 0x01;
const LONGEST_UNIQUE_ID = 128;

const NAMES: Record<number, string> = {
  [ALPN]: "ALPN",
  [AUTHORITY]: "AUTHORITY",
  [CRC32C]: "CRC32C",
  [UNIQUE_ID]: "UNIQUE_ID",
  [SSL]: "SSL",
  [NETNS]: "NETNS",
  [AWS]: "AWS",
};

const SSL_NAMES: Record<number, string> = {
  0x21: "version",
  0x22: "CN",
  0x23: "cipher",
  0x24: "signature",
  0x25: "key",
};

const TEXTS = [ALPN, AUTHORITY, UNIQUE_ID, NETNS];

/** Returns the TLVs in a block of bytes, or what is wrong with them. */
export function readTlvs(block: Buffer): readonly Tlv[] | string {
  const tlvs = split(block);
  if (typeof tlvs === "string") return tlvs;
  return tlvs.map(problemOf).find((problem) => problem !== undefined) ?? tlvs;
}

function split(block: Buffer): readonly Tlv[] | string {
  const tlvs: Tlv[] = [];
  for (let at = 0; at < block.length;) {
    const start = at + 3;
    const end = start <= block.length ? start + block.readUInt16BE(at + 1) : start;
    if (end > block.length) return `must have complete TLVs, but one is ${end - block.length} bytes short`;
    tlvs.push({ type: block.readUInt8(at), value: block.subarray(start, end) });
    at = end;
  }
  return tlvs;
}

function problemOf({ type, value }: Tlv): string | undefined {
  switch (type) {
    case CRC32C:
      return value.length === 4 ? undefined : `must have a CRC32C of 4 bytes, but it has ${value.length}`;
    case UNIQUE_ID:
      return value.length <= LONGEST_UNIQUE_ID
        ? undefined
        : `must have a UNIQUE_ID of at most ${LONGEST_UNIQUE_ID} bytes, but it has ${value.length}`;
    case SSL: {
      if (value.length < SSL_FIXED)
        return `must have an SSL TLV of at least ${SSL_FIXED} bytes, but it has ${value.length}`;
      const inner = split(value.subarray(SSL_FIXED));
      return typeof inner === "string" ? `has an invalid SSL TLV, which ${inner}` : undefined;
    }
    default:
      return undefined;
  }
}

/** Checks a header's CRC32C, if it has one. Returns what is wrong with it. */
export function checksumProblem(header: Buffer, tlvs: readonly Tlv[]): string | undefined {
  const checksums = tlvs.filter(({ type }) => type === CRC32C);
  if (checksums.length > 1) return `must have one CRC32C, but has ${checksums.length}`;
  const [checksum] = checksums;
  if (!checksum) return undefined;
  const given = checksum.value.readUInt32BE();
  const zeroed = Buffer.from(header);
  const at = checksum.value.byteOffset - header.byteOffset;
  zeroed.fill(0, at, at + 4);
  const computed = crc32c(zeroed) >>> 0;
  return given === computed
    ? undefined
    : `doesn't match its CRC32C: it says ${hex(given)}, but its bytes give ${hex(computed)}`;
}

/** Describes a TLV for people: its name and its value. Undefined for padding. */
export function describeTlv({ type, value }: Tlv): { readonly name: string; readonly text: string } | undefined {
  if (type === NOOP) return undefined;
  const name = NAMES[type] ?? `0x${type.toString(16).padStart(2, "0")}`;
  if (type === AWS && value[0] === AWS_VPC_ENDPOINT_ID) {
    return { name: "VPC endpoint", text: visible(value.subarray(1)) };
  }
  if (type === SSL) return { name, text: describeSsl(value) };
  return { name, text: TEXTS.includes(type) ? visible(value) : value.toString("hex") };
}

function describeSsl(value: Buffer): string {
  const inner = split(value.subarray(SSL_FIXED));
  const connected = value.readUInt8(0) & SSL_CONNECTED;
  return [
    connected ? "client connected over TLS" : "client did not connect over TLS",
    `verify ${value.readUInt32BE(1)}`,
    ...(typeof inner === "string" ? [] : inner).map(
      (tlv) => `${SSL_NAMES[tlv.type] ?? `0x${tlv.type.toString(16)}`} ${visible(tlv.value)}`,
    ),
  ].join(", ");
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
