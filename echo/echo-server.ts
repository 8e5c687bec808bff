import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { ByteQueue } from "./byte-queue";
import { LineSplitter } from "./line-splitter";
import type { Endpoint, ProxyHeader } from "./proxy-header";
import { readHeader } from "./proxy-protocol";

/** Whether a connection may or must begin with a PROXY header. `off` treats a header as data. */
export type ProxyProtocol = "optional" | "required" | "off";

export interface EchoServerOptions {
  /** The port to listen on. 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  readonly proxyProtocol: ProxyProtocol;
  /** Whether to leave the PROXY header out of the echo. */
  readonly strip: boolean;
  /** Closes a connection after this time without a byte in either direction. Defaults to never. */
  readonly idleTimeoutSeconds?: number;
  /** Refuses connections while this many are open. Defaults to the system's limit for a process. */
  readonly maxConnections?: number;
}

/** The other end of a connection, which may be a proxy. Unknown if it reset the connection at once. */
export interface Peer extends Required<Endpoint> {
  readonly family: "AF_INET" | "AF_INET6";
}

/** An event of a connection, identified by its number. */
export type ConnectionEvent =
  | { readonly event: "accepted"; readonly connection: number; readonly peer?: Peer }
  | {
      readonly event: "header";
      readonly connection: number;
      readonly bytes: Buffer;
      readonly header: ProxyHeader;
      readonly peer?: Peer;
    }
  /** A line with its line end, a piece of a line over 64 KiB, or the last bytes without a line end. */
  | { readonly event: "in"; readonly connection: number; readonly bytes: Buffer }
  /** The server closes the connection because of what the client did. */
  | { readonly event: "refused"; readonly connection: number; readonly reason: string }
  | {
      readonly event: "gone";
      readonly connection: number;
      /** Whether the client sent only a PROXY header. */
      readonly healthCheck: boolean;
      /** The system's error code that ended it, such as `ECONNRESET`. */
      readonly error?: string;
    };

export type EchoEvent =
  | ConnectionEvent
  | { readonly event: "listening"; readonly address: string; readonly port: number }
  /** The system didn't let the server accept a connection. */
  | { readonly event: "error"; readonly error: string }
  /** The server refused a connection because `maxConnections` are open. */
  | { readonly event: "full"; readonly peer?: Peer; readonly maxConnections: number }
  | { readonly event: "terminated"; readonly counts: Counts };

/** Numbers of connections since the server started. */
export interface Counts {
  readonly connections: number;
  readonly healthChecks: number;
  readonly refused: number;
}

const LONGEST_LINE = 64 * 1024;

/** How long to wait for the rest of a header. The specification asks for at least three seconds. */
const HEADER_SECONDS = 5;

/** Sends back to each client what it sent, and logs who it is. */
export class EchoServer {
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private readonly counts = { connections: 0, healthChecks: 0, refused: 0 };
  private paused = false;

  public constructor(
    private readonly options: EchoServerOptions,
    private readonly log: (event: EchoEvent) => void,
  ) {
    // Half open, so that a client that has ended its side still receives its whole echo.
    this.server = createServer({ allowHalfOpen: true, keepAlive: true, noDelay: true }, (socket) => {
      this.accept(socket);
    });
    const { maxConnections } = options;
    if (maxConnections === undefined) return;
    this.server.maxConnections = maxConnections;
    this.server.on("drop", (dropped) => {
      log({ event: "full", peer: peerOf(dropped ?? {}), maxConnections });
    });
  }

  /** @throws the system's error if it can't listen */
  public async listen(): Promise<void> {
    const { port, host } = this.options;
    this.server.listen({ port, host });
    await once(this.server, "listening");
    this.server.on("error", ({ message }) => {
      this.log({ event: "error", error: message });
    });
    const bound = this.server.address() as AddressInfo;
    this.log({ event: "listening", address: bound.address, port: bound.port });
  }

  /** Stops reading from clients until `resume()`, if they send faster than the log can be written. */
  public pause(): void {
    this.paused = true;
    for (const connection of this.connections) connection.pause("log");
  }

  public resume(): void {
    this.paused = false;
    for (const connection of this.connections) connection.resume("log");
  }

  /** Closes all connections, and stops listening. */
  public async close(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    await Promise.all([closed, ...[...this.connections].map(async (connection) => connection.close())]);
    this.log({ event: "terminated", counts: { ...this.counts } });
  }

  private accept(socket: Socket): void {
    this.counts.connections += 1;
    const connection = new Connection(this.counts.connections, socket, this.options, (event) => {
      if (event.event === "refused") this.counts.refused += 1;
      if (event.event === "gone") {
        this.connections.delete(connection);
        if (event.healthCheck) this.counts.healthChecks += 1;
      }
      this.log(event);
    });
    this.connections.add(connection);
    connection.begin();
    if (this.paused) connection.pause("log");
  }
}

class Connection {
  private readonly lines = new LineSplitter(LONGEST_LINE);
  private readonly peer: Peer | undefined;
  /** Bytes that may be a header, or the beginning of one. */
  private readonly held = new ByteQueue();
  /** How many bytes to hold before parsing them. Undefined once everything is data. */
  private needs: number | undefined = 1;
  private headerTimer?: NodeJS.Timeout;
  /** What the connection waits for before it continues to read. */
  private readonly waitsFor = new Set<"echo" | "log">();
  private hasHeader = false;
  private hasData = false;
  /** Whether the server closes the connection. */
  private endedHere = false;
  private error?: string;

