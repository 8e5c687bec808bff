import { readFileSync } from "node:fs";
import { withSections } from "./sections";

/** Returns docs/performance.md with the summary of the last benchmark. */
export function performancePage(): string {
  const [, summary] = /^(\| What .*?)\n\n/ms.exec(readFileSync("bench/results/results.md", "utf8")) ?? [];
  if (summary === undefined) throw new Error("bench/results/results.md has no summary");
  return withSections(readFileSync("docs/performance.md", "utf8"), { "the benchmark": summary });
}
