import { EchoServer, type EchoServerOptions } from "../../echo/echo-server";
import { jsonLog, textLog } from "./echo-log";
import { HealthCheckFilter } from "./health-check-filter";
import { LineOutput } from "./line-output";

export interface EchoOptions extends EchoServerOptions {
  /** Whether health checks are counted by the minute, and not logged each. */
  readonly quietHealthChecks: boolean;
  /** Whether the log is of JSON. */
  readonly json: boolean;
}

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
  const output = new LineOutput(process.stdout);
  const log = (options.json ? jsonLog : textLog)((line) => {
    output.print(line);
  });
  const server = new EchoServer(options, options.quietHealthChecks ? new HealthCheckFilter(log).log : log);
  output.on("full", () => {
    server.pause();
  });
  output.on("drain", () => {
    server.resume();
  });
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
