import { readFileSync } from "node:fs";
import path from "node:path";

function read(file: string): string {
  return readFileSync(path.join(__dirname, "..", file), "utf8");
}

const RESULTS = read("bench/results/results.md");
const [, DATE = ""] = /^(\d{4}-\d\d-\d\d), on \d+ cores/m.exec(RESULTS) ?? [];

test("docs/performance.md quotes the benchmark's last results and their date", () => {
  const [, summary = ""] = /^(\| What .*?)\n\n/ms.exec(RESULTS) ?? [];
  expect(summary.split("\n").length).toBeGreaterThan(10);
  expect(read("docs/performance.md")).toContain(`\n${summary}\n`);
  expect(read("docs/performance.md")).toContain(`Measured on ${DATE}`);
});

test("README quotes the ratio of 2,000 forwards and its date", () => {
  const [, ratio = ""] = /^\| synthesis of 2,000 forwards.*?\| (\d\.\d\d) × /m.exec(RESULTS) ?? [];
  expect(read("README.md")).toContain(
    `2,000 forwards synthesize in [${ratio} times](docs/performance.md) the time of the bare provider bindings (${DATE})`,
  );
});
