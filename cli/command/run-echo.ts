import { EchoServer, type EchoServerOptions } from "../../echo/echo-server";
import { jsonLog, textLog } from "./echo-log";
import { HealthCheckFilter } from "./health-check-filter";
import { LineOutput } from "./line-output";

export interface EchoOptions extends EchoServerOptions {
  /** Whether to log the number of health checks once a minute instead of each health check. */
  readonly quietHealthChecks: boolean;
  /** Whether to log JSON. */
  readonly json: boolean;
}

/** Explanations for errors that keep a server from listening. */
const PROBLEMS: Record<string, string> = {
  EADDRINUSE: "the port is already in use. Stop the other process, or use another --port.",
  EACCES:
    "this user isn't allowed to. Use a --port above 1023, or give the process the capability CAP_NET_BIND_SERVICE.",
  EADDRNOTAVAIL: "this machine doesn't have that address. Use one of its own addresses as --host.",
  ENOTFOUND: "the host name doesn't resolve. Use an address of this machine as --host.",
};

/**
 * Runs the echo server until Ctrl-C or SIGTERM.
 *
 * @throws Error with an explanation if it can't listen
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
    // the reader of the log has gone away, as with `| head`
    process.stdout.on("error", () => {
      resolve();
    });
  });
  await server.listen().catch((error: unknown) => {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Error(`can't listen on ${options.host}, port ${options.port}: ${PROBLEMS[code] ?? message}`);
  });
  await ended;
  await server.close();
}
