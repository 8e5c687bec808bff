import type { ChildProcessWithoutNullStreams } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { NLB_ADDRESSES } from "./article-network";
import type { Namespaces } from "./namespaces";
import type { Lap, Probed } from "./prober";

/** Connections that the client keeps opening, through each port and address. */
export class Traffic {
  /** Starts the traffic, and the first lap. */
  public static async start(network: Namespaces, probed: readonly Probed[]): Promise<Traffic> {
    // A namespace has its own working directory, without packages.
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const args = [path.join(__dirname, "prober.ts"), JSON.stringify(probed), JSON.stringify(NLB_ADDRESSES)];
    // `nice`, so that it doesn't take processor time from the apply.
    const prober = network.spawn("client", "nice", process.execPath, "--import", tsx, ...args);
    const traffic = new Traffic(prober);
    await traffic.lap();
    return traffic;
  }

  private readonly lines: AsyncIterator<string>;
  private readonly problem: Promise<string>;

  private constructor(private readonly prober: ChildProcessWithoutNullStreams) {
    this.problem = text(prober.stderr);
    this.lines = readline.createInterface({ input: prober.stdout })[Symbol.asyncIterator]();
  }

  /** Returns the results since the last lap, by port. */
  public async lap(): Promise<Map<number, Lap>> {
    this.prober.stdin.write("\n");
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the prober has ended: ${await this.problem}`);
    const laps = Object.entries(JSON.parse(value) as Record<string, Lap>);
    return new Map(laps.map(([port, lap]) => [Number(port), lap]));
  }
}
