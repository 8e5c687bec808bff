import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect, isIP, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { connect as connectTls } from "node:tls";

// Connects to a port, and finds out what answers. An SSH server sends the first bytes. A server that sends nothing gets an HTTP
// request, then a TLS handshake.

/** How long to wait for a server that sends the first bytes. */
const GREETING_MILLISECONDS = 200;

export interface ProbeOptions {
  readonly host: string;
  readonly port: number;
  /** Time limit for the whole probe. */
  readonly timeoutMilliseconds: number;
  /** The service to try first. */
  readonly expected?: Service | undefined;
}

export type Service = "HTTP" | "TLS" | "SSH";

/** The result of probing a port. */
export type Outcome =
  | {
      readonly connected: true;
      /** Time until the connection was established. */
      readonly milliseconds: number;
      readonly answer: Answer;
    }
  | { readonly connected: false; readonly milliseconds: number; readonly reason: Reason };

/** Why there is no connection. Rare reasons are the operating system's error code. */
export type Reason = "refused" | "timeout" | "unreachable" | "closed" | "unknown host" | (string & {});

export type Answer =
  | HttpAnswer
  | { readonly service: "TLS"; readonly certificate: Certificate; readonly http?: HttpAnswer }
  | { readonly service: "SSH"; readonly banner: string }
  /** A server that sends the first bytes, but isn't SSH. */
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

/** Connects to a port, and returns what answers. */
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
  // From here on, an error is an answer, and whoever waits for an answer listens for it.
  socket.on("error", () => undefined);
  return socket;
}

/** How a request ended without an answer. */
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
  // A server that understands neither may close both connections. Only one that closes without being asked serves nothing.
  return answer ?? (asksAtOnce && first === "closed" && second === "closed" ? "closed" : SILENT);
}

/** TLS servers answer a plain HTTP request with status 400. */
function maySpeakTls(answer: Answer): boolean {
  return answer.service === "HTTP" && answer.status === 400;
}

/** Returns the first bytes that the server sends on its own. */
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

/** Identifies a server by the first line that it sends. */
function spoken(bytes: Buffer): Answer {
  const [line = ""] = bytes.toString("latin1").split(/\r?\n/, 1);
  if (line.startsWith("SSH-")) return { service: "SSH", banner: line };
  // A web server whose headers Node.js rejects.
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
    // The first byte of a TLS record is its type, a control character.
    return (rawPacket[0] ?? 0) < 0x20 ? "closed" : spoken(rawPacket);
  } finally {
    asking.on("error", () => undefined).destroy();
  }
}

async function askByTls(transport: Socket, options: ProbeOptions, signal: AbortSignal): Promise<Answer | NoAnswer> {
  const servername = isIP(options.host) === 0 ? options.host : "";
  // Accepts any certificate: the check only displays it.
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
 * Runs work that is aborted after a time, or together with the whole probe.
 *
 * Doesn't use `AbortSignal.timeout()` and `any()`: on Node.js 20, a few of hundreds of signals never fire, and the probe hangs.
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
