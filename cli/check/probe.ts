import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect, isIP, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { connect as connectTls } from "node:tls";

// Connects to a port, and finds out what answers there. Who speaks first is an SSH server or the like; who does not is asked
// by HTTP, then by TLS.

/** So long is waited for a server that speaks first. */
const GREETING_MILLISECONDS = 200;

export interface ProbeOptions {
  readonly host: string;
  readonly port: number;
  /** For all that is asked of the port. */
  readonly timeoutMilliseconds: number;
  /** Which is asked for first. */
  readonly expected?: Service | undefined;
}

export type Service = "HTTP" | "TLS" | "SSH";

/** What a port does. */
export type Outcome =
  | {
      readonly connected: true;
      /** Until the connection stood. */
      readonly milliseconds: number;
      readonly answer: Answer;
    }
  | { readonly connected: false; readonly milliseconds: number; readonly reason: Reason };

/** Why there is no connection; of rarer reasons the operating system's word. */
export type Reason = "refused" | "timeout" | "unreachable" | "closed" | "unknown host" | (string & {});

export type Answer =
  | HttpAnswer
  | { readonly service: "TLS"; readonly certificate: Certificate; readonly http?: HttpAnswer }
  | { readonly service: "SSH"; readonly banner: string }
  /** Something that speaks first, and no SSH. */
  | { readonly service: "other"; readonly banner: string }
  | { readonly service: "none" };

export interface HttpAnswer {
  readonly service: "HTTP";
  readonly status: number;
  readonly server?: string;
}

export interface Certificate {
  readonly name: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const SILENT: Answer = { service: "none" };

/** Connects, and finds out what answers. */
export async function probe(options: ProbeOptions): Promise<Outcome> {
  const begun = performance.now();
  try {
    return await within(options.timeoutMilliseconds, undefined, async (deadline): Promise<Outcome> => {
      const socket = await opened(options, deadline);
      const milliseconds = performance.now() - begun;
      const answer = await answerOf(socket, options, deadline);
      return answer === "closed"
        ? { connected: false, milliseconds, reason: "closed" }
        : { connected: true, milliseconds, answer };
    });
  } catch (error) {
    return { connected: false, milliseconds: performance.now() - begun, reason: reasonOf(error) };
  }
}

async function opened({ host, port }: ProbeOptions, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, signal });
  await once(socket, "connect");
  // From here on an end of any kind is an answer; who waits for one listens for it.
  socket.on("error", () => undefined);
  return socket;
}

/** What a connection that was asked something came to, where it was no answer. */
type NoAnswer = "closed" | "silence";

type Ask = (socket: Socket, options: ProbeOptions, signal: AbortSignal) => Promise<Answer | NoAnswer>;

async function answerOf(socket: Socket, options: ProbeOptions, deadline: AbortSignal): Promise<Answer | "closed"> {
  const { expected, timeoutMilliseconds } = options;
  const asksAtOnce = expected === "HTTP" || expected === "TLS";
  if (!asksAtOnce) {
    const greeting = await firstBytes(socket, Math.min(GREETING_MILLISECONDS, timeoutMilliseconds / 4));
    if (greeting !== "silence") {
      socket.destroy();
      return greeting === "closed" ? "closed" : spoken(greeting);
    }
  }
  const asks: readonly [Ask, Ask] = expected === "TLS" ? [askByTls, askByHttp] : [askByHttp, askByTls];
  const first = await within(timeoutMilliseconds / 2, deadline, async (signal) => asks[0](socket, options, signal));
  socket.destroy();
  if (typeof first !== "string" && !maySpeakTls(first)) return first;
  const other = await opened(options, deadline).catch(() => undefined);
  const second = other ? await asks[1](other, options, deadline) : "closed";
  other?.destroy();
  const [answer] = [second, first].filter((said) => typeof said !== "string");
  // Who understands neither may close each: that it did so unasked is what tells one that does not serve.
  return answer ?? (asksAtOnce && first === "closed" && second === "closed" ? "closed" : SILENT);
}

/** Servers of TLS say 400 to a request without it. */
function maySpeakTls(answer: Answer): boolean {
  return answer.service === "HTTP" && answer.status === 400;
}

