import { median } from "simple-statistics";
import { RUNS } from "../test/package/growth";
import { type Effort, interleaved, ratio } from "./rounds";
import { figure, type Section, times } from "./section";

/** Measures the command on ever longer lists. Four times the rows must take at most four times as long. */
export async function measureGrowth({ grown, rounds }: Effort): Promise<Section> {
  const measured = new Map<string, ReadonlyMap<string, readonly number[]>>();
  for (const [name, run] of Object.entries(RUNS)) {
    const candidates = grown.map((rows) => ({ name: String(rows), run: async () => run(rows) }));
    measured.set(name, await interleaved(candidates, rounds));
  }
  const rows = [...measured].map(([name, samples]) => {
    const all = grown.map((count) => samples.get(String(count)) ?? []);
    const [last = [], before = []] = all.slice(-2).reverse();
    return [name, ...all.map((values) => figure(median([...values]))), times(ratio(last, before))];
  });
  const head = ["", ...grown.map((count) => `${count.toLocaleString("en")} rows`), "last to the one before"];
  return {
    tables: [{ title: "The command over a list of many rows, in seconds", rows: [head, ...rows] }],
    findings: [],
    data: Object.fromEntries([...measured].map(([name, samples]) => [name, Object.fromEntries(samples)])),
  };
}
