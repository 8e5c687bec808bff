import { execFileSync } from "node:child_process";

jest.setTimeout(600_000);

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
  // once every connection has sent something, it does not grow with what they send
  const [, first = NaN, ...others] = memory;
  expect(others.length).toBeGreaterThanOrEqual(8);
  expect(Math.max(...others)).toBeLessThan(1.3 * first);
});

test("it echoes, and logs, at a tenth of socat's speed at least, which logs nothing", () => {
  const { ours, socat, ratio } = measure("throughput") as { ours: number; socat: number; ratio: number };
  expect(ours).toBeGreaterThan(0);
  expect(socat).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThan(0.1);
});
