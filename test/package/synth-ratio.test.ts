import { execFileSync } from "node:child_process";

jest.setTimeout(600_000);

const MOST = 1.1;

test(`2,000 forwards over 40 load balancers take at most ${MOST} of the bare bindings' time, rules included`, () => {
  const result = execFileSync("node", ["test/package/synth-ratio.mjs", String(MOST)], { encoding: "utf8" });
  process.stdout.write(`synth, ours to bare: ${result}`);
  const { ratio } = JSON.parse(result) as { ratio: number };
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThanOrEqual(MOST);
});
