import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import path from "node:path";
import readline from "node:readline";
import { unzipSync } from "fflate";
import type { Counts } from "../../../host-targets/metrics";
import type { FakeAws } from "../../terraform/support/fake-aws";
import type { Namespaces } from "./namespaces";

/** Result of an invocation, and the lines that it wrote. */
export interface Invocation {
  readonly returned?: Counts;
  readonly thrown?: string;
  readonly milliseconds: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** The Lambda function as its zip has it, run by plain Node.js in a network namespace. */
export class LambdaFunction {
  /** @param folder folder for its files */
  public static async start(network: Namespaces, host: string, aws: FakeAws, folder: string): Promise<LambdaFunction> {
    const zip = unzipSync(await readFile(path.resolve(__dirname, "../../../lib/host-targets.zip")));
    await writeFile(path.join(folder, "index.js"), zip["index.js"] ?? "");
    const { port } = new URL(aws.environment.AWS_ENDPOINT_URL ?? "");
    const door = createServer((client) => {
      const server = connect(Number(port), "127.0.0.1");
      for (const socket of [client, server]) socket.on("error", () => undefined);
      client.pipe(server).pipe(client);
    });
    door.listen(path.join(folder, "aws.sock"));
    await once(door, "listening");
    return new LambdaFunction(network, host, aws, folder, door);
  }

  /** What it has written to standard error, such as warnings of Node.js. */
  public said = "";

  private environment?: { readonly node: ChildProcessWithoutNullStreams; readonly lines: AsyncIterator<string> };

  private constructor(
    private readonly network: Namespaces,
    private readonly host: string,
    private readonly aws: FakeAws,
    private readonly folder: string,
    private readonly door: Server,
  ) {}

  public async invoke(event: object): Promise<Invocation> {
    this.environment ??= this.start();
    const { node, lines } = this.environment;
    const begun = performance.now();
    node.stdin.write(`${JSON.stringify(event)}\n`);
    const written: Record<string, unknown>[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the function has ended: ${this.said}`);
      const line = JSON.parse(value) as Record<string, unknown>;
      if ("returned" in line || "thrown" in line) {
        return { ...line, milliseconds: Math.round(performance.now() - begun), lines: written };
      }
      written.push(line);
    }
  }

  /** Ends the execution environment. The next invocation is a cold start. */
  public end(): void {
    this.environment?.node.stdin.end();
    this.environment = undefined;
  }

  public async stop(): Promise<void> {
    this.end();
    await new Promise((resolve) => this.door.close(resolve));
  }

  private start(): NonNullable<LambdaFunction["environment"]> {
    // Lambda's runtime also has the SDK on NODE_PATH.
    const variables = Object.entries({ ...this.aws.environment, NODE_PATH: path.resolve("node_modules") });
    const node = this.network.spawn(
      this.host,
      "env",
      ...variables.map(([name, value]) => `${name}=${value}`),
      process.execPath,
      path.join(__dirname, "invoke.cjs"),
      path.join(this.folder, "index.js"),
      path.join(this.folder, "aws.sock"),
    );
    node.stderr.setEncoding("utf8").on("data", (chunk: string) => (this.said += chunk));
    return { node, lines: readline.createInterface({ input: node.stdout })[Symbol.asyncIterator]() };
  }
}
