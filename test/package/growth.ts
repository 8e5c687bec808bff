import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { jsonReport, junitReport, textReport } from "../../cli/command/doctor-report";
import { diagnose } from "../../cli/doctor/diagnosis";
import { manyForwards } from "../cli/doctor/many-forwards";
import { freePort } from "../free-port";

// Measures the command on lists with many rows.

/** Returns the seconds for a list with this many rows. */
export type Run = (rows: number) => Promise<number>;

/** Each subcommand, and a baseline that prints as much. */
export const RUNS: Readonly<Record<string, Run>> = {
  table: command("table"),
  "table --markdown": command("table", "--markdown"),
  "table --csv": command("table", "--csv"),
  map: command("map"),
  "map -o map.svg": command("map", "-o", "map.svg"),
  "map -o map.html": command("map", "-o", "map.html"),
  check: command("check", "--address", "127.0.0.1"),
  "check --json": command("check", "--address", "127.0.0.1", "--json"),
  "doctor on recorded facts": async (rows) => Promise.resolve(diagnosis(rows)),
};

function command(subcommand: string, ...options: string[]): Run {
  return async (rows) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    try {
      await writeFile(path.join(folder, "forwards.csv"), list(rows, await freePort()));
      const begun = performance.now();
      await ended(folder, subcommand, "forwards.csv", ...options);
      return (performance.now() - begun) / 1000;
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}

/** Every row has the same port, where nothing listens. Other ports could be in use. */
function list(rows: number, port: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const ip = `10.0.${index >> 8}.${index % 256}`;
    return `${port},${ip},80,${index % 3 === 0 ? "" : "true"},Server ${index}`;
  });
  return ["listenerPort,targetIp,targetPort,external,description", ...lines].join("\n");
}

/** Runs the command. `check` fails, since nothing answers. */
async function ended(cwd: string, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: 1024 ** 3 };
    execFile(process.execPath, [path.resolve("lib/cli.js"), ...args], options, (error, _, stderr) => {
      if (error && error.code !== 1) reject(new Error(stderr));
      else resolve();
    });
  });
}

/** Seconds to find and report the problems of a list, in each report format. */
function diagnosis(rows: number): number {
  const { list: asked, facts } = manyForwards(rows);
  const begun = performance.now();
  const found = [diagnose(asked, facts)];
  for (const report of [textReport, jsonReport, junitReport]) report(found);
  return (performance.now() - begun) / 1000;
}
