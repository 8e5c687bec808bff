import { EchoServer, type EchoServerOptions } from "../net/echo-server";
import { jsonLog, textLog } from "./echo-log";
import { HealthCheckFilter } from "./health-check-filter";

export interface EchoOptions extends EchoServerOptions {
  /** Whether health checks are counted by the minute, and not logged each. */
  readonly quietHealthChecks: boolean;
  /** Whether the log is of JSON. */
  readonly json: boolean;
}

/** What the log is written in, at most: a line each would be a system call each. */
const BATCH = 64 * 1024;

/** Sentences for what keeps a server from listening. */
const PROBLEMS: Record<string, string> = {
  EADDRINUSE: "something listens there already; end it, or give another --port",
  EACCES: "this user may not; give a --port above 1023, or the process the capability CAP_NET_BIND_SERVICE",
  EADDRNOTAVAIL: "this machine does not have that address; give one of its own as --host",
  ENOTFOUND: "no such host is known; give an address of this machine as --host",
};

/**
 * Runs the echo server until Ctrl-C or SIGTERM.
 *
 * @throws if it cannot listen, in one sentence
 */
export async function runEcho(options: EchoOptions): Promise<void> {
  const log = (options.json ? jsonLog : textLog)(writeLines(process.stdout));
  const server = new EchoServer(options, options.quietHealthChecks ? new HealthCheckFilter(log).log : log);
  const ended = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
    // as with `| head`: nobody reads the log any more
    process.stdout.on("error", () => {
      resolve();
    });
  });
  await server.listen().catch((error: unknown) => {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Error(`cannot listen on ${options.host}, port ${options.port}: ${PROBLEMS[code] ?? message}`);
  });
  await ended;
  await server.close();
}

function writeLines(stream: NodeJS.WritableStream): (line: string) => void {
  let pending = "";
  const flush = (): void => {
    if (pending !== "") stream.write(pending);
    pending = "";
  };
  return (line) => {
    if (pending === "") setImmediate(flush);
    pending += `${line}\n`;
    if (pending.length >= BATCH) flush();
  };
}
