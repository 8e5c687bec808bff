import { execFileSync } from "node:child_process";

jest.setTimeout(600_000);

/** Of the server with 5,000 connections: the partial lines of all of them, kept with what they came in, took 400. */
const MOST_MEMORY_MIB = 250;

function measure(what: string): unknown {
  const result = execFileSync("node", ["test/package/echo-load.mjs", what], { encoding: "utf8" });
  process.stdout.write(`echo server, ${what}: ${result}`);
  return JSON.parse(result);
}

test("5,000 connections at once get 1 GB back, each byte the one that was sent, and memory stays flat", () => {
  const measured = measure("connections") as { connections: number; bytes: number; memory: number[] };
  const { connections, bytes, memory } = measured;
  expect(connections).toBe(5_000);
  expect(bytes).toBeGreaterThanOrEqual(1024 ** 3);
  // The engine takes its time to fill its heap; from the half on it has, and what is sent makes no difference.
  const half = memory.slice(Math.floor(memory.length / 2));
  expect(half.length).toBeGreaterThanOrEqual(5);
  expect(Math.max(...half)).toBeLessThan(1.25 * Math.min(...half));
  expect(Math.max(...memory)).toBeLessThan(MOST_MEMORY_MIB);
});

test("it echoes, and logs, at a tenth of socat's speed at least, which logs nothing", () => {
  const { ours, socat, ratio } = measure("throughput") as { ours: number; socat: number; ratio: number };
  expect(ours).toBeGreaterThan(0);
  expect(socat).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThan(0.1);
});
