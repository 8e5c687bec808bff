import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode } from "dns-packet";

/** Codes of errors in answers. dns-packet has only their names. */
const CODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

/** Addresses of a name, an error, or no answer at all. */
export type Script = readonly string[] | keyof typeof CODES | "silence";

/** A name server on loopback that answers as scripted. Names without a script don't exist. */
export class DnsServer {
  public static async start(): Promise<DnsServer> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new DnsServer(socket);
  }

  public readonly scripts = new Map<string, Script>();
  /** Questions so far, such as `A db.internal`. */
  public readonly asked: string[] = [];
  /** Answers wait for this. */
  public ready: Promise<unknown> = Promise.resolve();

  private constructor(private readonly socket: Socket) {
    socket.on("message", (message, sender) => void this.answer(message, sender));
  }

  /** Address and port for a resolver. */
  public get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  public async stop(): Promise<void> {
    this.socket.close();
    await once(this.socket, "close");
  }

  private async answer(message: Buffer, sender: RemoteInfo): Promise<void> {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (!question) return;
    const { name, type } = question;
    this.asked.push(`${type} ${name}`);
    await this.ready;
    const script = this.scripts.get(name) ?? "NXDOMAIN";
    if (script === "silence") return;
    const found = typeof script === "string" ? [] : script;
    const answers = found
      .filter((data) => data.includes(":") === (type === "AAAA"))
      .map((data): Answer => ({ type: type === "AAAA" ? "AAAA" : "A", name, ttl: 60, data }));
    const code = typeof script === "string" ? CODES[script] : 0;
    this.socket.send(
      encode({ id, type: "response", flags: AUTHORITATIVE_ANSWER | code, questions, answers }),
      sender.port,
      sender.address,
    );
  }
}
