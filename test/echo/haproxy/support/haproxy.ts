import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePorts } from "../../../free-port";

/** A frontend of haproxy: its address, and the header that it sends to the server. */
export interface Frontend {
  readonly name: string;
  /** `127.0.0.1` or `::1`. */
  readonly address: string;
  readonly tls?: boolean;
  /** Options of its `server` line, `send-proxy`. */
  readonly server: string;
}

/** A port for checking that haproxy is ready. Connections to the other ports would reach the server. */
const READY = "ready";

/** A real haproxy on loopback. */
export class Haproxy {
  public static async start(ways: readonly Frontend[], serverPort: number): Promise<Haproxy> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    await certificate(folder);
    const listeners = [{ name: READY, address: "127.0.0.1" }, ...ways];
    const free = await freePorts(...listeners.map(({ address }) => address));
    const ports = new Map(listeners.map(({ name }, index) => [name, free[index] ?? NaN]));
    const config = path.join(folder, "haproxy.cfg");
    await writeFile(config, configuration(ways, ports, serverPort, folder));
    const process = spawn("haproxy", ["-db", "-f", config], { stdio: ["ignore", "ignore", "inherit"] });
    await listening(process, ports.get(READY) ?? NaN);
    return new Haproxy(process, folder, ports);
  }

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly ports: ReadonlyMap<string, number>,
  ) {}

  public port(way: string): number {
    return this.ports.get(way) ?? NaN;
  }

  public async stop(): Promise<void> {
    const exited = once(this.process, "exit");
    this.process.kill();
    await exited;
    await rm(this.folder, { recursive: true });
  }
}

function configuration(
  ways: readonly Frontend[],
  ports: ReadonlyMap<string, number>,
  serverPort: number,
  folder: string,
): string {
  const sections = ways.map(({ name, address, tls, server }) =>
    [
      `listen ${name}`,
      `  bind "${address}:${ports.get(name) ?? NaN}"${tls ? ` ssl crt ${folder}/server.pem alpn h2` : ""}`,
      `  unique-id-format %ci:%cp`,
      `  server echo 127.0.0.1:${serverPort} ${server}`,
    ].join("\n"),
  );
  const defaults = ["defaults", "  mode tcp", "  timeout connect 5s", "  timeout client 1m", "  timeout server 1m"];
  const ready = [`frontend ${READY}`, `  bind 127.0.0.1:${ports.get(READY) ?? NaN}`, "  tcp-request connection reject"];
  return [defaults.join("\n"), ...sections, ready.join("\n"), ""].join("\n\n");
}

async function certificate(folder: string): Promise<void> {
  const pem = path.join(folder, "server.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"];
  await promisify(execFile)("openssl", [...request, "-keyout", pem, "-out", `${pem}.crt`]);
  await promisify(execFile)("sh", ["-c", 'cat "$0.crt" >>"$0"', pem]);
}

async function listening(process: ChildProcess, port: number): Promise<void> {
  while (process.exitCode === null) {
    const socket = connect({ host: "127.0.0.1", port });
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("haproxy ended before it listened");
}
