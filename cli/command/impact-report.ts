import { markdownTable } from "markdown-table";
import { visibleText } from "../../echo/visible";
import type { Cause } from "../impact/cause";
import type { ForwardImpact, Impact, LoadBalancerImpact } from "../impact/impact";
import { isAtLeast, type Verdict } from "../impact/verdict";
import { grouped } from "../inventory/grouped";
import { escapeMarkdown } from "../inventory/markdown";
import { junitXml } from "./junit";
import { bold, cell, green, red, terminalTable, yellow } from "./terminal";

const HEAD = ["", "Forward", "Change", "What clients see"];

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

/** How many forwards a line names. */
const MOST_NAMED = 5;

/** Names of the verdicts in sentences. */
const NAMES: Readonly<Record<Verdict, string>> = {
  unchanged: "unchanged",
  new: "new",
  "no-effect": "no effect on traffic",
  elsewhere: "new connections go elsewhere",
  drained: "drained",
  interrupted: "interrupted",
  unknown: "unknown",
  "cut-off": "cut off",
  down: "down",
};

/** Returns a report for people: each forward that changes, then what concerns the whole load balancer. */
export function textReport({ loadBalancers, notes }: Impact): string {
  const sections = loadBalancers.map(section);
  const none = sections.length === 0 ? ["The plan has no Network Load Balancer."] : [];
  return [...sections, ...none, ...notes.map((note) => yellow(`note: ${visibleText(note)}`))].join("\n\n");
}

function section(impact: LoadBalancerImpact): string {
  const { name, forwards } = impact;
  const rows = rowsOf(forwards).map(({ verdict, cells: [forward = "", change = "", clients = ""] }) => {
    const { mark, colored } = MARKS[verdict];
    return [
      colored(mark),
      cell(forward),
      cell(change),
      isAtLeast(verdict, "elsewhere") ? colored(cell(clients)) : cell(clients),
    ];
  });
  return [
    `${bold(cell(name))}\n${rows.length > 0 ? terminalTable(HEAD, rows) : "no forwards"}`,
    ...[...ownLines(impact), ...refusalLines(impact), ...adviceLines(impact)].map((lines) =>
      lines.map(visibleText).join("\n"),
    ),
    bold(counts(forwards)),
  ].join("\n\n");
}

/** Lines about changes of the load balancer itself. */
function ownLines({ name, causes }: LoadBalancerImpact): string[][] {
  return causes.map((cause) => {
    const { mark } = MARKS[cause.verdict];
    return [`${mark} ${name}: ${cause.change}: ${cause.clients}`, ...details(cause).map((line) => `  ${line}`)];
  });
}

function refusalLines({ refusals }: LoadBalancerImpact): string[][] {
  return refusals.map(({ what, leaves, instead }) => [
    `✗ The apply fails. ${what}`,
    `  ${leaves}`,
    `  Instead: ${instead}`,
  ]);
}

/** Lines about what to do instead of changes that interrupt a forward or are worse. */
function adviceLines({ forwards }: LoadBalancerImpact): string[][] {
  const advice = forwards.flatMap(({ listenerPort, protocol, causes }) =>
    causes.flatMap(({ verdict, instead }) =>
      instead !== undefined && isAtLeast(verdict, "interrupted")
        ? [{ forward: `${protocol}:${listenerPort}`, instead: withoutMarkdown(instead) }]
        : [],
    ),
  );
  return [...grouped(advice, ({ instead }) => [instead])].map(([instead, about]) => {
    const names = [...new Set(about.map(({ forward }) => forward))];
    const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
    return [`Instead, for ${names.slice(0, MOST_NAMED).join(", ")}${others}: ${instead}`];
  });
}

/** Returns why something changes, and what to do instead. */
function details({ because = [], instead }: Cause): string[] {
  return [
    ...(because.length > 0 ? [`Because: ${because.join(", ")}`] : []),
    ...(instead === undefined ? [] : [`Instead: ${withoutMarkdown(instead)}`]),
  ];
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
      cells: [index === 0 ? forwardText(forward) : "", change, clients || "-"],
    })),
  );
  return [
    ...rows,
    ...[...others].map(([verdict, { length }]) => sharedRow(verdict, length, length === forwards.length)),
  ];
}

function sharedRow(verdict: Verdict, count: number, areAll: boolean): Row {
  const which = areAll ? `all ${count}` : count === 1 ? "1 other" : `${count} others`;
  return { verdict, cells: [which, NAMES[verdict], ""] };
}

/** `TCP:10022 -> 172.31.129.10:22` */
function forwardText({ protocol, listenerPort, targetGroup, targets }: ForwardImpact): string {
  const none = targetGroup === undefined ? "(not in the plan)" : "no target";
  return `${protocol}:${listenerPort} -> ${targets.join(", ") || none}`;
}

function counts(forwards: readonly ForwardImpact[]): string {
  const verdicts = Object.keys(NAMES) as Verdict[];
  return verdicts
    .map((verdict) => ({ verdict, count: forwards.filter((forward) => forward.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => MARKS[verdict].colored(`${count} ${NAMES[verdict]}`))
    .join(", ");
}

/** Returns JSON for programs. */
export function jsonReport(impact: Impact): string {
  return JSON.stringify(impact, null, 2);
}

/** Returns Markdown for a comment on a pull request. */
export function markdownReport({ loadBalancers, notes }: Impact): string {
  const sections = loadBalancers.map((impact) => {
    const rows = rowsOf(impact.forwards).map(({ verdict, cells }) =>
      [MARKS[verdict].mark, ...cells].map(escapeMarkdown),
    );
    const lines = [...ownLines(impact), ...refusalLines(impact), ...adviceLines(impact)].map(
      (some) => `- ${some.map((line) => escapeMarkdown(line.trim())).join("<br>")}`,
    );
    return [
      `### ${escapeMarkdown(impact.name)}: ${NAMES[impact.verdict]}`,
      markdownTable([HEAD, ...rows]),
      ...(lines.length > 0 ? [lines.join("\n")] : []),
    ].join("\n\n");
  });
  const none = sections.length === 0 ? ["The plan has no Network Load Balancer."] : [];
  return [...sections, ...none, ...notes.map((note) => `Note: ${escapeMarkdown(note)}`)].join("\n\n");
}

/** Returns a JUnit report for CI: a suite for each load balancer, a case for each forward. */
export function junitReport({ loadBalancers, notes }: Impact, failOn: Verdict): string {
  return junitXml(
    loadBalancers.map((impact) => {
      const { name, forwards, causes: shared } = impact;
      const output = [...ownLines(impact), ...refusalLines(impact), notes].flat();
      return {
        name,
        cases: forwards.map(({ listenerPort, protocol, verdict, causes }) => ({
          name: `${protocol}:${listenerPort}`,
          ok: !isAtLeast(verdict, failOn),
          message: [
            NAMES[verdict],
            ...[...causes, ...shared].map(({ change, clients }) => `${change}: ${clients}`),
          ].join("\n"),
        })),
        ...(output.length > 0 && { output: output.join("\n") }),
      };
    }),
  );
}

/** Returns `two applies (docs/changing.md#…)` for a link to a page in docs/. */
function withoutMarkdown(text: string): string {
  return text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 (docs/$2)").replaceAll("`", "");
}
