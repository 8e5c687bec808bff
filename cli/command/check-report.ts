import type { Verdict, ProbedForward } from "../inventory/connectivity";
import { grouped } from "../inventory/grouped";
import { nameOf } from "../inventory/target";
import type { Outcome } from "../check/probe";
import { type Resolution, resolutionText } from "../check/resolve";
import { socketText } from "../../echo/socket-text";
import { junitXml } from "./junit";
import { bold, cell, green, red, terminalTable, yellow } from "./terminal";

/** The result of checking a forward through one address. */
export interface Result extends ProbedForward {
  readonly outcome?: Outcome;
  readonly verdict: Verdict;
  /** What the names of its hosts resolve to from here, if it failed. */
  readonly names?: ReadonlyMap<string, Resolution>;
}

const HEAD = ["", "Listener", "Through", "Target", "Answer", "Time"];

/** Returns a table for people, and the number of forwards that connect. */
export function textReport(results: readonly Result[]): string {
  const several = new Set(results.map(({ loadBalancer }) => loadBalancer)).size > 1;
  const rows = results.map((result) => [
    mark(result.verdict),
    ...(several ? [cell(result.loadBalancer.name)] : []),
    `${result.forward.protocol}:${result.forward.listenerPort}`,
    cell(result.through),
    cell(targetsText(result)),
    colored(result.verdict)(cell(result.verdict.said)),
    milliseconds(result),
  ]);
  const [first = "", ...others] = HEAD;
  const table = terminalTable([first, ...(several ? ["Load balancer"] : []), ...others], rows);
  const failed = results.filter(({ verdict }) => verdict.ok === false).length;
  const skipped = results.filter(({ verdict }) => verdict.ok === undefined).length;
  const passed = results.length - failed - skipped;
  const counts = [
    passed > 0 ? green(`${passed} connect`) : "",
    failed > 0 ? red(`${failed} ${failed === 1 ? "fails" : "fail"}`) : "",
    skipped > 0 ? yellow(`${skipped} not checked`) : "",
  ];
  const names = [...new Set(results.flatMap(namesLines))].map((line) => cell(line));
  return [table, ...(names.length > 0 ? [names.join("\n")] : []), bold(counts.filter(Boolean).join(", "))].join("\n\n");
}

/** Returns what the names of a failed forward's hosts resolve to, a line for each name. */
function namesLines({ names = new Map<string, Resolution>() }: Pick<Result, "names">): string[] {
  return [...names].map(([name, resolution]) => resolutionText(name, resolution));
}

function mark({ ok }: Verdict): string {
  return ok === undefined ? yellow("-") : ok ? green("✓") : red("✗");
}

function colored({ ok }: Verdict): (text: string) => string {
  return ok === undefined ? yellow : ok ? (text) => text : red;
}

function targetsText({ forward: { targets } }: ProbedForward): string {
  return targets.map((target) => socketText(nameOf(target), target.port ?? "")).join(", ");
}

function milliseconds({ outcome }: Result): string {
  return outcome?.connected ? `${outcome.milliseconds.toFixed(1)} ms` : "";
}

/** Returns JSON for programs: each forward and address with its outcome. */
export function jsonReport(results: readonly Result[]): string {
  const entries = results.map(({ loadBalancer, forward, through, outcome, verdict, names }) => ({
    loadBalancer: loadBalancer.name,
    listenerPort: forward.listenerPort,
    protocol: forward.protocol,
    through,
    targets: forward.targets,
    ...(forward.description === undefined ? {} : { description: forward.description }),
    ok: verdict.ok ?? null,
    said: verdict.said,
    ...(names && { names: [...names].map(([name, resolution]) => ({ name, ...resolution })) }),
    ...outcome,
  }));
  return JSON.stringify(entries, null, 2);
}

/** Returns a JUnit report for CI: a suite for each load balancer, a case for each forward and address. */
export function junitReport(results: readonly Result[]): string {
  const suites = [...grouped(results, ({ loadBalancer }) => [loadBalancer])].map(([{ name }, own]) => ({
    name,
    cases: own.map(({ forward, through, outcome, verdict, ...result }) => ({
      name: `${forward.protocol}:${forward.listenerPort} through ${through}`,
      seconds: (outcome?.milliseconds ?? 0) / 1000,
      ok: verdict.ok,
      message: [verdict.said, ...namesLines(result)].join("\n"),
    })),
  }));
  return junitXml(suites);
}
