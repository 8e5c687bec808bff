import { readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { announce } from "./machine";

/** What a run is known by: a variable of all its processes, and the beginning of its folder's name; its process ID is in both. */
export const MARK = { variable: "CDKTF_PORT_FORWARD_NLB_TEST_RUN", folder: "pfn-" };

/** Ends processes and removes folders of runs that were killed; those of a run that still lives are left alone. */
export function endLeftovers(temporary = os.tmpdir()): void {
  // A test may run the tests in a process namespace of its own, where the run around it can't be seen.
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

/** Processes that carry the mark; none where there is no /proc. */
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
    // somebody else's, or gone meanwhile
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
    // gone meanwhile
  }
}
