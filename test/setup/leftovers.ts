import { readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { announce } from "./machine";

/**
 * The mark of a run: a variable of all its processes, and the prefix of its folder's name. Both contain its process
 * ID.
 */
export const MARK = { variable: "CDKTF_PORT_FORWARD_NLB_TEST_RUN", folder: "pfn-" };

/** Ends processes and removes folders of killed runs. Leaves those of live runs alone. */
export function endLeftovers(temporary = os.tmpdir()): void {
  // A test can run the tests in its own process namespace, where the outer run isn't visible.
  const around = Number(process.env[MARK.variable]);
  const processes = markedProcesses().filter(({ run }) => run !== around && !isAlive(run));
  for (const { pid } of processes) kill(pid);
  if (processes.length > 0) {
    const count = processes.length === 1 ? "1 process" : `${processes.length} processes`;
    announce(`Ending ${count} that an interrupted run left`);
  }
  for (const name of readdirSync(temporary)) {
    const [, run] = new RegExp(`^${MARK.folder}(\\d+)-\\w{6}$`).exec(name) ?? [];
    if (run !== undefined && !isAlive(Number(run))) {
      rmSync(path.join(temporary, name), { recursive: true, force: true });
    }
  }
}

/** Processes with the mark. Empty on systems without /proc. */
function markedProcesses(): { pid: number; run: number }[] {
  const pids = readdir("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [, run] = new RegExp(`(?:^|\0)${MARK.variable}=(\\d+)(?:\0|$)`).exec(environment(pid)) ?? [];
    return run === undefined ? [] : [{ pid: Number(pid), run: Number(run) }];
  });
}

function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    // Another user's process, or one that has just ended.
    return "";
  }
}

function readdir(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // The process has just ended.
  }
}
