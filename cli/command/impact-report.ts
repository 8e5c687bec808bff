import { markdownTable } from "markdown-table";
import { visibleText } from "../../echo/visible";
import type { ForwardImpact, Impact, LoadBalancerImpact } from "../impact/impact";
import { isAtLeast, type Verdict, VERDICTS } from "../impact/verdict";
import { grouped } from "../inventory/grouped";
import { escapeMarkdown } from "../inventory/markdown";
import { junitXml } from "./junit";
import { bold, cell, green, red, terminalTable, yellow } from "./terminal";

const HEAD = ["", "Verdict", "Forward", "Change", "What clients see"];

/** Marks in the table, with their colours. */
const MARKS: Readonly<Record<Verdict, { mark: string; colored: (text: string) => string }>> = {
  unchanged: { mark: "", colored: (text) => text },
  new: { mark: "+", colored: green },
  "no-effect": { mark: "·", colored: (text) => text },
  elsewhere: { mark: "~", colored: yellow },
  drained: { mark: "~", colored: yellow },
  interrupted: { mark: "!", colored: red },
  unknown: { mark: "?", colored: yellow },
  "cut-off": { mark: "-", colored: red },
  down: { mark: "✗", colored: red },
};

/** How many forwards have details below the table. */
const MOST_DETAILED = 20;

/** Returns a report for people: each forward that changes, then what concerns the whole load balancer. */
export function textReport({ loadBalancers, notes }: Impact): string {
  const sections = loadBalancers.map(section);
  const none = sections.length === 0 ? ["The plan has no Network Load Balancer."] : [];
  return [...sections, ...none, ...notes.map((note) => yellow(`Note: ${visibleText(note)}`))].join("\n\n");
}

function section(impact: LoadBalancerImpact): string {
  const { name, forwards } = impact;
  const rows = rowsOf(forwards).map(({ verdict, cells: [forward = "", change = "", clients = ""] }) => {
    const { mark, colored } = MARKS[verdict];
    return [colored(mark), colored(verdict), cell(forward), visibleText(change), visibleText(clients)];
  });
  return [
    `${bold(cell(name))}\n${rows.length > 0 ? terminalTable(HEAD, rows) : "no forwards"}`,
    ...paragraphs(impact).map((lines) => lines.map(visibleText).join("\n")),
    bold(counts(impact)),
  ].join("\n\n");
}

/** What AWS refuses, what concerns the whole load balancer, and details of the worst changes. */
function paragraphs(impact: LoadBalancerImpact): string[][] {
  return [...refusalLines(impact), ...ownLines(impact), ...detailLines(impact)];
}

function refusalLines({ refusals }: LoadBalancerImpact): string[][] {
  return refusals.map(({ what, leaves, resource, instead }) => [
    `✗ The apply fails. ${what}`,
    `  Then: ${leaves}`,
    `  Where: ${resource}`,
    `  Instead: ${instead}`,
  ]);
}

/** Lines about changes of the load balancer itself. */
function ownLines({ name, causes }: LoadBalancerImpact): string[][] {
  return causes.map(({ verdict, change, clients, resource, because = [], instead }) => [
    `${MARKS[verdict].mark} ${name}: ${change}. Clients see: ${clients}`,
    `  Where: ${resource}`,
    ...(because.length > 0 ? [`  Because: ${because.join(", ")}`] : []),
    ...(instead === undefined ? [] : [`  Instead: ${instead}`]),
  ]);
}

/** Lines about changes that interrupt a forward or are worse: where they are, and what to do instead. */
function detailLines({ forwards }: LoadBalancerImpact): string[][] {
  const details = forwards.flatMap(({ listenerPort, protocol, causes }) =>
    causes
      .filter(({ verdict }) => isAtLeast(verdict, "interrupted"))
      .map(({ verdict, change, resource, instead }) => [
        `${MARKS[verdict].mark} ${protocol}:${listenerPort}: ${change}`,
        `  Where: ${resource}`,
        ...(instead === undefined ? [] : [`  Instead: ${instead}`]),
      ]),
  );
  const others = details.length - MOST_DETAILED;
  return [...details.slice(0, MOST_DETAILED), ...(others > 0 ? [[`${others} more: see --json`]] : [])];
}

