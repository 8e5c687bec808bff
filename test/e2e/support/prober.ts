import { connect, type Socket } from "node:net";
import readline from "node:readline";
import { setTimeout } from "node:timers/promises";

// Runs in the client's namespace. It opens connections through forwards, to each port and address in turn. For each
// line on standard input it prints the results since the last line, as a line of JSON.
//
//     tsx prober.ts '[{"port": 10080, "service": "http"}]' '["172.31.128.10", "172.31.136.10"]'

export interface Probed {
  readonly port: number;
  readonly service: "http" | "ssh";
}

/** Results of a port's connections between two lines. */
export interface Lap {
  connections: number;
  failed: number;
  /** The longest time in milliseconds that an address which had answered didn't. */
  gap: number;
  /** Servers that answered, and errors. */
  readonly servers: string[];
  readonly problems: string[];
  /** Whether a connection that was open at the first line still answers at the second. */
  held?: boolean;
  /** Whether the last connection through each address was answered. */
  answers?: boolean;
}

const TIMEOUT_MILLISECONDS = 5_000;
const PAUSE_AFTER_FAILURE_MILLISECONDS = 100;
/**
 * How long each connection stays open. Shorter ones would compete with the apply for processor time: sshd starts a
 * process for each.
 */
const OPEN_MILLISECONDS = 100;

const REQUEST = "HEAD / HTTP/1.1\r\nHost: forward\r\n\r\n";

/** Part of a server's answer that identifies it. */
const SERVER = { http: /^HTTP\/1\.1 200 OK\r\n[^]*X-Server: (\S+)\r\n/, ssh: /^SSH-2\.0-.* (\S+)\r\n/ };

function open(address: string, { port, service }: Probed): Socket {
  const socket = connect({ host: address, port });
  // Errors reach the reader.
  socket.on("error", () => undefined);
  socket.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy(new Error("timed out")));
  if (service === "http") socket.write(REQUEST);
  return socket;
}

/** Reads until the server has identified itself. */
async function answer(socket: Socket, expected: RegExp): Promise<string> {
  let said = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    said += chunk.toString("latin1");
    const server = expected.exec(said)?.[1];
    if (server !== undefined) return server;
  }
  throw new Error(said === "" ? "closed without an answer" : "answered otherwise");
}

/** Sends another request on an answered connection, and returns whether the server responds. */
async function stillAnswered(socket: Socket, service: Probed["service"]): Promise<boolean> {
  socket.setTimeout(TIMEOUT_MILLISECONDS);
  socket.write(service === "http" ? REQUEST : "SSH-2.0-prober\r\n");
  try {
    for await (const chunk of socket) return (chunk as Buffer).length > 0;
    return false;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

class Prober {
  private lap = this.begin();
  private held?: Socket;
  /** Time of each address's last answer in this lap. */
  private readonly answered = new Map<string, number>();
  private readonly failing = new Set<string>();

  public constructor(
    private readonly probed: Probed,
    private readonly addresses: readonly string[],
  ) {}

  public get port(): number {
    return this.probed.port;
  }

  public run(): void {
    for (const address of this.addresses) void this.probe(address);
  }

  /** Ends a lap and starts the next one. */
  public async end(): Promise<Lap> {
    const { held, lap } = this;
    this.held = undefined;
    for (const address of this.failing) this.measureGap(address);
    lap.answers = lap.connections > lap.failed && this.failing.size === 0;
    this.lap = this.begin();
    this.answered.clear();
    if (held) lap.held = await stillAnswered(held, this.probed.service);
    await this.hold();
    return lap;
  }

  private begin(): Lap {
    return { connections: 0, failed: 0, gap: 0, servers: [], problems: [] };
  }

  /** Opens a connection that stays open, if the server answers. */
  private async hold(): Promise<void> {
    const [address = ""] = this.addresses;
    const socket = open(address, this.probed);
    await answer(socket, SERVER[this.probed.service]).then(
      () => (this.held = socket.setTimeout(0)),
      () => socket.destroy(),
    );
  }

  private async probe(address: string): Promise<never> {
    for (;;) {
      const problem = await this.attempt(address);
      this.lap.connections++;
      if (problem === undefined) {
        if (this.failing.delete(address)) this.measureGap(address);
        this.answered.set(address, performance.now());
      } else {
        this.lap.failed++;
        add(this.lap.problems, problem);
        this.failing.add(address);
        await setTimeout(PAUSE_AFTER_FAILURE_MILLISECONDS);
      }
    }
  }

  /** Opens a connection, and closes it a moment after the answer. Returns the error, if any. */
  private async attempt(address: string): Promise<string | undefined> {
    const socket = open(address, this.probed);
    try {
      add(this.lap.servers, await answer(socket, SERVER[this.probed.service]));
      await setTimeout(OPEN_MILLISECONDS);
      return undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    } finally {
      socket.destroy();
    }
  }

  private measureGap(address: string): void {
    const before = this.answered.get(address);
    if (before !== undefined) this.lap.gap = Math.max(this.lap.gap, Math.round(performance.now() - before));
  }
}

function add(values: string[], value: string): void {
  if (!values.includes(value)) values.push(value);
}

function main(probed: readonly Probed[], addresses: readonly string[]): void {
  const probers = probed.map((one) => new Prober(one, addresses));
  for (const prober of probers) prober.run();

  const endLap = async (): Promise<void> => {
    const laps = await Promise.all(probers.map(async (prober) => [prober.port, await prober.end()] as const));
    process.stdout.write(`${JSON.stringify(Object.fromEntries(laps))}\n`);
  };
  readline
    .createInterface({ input: process.stdin })
    .on("line", () => void endLap())
    .on("close", () => process.exit());
}

const [probed = "[]", addresses = "[]"] = process.argv.slice(2);
main(JSON.parse(probed) as Probed[], JSON.parse(addresses) as string[]);
