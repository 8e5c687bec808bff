/** @needs socat */

import { execFileSync } from "node:child_process";

jest.setTimeout(600_000);

// Growth of the server with 5,000 connections. It used to grow by more than 200 MiB, because each partial line kept
// the whole chunk that it came in.
const MOST_GROWTH_MIB = 100;
const MOST_MEMORY_MIB = 250;

function measure(what: string): unknown {
  const result = execFileSync("node", ["test/package/echo-load.mjs", what], { encoding: "utf8" });
  process.stdout.write(`echo server, ${what}: ${result}`);
  return JSON.parse(result);
}

test("5,000 connections at once get 1 GB back byte for byte, and memory stays flat", () => {
  const measured = measure("connections") as { connections: number; bytes: number; memory: number[] };
  const { connections, bytes, memory } = measured;
  expect(connections).toBe(5_000);
  expect(bytes).toBeGreaterThanOrEqual(1024 ** 3);
  // The heap grows in steps; a thousand MiB have gone through it in the meantime.
  const [, first = NaN, ...others] = memory;
  expect(others.length).toBeGreaterThanOrEqual(8);
  expect(Math.max(...others) - first).toBeLessThan(MOST_GROWTH_MIB);
  expect(Math.max(...memory)).toBeLessThan(MOST_MEMORY_MIB);
});

test("with its log on, it echoes at least at a tenth of the speed of socat, which logs nothing", () => {
  const { ours, socat, ratio } = measure("throughput") as { ours: number; socat: number; ratio: number };
  expect(ours).toBeGreaterThan(0);
  expect(socat).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThan(0.1);
});
