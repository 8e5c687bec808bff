import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ROOT } from "../test/languages/support/article";
import type { Effort } from "./rounds";
import { figure, type Section, times } from "./section";

interface Measured {
  readonly ours: number;
  readonly socat: number;
  readonly ratio: number;
}

/** Compares the echo server, with its log on, to socat, which logs nothing. */
export async function measureEcho({ rounds }: Effort): Promise<Section> {
  const throughput = await measure("throughput", rounds);
  const connections = await measure("rate", rounds);
  const row = (what: string, { ours, socat, ratio }: Measured): string[] => [
    what,
    figure(ours),
    figure(socat),
    times(ratio),
  ];
  return {
    tables: [
      {
        title: "The echo server, its log on, beside socat",
        rows: [
          ["", "this", "socat", "beside socat"],
          row("MiB a second through one connection", throughput),
          row("connections a second", connections),
        ],
      },
    ],
    findings: [
      finding("echo server, MiB a second", throughput),
      finding("echo server, connections a second", connections),
    ],
    data: { throughput, connections },
  };
}

function finding(what: string, { ours, socat, ratio }: Measured) {
  return { what, ours: figure(ours), beside: `socat ${figure(socat)}`, ratio: times(ratio), toReach: "" };
}

async function measure(what: "throughput" | "rate", rounds: number): Promise<Measured> {
  const args = ["test/package/echo-load.mjs", what, String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as Measured;
}