/** What comes first, without a byte of ours. */
async function firstBytes(socket: Socket, milliseconds: number): Promise<Buffer | "closed" | "silence"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      settle("silence");
    }, milliseconds);
    const onData = (bytes: Buffer): void => {
      settle(bytes);
    };
    const onEnd = (): void => {
      settle("closed");
    };
    function settle(result: Buffer | "closed" | "silence"): void {
      clearTimeout(timer);
      socket.off("data", onData).off("end", onEnd).off("close", onEnd);
      resolve(result);
    }
    socket.on("data", onData).once("end", onEnd).once("close", onEnd);
  });
}

/** A server's first words: what its first line says that it is. */
function spoken(bytes: Buffer): Answer {
  const [line = ""] = bytes.toString("latin1").split(/\r?\n/, 1);
  if (line.startsWith("SSH-")) return { service: "SSH", banner: line };
  // Of a web server whose headers are not as they have to be.
  const [, status] = /^HTTP\/\d\.\d (\d{3})\b/.exec(line) ?? [];
  return status === undefined ? { service: "other", banner: line } : { service: "HTTP", status: Number(status) };
}

async function askByHttp(
  socket: Socket,
  { host, port }: ProbeOptions,
  signal: AbortSignal,
): Promise<Answer | NoAnswer> {
  const headers = { "User-Agent": "port-forward-nlb", Connection: "close" };
  const asking = request({ host, port, method: "HEAD", path: "/", headers, signal, createConnection: () => socket });
  try {
    asking.end();
    const [{ statusCode = 0, headers: answered }] = (await once(asking, "response")) as [IncomingMessage];
    const server = [answered.server].flat().join(", ");
    return { service: "HTTP", status: statusCode, ...(server === "" ? {} : { server }) };
  } catch (error) {
    const { code, rawPacket } = error as { code?: string; rawPacket?: Buffer };
    if (rawPacket === undefined) return code === "ABORT_ERR" ? "silence" : "closed";
    // What a server of TLS sends begins with the kind of a record.
    return (rawPacket[0] ?? 0) < 0x20 ? "closed" : spoken(rawPacket);
  } finally {
    asking.on("error", () => undefined).destroy();
  }
}

async function askByTls(transport: Socket, options: ProbeOptions, signal: AbortSignal): Promise<Answer | NoAnswer> {
  const servername = isIP(options.host) === 0 ? options.host : "";
  // Whoever issued its certificate: what that says is shown, and not relied on.
  const socket = connectTls({ socket: transport, rejectUnauthorized: false, servername, ALPNProtocols: ["http/1.1"] });
  socket.on("error", () => undefined);
  try {
    await once(socket, "secureConnect", { signal });
    const { subject, subjectaltname, valid_from, valid_to } = socket.getPeerCertificate();
    const [, alternative = ""] = /^(?:DNS|IP Address):([^,]*)/.exec(subjectaltname ?? "") ?? [];
    const name = [subject.CN].flat()[0] ?? alternative;
    const certificate = { name, validFrom: new Date(valid_from), validTo: new Date(valid_to) };
    const http = await within(options.timeoutMilliseconds / 4, signal, async (sooner) =>
      askByHttp(socket, options, sooner),
    );
    const isHttp = typeof http !== "string" && http.service === "HTTP";
    return { service: "TLS", certificate, ...(isHttp ? { http } : {}) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ABORT_ERR" ? "silence" : "closed";
  } finally {
    socket.destroy();
  }
}

/**
 * Does what is to be given up after a time, or with what it is a part of.
 *
 * Not by `AbortSignal.timeout()` and `any()`: on Node.js 20 some of hundreds never fire, and their ports are waited for for ever.
 */
async function within<T>(
  milliseconds: number,
  whole: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const giveUp = (): void => {
    controller.abort();
  };
  const timer = setTimeout(giveUp, milliseconds);
  if (whole?.aborted === true) giveUp();
  whole?.addEventListener("abort", giveUp);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    whole?.removeEventListener("abort", giveUp);
  }
}

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "closed",
  ETIMEDOUT: "timeout",
  ABORT_ERR: "timeout",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ENOTFOUND: "unknown host",
  EAI_AGAIN: "unknown host",
};

function reasonOf(error: unknown): Reason {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? code;
}
