import { type ChildProcess, type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** What a program that ran in a namespace has said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is mounted and made before the first namespace: a /run of our own, where ip keeps namespaces and sshd its folder. */
const PREPARED =
  "mount -t tmpfs tmpfs /run && mkdir /run/netns /run/sshd && ip link set lo up && echo ready && exec cat";

/**
 * Network namespaces that nobody else sees: their names, interfaces and processes are in namespaces of one process, which
 * ends when this one does, however that ends, and takes all of them along.
 */
export class Namespaces {
  /** @throws where neither root nor user namespaces are to be had */
  public static async start(): Promise<Namespaces> {
    const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
    const kinds = [...user, "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"];
    const keeper = spawn("unshare", [...kinds, "sh", "-c", PREPARED], { stdio: ["pipe", "pipe", "pipe"] });
    let problem = "";
    keeper.stderr.on("data", (chunk: Buffer) => (problem += chunk.toString()));
    const ready = await Promise.race([
      once(keeper.stdout, "data").then(() => true),
      once(keeper, "exit").then(() => false),
    ]);
    if (!ready) throw new Error(`network namespaces take root, or user namespaces that are allowed: ${problem.trim()}`);
    const children = await readFile(`/proc/${keeper.pid}/task/${keeper.pid}/children`, "utf8");
    return new Namespaces(keeper, children.trim(), user.length > 0);
  }

  private readonly running: ChildProcess[] = [];

  private constructor(
    private readonly keeper: ChildProcess,
    private readonly pid: string,
    private readonly ofUser: boolean,
  ) {}

  /** Ends all that runs in the namespaces, and with it the namespaces. */
  public async stop(): Promise<void> {
    const ended = once(this.keeper, "exit");
    this.keeper.kill("SIGKILL");
    await ended;
    await Promise.all(this.running.map(async (child) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
  }

  /** Runs `ip` on all of them: `ip("netns", "add", "client")`. */
  public async ip(...args: string[]): Promise<void> {
    await promisify(execFile)("nsenter", [...this.entered(), "ip", ...args]);
  }

  /** Runs a program in a namespace to its end. */
  public async run(namespace: string, program: string, ...args: string[]): Promise<Said> {
    const inside = [...this.entered(), "ip", "netns", "exec", namespace, program, ...args];
    return promisify(execFile)("nsenter", inside).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => error as Said,
    );
  }

  /** Starts a program in a namespace, which runs until it is ended, or all are. */
  public spawn(namespace: string, program: string, ...args: string[]): ChildProcessWithoutNullStreams {
    const inside = [...this.entered(), "ip", "netns", "exec", namespace, program, ...args];
    const child = spawn("nsenter", inside);
    this.running.push(child);
    return child;
  }

  private entered(): string[] {
    return ["--target", this.pid, ...(this.ofUser ? ["--user"] : []), "--mount", "--net", "--pid", "--"];
  }
}
