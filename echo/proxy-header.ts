import type { Tlv } from "./tlv";

// The contents of a PROXY protocol header.

/** What a header says about the connection that a proxy passes on. */
export interface ProxyHeader {
  readonly version: 1 | 2;
  /** `LOCAL` if the proxy itself connects, as for a health check. */
  readonly command: "PROXY" | "LOCAL";
  /** `UNKNOWN` if the header has no endpoints. Then the endpoints of the connection itself apply. */
  readonly transport: Transport;
  /** The client. */
  readonly source?: Endpoint;
  /** The address to which the client connected. */
  readonly destination?: Endpoint;
  readonly tlvs: readonly Tlv[];
}

export type Transport = "TCP4" | "TCP6" | "UDP4" | "UDP6" | "UNIX_STREAM" | "UNIX_DGRAM" | "UNKNOWN";

/** An address and a port, or the path of a UNIX socket. */
export interface Endpoint {
  readonly address: string;
  readonly port?: number;
}

/** The result of parsing the first bytes of a connection. */
export type Reading =
  /** No header: the client's own data. */
  | { readonly kind: "none" }
  /** Undecided until `needs` bytes have come. `begun` is true once they can only be a header. */
  | { readonly kind: "incomplete"; readonly needs: number; readonly begun: boolean }
  | { readonly kind: "header"; readonly header: ProxyHeader; readonly length: number }
  /** A header that violates the specification. The server must close the connection. */
  | { readonly kind: "invalid"; readonly reason: string };
