import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import readline from "node:readline";

const CLI = path.resolve(__dirname, "../../../../lib/cli.js");

/** A program under test, with the lines that it prints. */
export class Command {
  /** Runs `port-forward-nlb echo`, by default on a free loopback port. */
  public static echo(...args: string[]): Command {
    return new Command(process.execPath, [CLI, "echo", "--port", "0", "--host", "127.0.0.1", ...args]);
  }

  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  private notify: () => void = () => undefined;

  public constructor(command: string, args: readonly string[], options: { cwd?: string } = {}) {
    // Its own process group, because a terminal sends Ctrl-C to everything that a command has started.
    this.child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    this.exited = once(this.child, "close");
    this.collect("stdout", this.lines);
    this.collect("stderr", this.errors);
    void this.exited.then(() => {
      this.notify();
    });
  }

  /** Waits for the first line that matches, and returns it. */
  public async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`ended before ${String(pattern)}: ${this.errors.join("\n")}`);
      await new Promise<void>((resolve) => {
        this.notify = resolve;
      });
    }
  }

  /** Returns the port on which the echo server says it listens. */
  public async port(): Promise<number> {
    return Number(/(\d+)$/.exec(await this.line(/^server is on /))?.[1]);
  }

  public signal(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }

  public get pid(): number {
    return this.child.pid ?? NaN;
  }

  public async residentMib(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  }

  /** Closes the reading end of its output. */
  public closeOutput(): void {
    this.child.stdout?.destroy();
  }

  /** Stops reading its output until `resumeOutput()`, which discards what comes then. */
  public pauseOutput(): void {
    this.child.stdout?.removeAllListeners("data").pause();
  }

  public resumeOutput(): void {
    this.child.stdout?.resume();
  }

  public async exit(): Promise<{ code: number | null; signal: string | null }> {
    await this.exited;
    return { code: this.child.exitCode, signal: this.child.signalCode };
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.signal("SIGKILL");
    await this.exited;
  }

  private collect(stream: "stdout" | "stderr", lines: string[]): void {
    const input = this.child[stream];
    if (!input) return;
    readline.createInterface({ input }).on("line", (line) => {
      lines.push(line);
      this.notify();
    });
  }
}