interface Row {
  readonly verdict: Verdict;
  /** Forward, change, and what clients see. */
  readonly cells: readonly string[];
}

/** Returns a row for each cause. Forwards with the same verdict and without a cause of their own share one row. */
function rowsOf(forwards: readonly ForwardImpact[]): Row[] {
  const changed = forwards.filter(({ causes }) => causes.length > 0);
  const others = grouped(
    forwards.filter(({ causes }) => causes.length === 0),
    ({ verdict }) => [verdict],
  );
  const rows = changed.flatMap((forward) =>
    forward.causes.map(({ verdict, change, clients }, index) => ({
      verdict,
      cells: [index === 0 ? forwardText(forward) : "", change, clients],
    })),
  );
  const shared = [...others].map(([verdict, { length }]) => ({ verdict, cells: [countText(length, forwards.length)] }));
  return [...rows, ...shared];
}

function countText(count: number, all: number): string {
  if (count === all) return all === 1 ? "the forward" : `all ${all} forwards`;
  return count === 1 ? "1 other" : `${count} others`;
}

/** `TCP:10022 -> 172.31.129.10:22` */
function forwardText({ protocol, listenerPort, targetGroup, targets }: ForwardImpact): string {
  const none = targetGroup === undefined ? "(not in the plan)" : "no target";
  const port = listenerPort === 0 ? "(known after apply)" : String(listenerPort);
  return `${protocol}:${port} -> ${targets.join(", ") || none}`;
}

function counts({ forwards, refusals }: LoadBalancerImpact): string {
  const all = VERDICTS.map((verdict) => ({
    verdict,
    count: forwards.filter((forward) => forward.verdict === verdict).length,
  }));
  const texts = all
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => MARKS[verdict].colored(`${count} ${verdict}`));
  return [...texts, ...(refusals.length > 0 ? [red("the apply fails")] : [])].join(", ");
}

/** Returns JSON for programs. */
export function jsonReport(impact: Impact): string {
  return JSON.stringify(impact, null, 2);
}

/** Returns Markdown for a comment on a pull request. */
export function markdownReport({ loadBalancers, notes }: Impact): string {
  const sections = loadBalancers.map((impact) => {
    const rows = rowsOf(impact.forwards).map(({ verdict, cells: [forward = "", change = "", clients = ""] }) =>
      [MARKS[verdict].mark, verdict, forward, change, clients].map(escapeMarkdown),
    );
    const lines = paragraphs(impact).map((some) => `- ${some.map((line) => escapeMarkdown(line.trim())).join("<br>")}`);
    const fails = impact.refusals.length > 0 ? ", and the apply fails" : "";
    return [
      `### ${escapeMarkdown(impact.name)}: ${impact.verdict}${fails}`,
      markdownTable([HEAD, ...rows]),
      ...(lines.length > 0 ? [lines.join("\n")] : []),
    ].join("\n\n");
  });
  const none = sections.length === 0 ? ["The plan has no Network Load Balancer."] : [];
  return [...sections, ...none, ...notes.map((note) => `Note: ${escapeMarkdown(note)}`)].join("\n\n");
}

/** Returns a JUnit report for CI: a suite for each load balancer, a case for each forward, and one for the apply. */
export function junitReport({ loadBalancers, notes }: Impact, failOn: Verdict): string {
  return junitXml(
    loadBalancers.map((impact) => {
      const { name, forwards, causes: shared, refusals } = impact;
      const output = [...ownLines(impact).flat(), ...notes];
      const cases = forwards.map(({ listenerPort, protocol, verdict, causes }) => ({
        name: `${protocol}:${listenerPort}`,
        ok: !isAtLeast(verdict, failOn),
        message: [verdict, ...[...causes, ...shared].map(({ change, clients }) => `${change}: ${clients}`)].join("\n"),
      }));
      const apply = { name: "apply", ok: refusals.length === 0, message: refusalLines(impact).flat().join("\n") };
      return { name, cases: [...cases, apply], ...(output.length > 0 && { output: output.join("\n") }) };
    }),
  );
}
