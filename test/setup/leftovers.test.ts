import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { endLeftovers, MARK } from "./leftovers";

describe("a run that was killed", () => {
  const children: ChildProcess[] = [];
  let folder: string;
  let said: jest.SpyInstance;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  });

  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
    jest.restoreAllMocks();
  });

  /** Starts an endless process with the mark of a run. */
  async function left(run: number): Promise<ChildProcess> {
    const child = spawn("sleep", ["1000"], { env: { ...process.env, [MARK.variable]: String(run) } });
    children.push(child);
    await once(child, "spawn");
    return child;
  }

  /** ID of a process that has ended. */
  function ended(): number {
    return spawnSync("true").pid;
  }

  test("leaves processes, which the next run ends, unlike those of other runs", async () => {
    const [leftover, other] = [await left(ended()), await left(process.pid)];
    const exit = once(leftover, "exit");
    endLeftovers(folder);
    expect(await exit).toEqual([null, "SIGKILL"]);
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
    expect(said).toHaveBeenCalledWith("Ending 1 process that an interrupted run left …\n");
  });

  test("leaves a folder, which the next run removes, unlike those of other runs", () => {
    const [leftover, other] = [ended(), process.pid].map((run) => path.join(folder, `${MARK.folder}${run}-a1B2c3`));
    for (const each of [leftover, other]) mkdirSync(each ?? "");
    endLeftovers(folder);
    expect([leftover, other].map((each) => existsSync(each ?? ""))).toEqual([false, true]);
  });
});
