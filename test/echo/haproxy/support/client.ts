import { once } from "node:events";
import { connect, type NetConnectOpts, type Socket } from "node:net";

/** A client like telnet: sends text, and records what comes back. */
export class Client {
  public static async connect(options: NetConnectOpts): Promise<Client> {
    const socket = connect({ allowHalfOpen: true, ...options });
    await once(socket, "connect");
    return new Client(socket);
  }

  private chunks: Buffer[] = [];
  private readonly ended: Promise<unknown>;

  public constructor(public readonly socket: Socket) {
    socket.on("data", (chunk) => this.chunks.push(chunk));
    // a server that closes with unread data resets the connection; the test checks what came before
    socket.on("error", () => undefined);
    this.ended = new Promise((resolve) => socket.once("end", resolve).once("close", resolve));
  }

  public type(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** Returns what came back, once it has this many bytes or the connection ends. */
  public async received(length: number): Promise<Buffer> {
    while (this.size < length && !this.socket.readableEnded && !this.socket.destroyed) {
      await Promise.race([once(this.socket, "data"), this.ended]);
    }
    return Buffer.concat(this.chunks);
  }

  /** Ends this side, and returns what came back until the server ended, too. */
  public async rest(): Promise<Buffer> {
    this.socket.end();
    return this.whole();
  }

  /** Returns what came back until the server ended. */
  public async whole(): Promise<Buffer> {
    await this.ended;
    this.socket.end();
    return Buffer.concat(this.chunks);
  }

  private get size(): number {
    return this.chunks.reduce((size, chunk) => size + chunk.length, 0);
  }
}
