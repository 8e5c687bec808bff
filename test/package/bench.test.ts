/** @needs package:cdktn package:python fake-aws python3 socat nc */

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";

jest.setTimeout(600_000);

const RESULTS = "reports/bench/results.md";

test("each part of the benchmark has its results", async () => {
  await rm(RESULTS, { force: true });
  await promisify(execFile)("npm", ["run", "bench", "--", "--smoke"]);
  const results = await readFile(RESULTS, "utf8");
  const parts = ["synthesis of 5", "plan of 5", "Python, import", "echo server, connections", "check of", "rows"];
  expect(parts.filter((part) => !results.includes(part))).toEqual([]);
});
