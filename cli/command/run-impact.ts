import { shown } from "../../src/private/shown";
import { readDocument } from "../inventory/read";
import { type Impact, impactOf } from "../impact/impact";
import { FIX, planOf } from "../impact/plan";
import { isAtLeast, type Verdict } from "../impact/verdict";
import { jsonReport, junitReport, markdownReport, textReport } from "./impact-report";
import type { InventoryOptions } from "./inventory-options";
import { outputFile } from "./output-file";
import { Misuse } from "./problem";
import { print } from "./terminal";

export interface ImpactOptions extends InventoryOptions {
  readonly failOn: Verdict;
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** File for the JUnit report. */
  readonly junit?: string;
}

/**
 * Prints what a plan does to each forward.
 *
 * @throws Misuse if there is no plan to read
 */
export async function runImpact(path: string, options: ImpactOptions): Promise<void> {
  const impact = selected(await read(path), options);
  const report = options.junit === undefined ? undefined : await outputFile(options.junit, "--junit");
  await report?.writeFile(junitReport(impact, options.failOn));
  await report?.close();
  if (options.json) print(jsonReport(impact));
  else if (options.markdown) print(markdownReport(impact));
  else print(textReport(impact), { styled: true });
  const isBad = impact.loadBalancers.some(
    ({ verdict, refusals }) => isAtLeast(verdict, options.failOn) || refusals.length > 0,
  );
  if (isBad || impact.errored) process.exitCode = 1;
}

async function read(path: string): Promise<Impact> {
  try {
    return impactOf(planOf(await readDocument(path, FIX)));
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Returns the impact on the load balancers that a command line selects. */
function selected(impact: Impact, { loadBalancer: names }: InventoryOptions): Impact {
  const { loadBalancers } = impact;
  if (!names) return impact;
  const unknown = names.find((name) => !loadBalancers.some((one) => one.name === name));
  if (unknown !== undefined) {
    const known = loadBalancers.map(({ name }) => shown(name)).join(", ") || "none";
    throw new Misuse(`the plan has no load balancer ${shown(unknown)}. Use one of these for --load-balancer: ${known}`);
  }
  const chosen = loadBalancers.filter(({ name }) => names.includes(name));
  return { ...impact, loadBalancers: chosen };
}
