import { readFileSync } from "node:fs";
import path from "node:path";

function read(file: string): string {
  return readFileSync(path.join(__dirname, "..", file), "utf8");
}

test("README quotes what the benchmark measured last, and when", () => {
  const results = read("bench/results/results.md");
  const [, date = ""] = /^(\d{4}-\d\d-\d\d), on \d+ cores/m.exec(results) ?? [];
  const [, summary = ""] = /^(\| What .*?)\n\n/ms.exec(results) ?? [];
  expect(summary.split("\n").length).toBeGreaterThan(10);
  expect(read("README.md")).toContain(`\n${summary}\n`);
  expect(read("README.md")).toContain(`Measured on ${date}`);
});
