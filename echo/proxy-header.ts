import type { Tlv } from "./tlv";

// What a header of the PROXY protocol says.

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
