import { type ChildProcess, type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Output of a program that ran in a namespace. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Setup before the first namespace: a private /run, for ip's namespaces and sshd's folder. */
const PREPARED =
  "mount -t tmpfs tmpfs /run && mkdir /run/netns /run/sshd && ip link set lo up && echo ready && exec cat";

/**
 * Private network namespaces. Their names, interfaces and processes are in namespaces of one process, which ends with
 * this one in every case and takes all of them with it.
 */
export class Namespaces {
  /** @throws if neither root nor user namespaces are available */
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

  /** Ends all processes in the namespaces, and the namespaces with them. */
  public async stop(): Promise<void> {
    const ended = once(this.keeper, "exit");
    this.keeper.kill("SIGKILL");
    await ended;
    await Promise.all(this.running.map(async (child) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
  }

  /** Runs `ip` outside the namespaces, such as `ip("netns", "add", "client")`. */
  public async ip(...args: string[]): Promise<void> {
    await promisify(execFile)("nsenter", [...this.entered(), "ip", ...args]);
  }

  /** Sets a kernel parameter in a namespace. */
  public async set(namespace: string, parameter: string, value: number): Promise<void> {
    const { code, stderr } = await this.run(namespace, "sysctl", "--quiet", `${parameter}=${value}`);
    if (code !== 0) throw new Error(`${namespace}: ${stderr.trim()}`);
  }

  /** Runs a program in a namespace and waits for it. */
  public async run(namespace: string, program: string, ...args: string[]): Promise<Said> {
    return promisify(execFile)("nsenter", [...this.inside(namespace), program, ...args]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => error as Said,
    );
  }

  /** Starts a program in a namespace. It runs until it is killed or `stop()` is called. */
  public spawn(namespace: string, program: string, ...args: string[]): ChildProcessWithoutNullStreams {
    // Killing the child kills nsenter, which would leave the program running.
    const child = spawn("nsenter", [...this.inside(namespace), "setpriv", "--pdeathsig", "KILL", program, ...args]);
    // Unread output would block the program once the pipe is full.
    child.stdout.resume();
    child.stderr.resume();
    this.running.push(child);
    return child;
  }

  /** Options to run as the calling user, whom our user namespaces show as root. */
  public get asCaller(): string[] {
    return this.ofUser
      ? ["unshare", "--user", `--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`]
      : [];
  }

  private inside(namespace: string): string[] {
    return [...this.entered(), "ip", "netns", "exec", namespace];
  }

  private entered(): string[] {
    const user = this.ofUser ? ["--user", "--preserve-credentials"] : [];
    return ["--target", this.pid, ...user, "--mount", "--net", "--pid", "--"];
  }
}
