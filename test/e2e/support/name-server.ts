import type { ChildProcess } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import readline from "node:readline";
import type { Namespaces } from "./namespaces";

/** Names outside `internal` that a real server has no addresses for, each with what it answers. */
export const FAILURES = {
  "db.failing.test": "SERVFAIL",
  "db.refused.test": "REFUSED",
  "db.silent.test": "time-out",
  "gone.internal": "NXDOMAIN",
} as const;

const UNSIGNED_PORT = 5353;
const CLOSED_PORT = 1;
const SOME_KEY = "20326,8,2,E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D";

const OPTIONS = [
  "--keep-in-foreground",
  "--conf-file=/dev/null",
  "--no-resolv",
  "--no-hosts",
  "--bind-interfaces",
  "--user=root",
  "--log-facility=-",
];

/** A real name server, dnsmasq, that knows the names of `internal`, and fails for others in every way. */
export class NameServer {
  /** @param folder folder for its files */
  public static async start(network: Namespaces, host: string, address: string, folder: string): Promise<NameServer> {
    const [hosts, pid] = [path.join(folder, "hosts"), path.join(folder, "dnsmasq.pid")];
    await writeFile(hosts, "");
    // Its answers can't be validated, because they aren't signed.
    const unsigned = ["--listen-address=127.0.0.1", `--port=${UNSIGNED_PORT}`, "--address=/failing.test/10.0.0.10"];
    network.spawn(host, "dnsmasq", ...OPTIONS, "--pid-file", ...unsigned);
    const own = [`--listen-address=${address}`, `--pid-file=${pid}`, `--addn-hosts=${hosts}`, "--local=/internal/"];
    const failing = [
      `--server=/failing.test/127.0.0.1#${UNSIGNED_PORT}`,
      "--dnssec",
      `--trust-anchor=.,${SOME_KEY}`,
      `--trust-anchor=failing.test,${SOME_KEY}`,
      `--server=/silent.test/127.0.0.1#${CLOSED_PORT}`,
    ];
    const server = new NameServer(
      network,
      host,
      hosts,
      pid,
      network.spawn(host, "dnsmasq", ...OPTIONS, ...own, ...failing),
    );
    await server.read();
    return server;
  }

  private readonly log: AsyncIterator<string>;

  private constructor(
    private readonly network: Namespaces,
    private readonly host: string,
    private readonly hosts: string,
    private readonly pid: string,
    { stderr }: ChildProcess,
  ) {
    if (!stderr) throw new Error("dnsmasq has no log");
    this.log = readline.createInterface({ input: stderr })[Symbol.asyncIterator]();
  }

  /** Replaces all names, each with its addresses. */
  public async set(names: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const lines = Object.entries(names).flatMap(([name, addresses]) =>
      addresses.map((address) => `${address} ${name}\n`),
    );
    await writeFile(this.hosts, lines.join(""));
    await this.network.run(this.host, "kill", "-HUP", (await readFile(this.pid, "utf8")).trim());
    await this.read();
  }

  /** Waits until it has read the names. */
  private async read(): Promise<void> {
    for (let line = ""; !line.includes(`read ${this.hosts} `);) {
      const { value, done } = await this.log.next();
      if (done) throw new Error(`dnsmasq has ended: ${line}`);
      line = value;
    }
  }
}
