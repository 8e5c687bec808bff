import { readVersion1, SIGNATURE_1 } from "./proxy-protocol-v1";
import { readVersion2, SIGNATURE_2 } from "./proxy-protocol-v2";
import type { Reading } from "./proxy-header";

// The PROXY protocol, versions 1 and 2, after its specification:
// https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt

/** Parses the header at the beginning of a connection, from all bytes that have come so far. */
export function readHeader(bytes: Buffer): Reading {
  for (const [signature, read] of VERSIONS) {
    const seen = Math.min(bytes.length, signature.length);
    if (bytes.compare(signature, 0, seen, 0, seen) !== 0) continue;
    return seen < signature.length ? { kind: "incomplete", needs: seen + 1, begun: false } : read(bytes);
  }
  return { kind: "none" };
}

const VERSIONS: readonly (readonly [Buffer, (bytes: Buffer) => Reading])[] = [
  [SIGNATURE_1, readVersion1],
  [SIGNATURE_2, readVersion2],
];