  public constructor(
    private readonly id: number,
    private readonly socket: Socket,
    private readonly options: EchoServerOptions,
    private readonly log: (event: ConnectionEvent) => void,
  ) {
    this.peer = peerOf(socket);
  }

  public begin(): void {
    const { socket, options } = this;
    this.log({ event: "accepted", connection: this.id, peer: this.peer });
    if (options.proxyProtocol === "off") this.needs = undefined;
    if (options.proxyProtocol === "required") this.awaitHeader();
    socket.on("data", (bytes) => {
      if (this.needs === undefined) this.pass(bytes);
      else this.hold(bytes, this.needs);
    });
    socket.on("drain", () => {
      this.resume("echo");
    });
    socket.on("end", () => {
      if (this.needs !== undefined) this.decide("the connection ended");
      socket.end();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
    socket.on("close", () => {
      this.end();
    });
    if (options.idleTimeoutSeconds === undefined) return;
    socket.setTimeout(options.idleTimeoutSeconds * 1000, () => {
      this.refuse(`idle for ${options.idleTimeoutSeconds ?? 0} s`);
    });
  }

  public pause(waitFor: "echo" | "log"): void {
    this.waitsFor.add(waitFor);
    this.socket.pause();
  }

  public resume(waitedFor: "echo" | "log"): void {
    this.waitsFor.delete(waitedFor);
    if (this.waitsFor.size === 0) this.socket.resume();
  }

  public async close(): Promise<void> {
    this.endedHere = true;
    await new Promise((resolve) => this.socket.once("close", resolve).destroy());
  }

  private hold(bytes: Buffer, needs: number): void {
    this.held.push(bytes);
    if (this.held.length < needs) return;
    const held = this.held.take();
    const reading = readHeader(held);
    switch (reading.kind) {
      case "none":
        this.withoutHeader(held);
        return;
      case "incomplete":
        this.held.push(held);
        this.needs = reading.needs;
        this.awaitHeader();
        return;
      case "invalid":
        this.refuse(reading.reason, held);
        return;
      case "header":
        this.settle();
        this.passHeader(held.subarray(0, reading.length), reading.header);
        this.pass(held.subarray(reading.length));
    }
  }

  private awaitHeader(): void {
    this.headerTimer ??= setTimeout(() => {
      this.headerTimer = undefined;
      // The header isn't late if the server itself has paused reading.
      if (this.waitsFor.size > 0) this.awaitHeader();
      else this.decide(`${HEADER_SECONDS} s passed`);
    }, HEADER_SECONDS * 1000).unref();
  }

  /** Stops waiting: the bytes held are an incomplete header, or none. */
  private decide(because: string): void {
    const held = this.held.take();
    const reading = readHeader(held);
    if (reading.kind === "incomplete" && reading.begun) {
      this.refuse(`PROXY header must be complete, but only ${held.length} bytes came before ${because}`, held);
    } else if (held.length > 0 || this.options.proxyProtocol === "required") {
      this.withoutHeader(held);
    }
  }

  private withoutHeader(bytes: Buffer): void {
    if (this.options.proxyProtocol === "required") {
      this.refuse("a PROXY header must come first, but there is none", bytes);
      return;
    }
    this.settle();
    this.pass(bytes);
  }

  /** From here on, everything is data. */
  private settle(): void {
    this.needs = undefined;
    clearTimeout(this.headerTimer);
  }

  private passHeader(bytes: Buffer, header: ProxyHeader): void {
    this.hasHeader = true;
    this.log({ event: "header", connection: this.id, bytes, header, peer: this.peer });
    if (!this.options.strip) this.echo(bytes);
  }

  private pass(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.echo(bytes);
    this.logLines(bytes);
  }

  private echo(bytes: Buffer): void {
    if (!this.socket.write(bytes)) this.pause("echo");
  }

  private refuse(reason: string, unseen: Buffer = Buffer.alloc(0)): void {
    this.settle();
    this.endedHere = true;
    this.logLines(unseen);
    this.logRest();
    this.log({ event: "refused", connection: this.id, reason });
    this.socket.destroy();
  }

  private end(): void {
    this.settle();
    this.logLines(this.held.take());
    this.logRest();
    const { id: connection, error } = this;
    const healthCheck = this.hasHeader && !this.hasData && !this.endedHere;
    this.log({ event: "gone", connection, healthCheck, ...(error !== undefined && { error }) });
  }

  private logLines(bytes: Buffer): void {
    if (bytes.length > 0) this.hasData = true;
    for (const line of this.lines.push(bytes)) this.log({ event: "in", connection: this.id, bytes: line });
  }

  private logRest(): void {
    const rest = this.lines.rest();
    if (rest.length > 0) this.log({ event: "in", connection: this.id, bytes: rest });
  }
}

interface Remote {
  readonly remoteAddress?: string;
  readonly remotePort?: number;
  readonly remoteFamily?: string;
}

function peerOf({ remoteAddress, remotePort, remoteFamily }: Remote): Peer | undefined {
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  return { family: remoteFamily === "IPv6" ? "AF_INET6" : "AF_INET", address: remoteAddress, port: remotePort };
}
