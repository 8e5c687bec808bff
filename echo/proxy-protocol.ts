import { readVersion1, SIGNATURE_1 } from "./proxy-protocol-v1";
import { readVersion2, SIGNATURE_2 } from "./proxy-protocol-v2";
import type { Tlv } from "./tlv";

// The PROXY protocol, versions 1 and 2, as its specification has it:
// https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt

/** What a header says of the connection that a proxy passes on. */
export interface ProxyHeader {
  readonly version: 1 | 2;
  /** `LOCAL`: the proxy speaks for itself, as a health check does. */
  readonly command: "PROXY" | "LOCAL";
  /** `UNKNOWN`: the header says nothing of the endpoints, and those of the connection itself hold. */
  readonly transport: Transport;
  /** The client. */
  readonly source?: Endpoint;
  /** What the client connected to. */
  readonly destination?: Endpoint;
  readonly tlvs: readonly Tlv[];
}

export type Transport = "TCP4" | "TCP6" | "UDP4" | "UDP6" | "UNIX_STREAM" | "UNIX_DGRAM" | "UNKNOWN";

/** An address and a port, or the path of a UNIX socket. */
export interface Endpoint {
  readonly address: string;
  readonly port?: number;
}

/** What the first bytes of a connection are. */
export type Reading =
  /** No header: what a client sends of its own. */
  | { readonly kind: "none" }
  /** Not to be told before `needs` bytes are there; `begun` as soon as they can be nothing but a header. */
  | { readonly kind: "incomplete"; readonly needs: number; readonly begun: boolean }
  | { readonly kind: "header"; readonly header: ProxyHeader; readonly length: number }
  /** A header that breaks the specification: the connection is to be closed. */
  | { readonly kind: "invalid"; readonly reason: string };

/** Reads the header that a connection begins with, from all that came of it so far. */
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
