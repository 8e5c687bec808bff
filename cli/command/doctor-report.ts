import { type Condition, type Diagnosis, type Examined, type Explained, isFault } from "../doctor/diagnosis";
import { socket } from "../doctor/situation";
import { grouped } from "../inventory/grouped";
import { visibleText } from "../../echo/visible";
import type { LoadBalancer } from "../inventory/inventory";
import { whereabouts } from "../inventory/whereabouts";
import { bold, cell, green, red, terminalTable, yellow } from "./terminal";
import { junitXml } from "./junit";

const HEAD = ["", "Listener", "Target", "Health", "Why"];

const MARKS: Readonly<Record<Condition, string>> = { works: green("✓"), partly: yellow("!"), fails: red("✗") };

/** Returns a report for people: each forward, then the findings, each cause before its effects. */
export function textReport(diagnoses: readonly Diagnosis[]): string {
  return diagnoses.map(section).join("\n\n\n");
}

function section(diagnosis: Diagnosis): string {
  const { loadBalancer, forwards, findings, facts } = diagnosis;
  const numbers = grouped([...findings.keys()], (index) => portsOf(findings[index]));
  const rows = forwards.flatMap((forward) => rowsOf(forward, numbers.get(forward.listenerPort) ?? []));
  const head = [loadBalancer.name, ...whereabouts(inZones(diagnosis))].filter(Boolean).map(cell);
  const unreadLines = facts.unread.map(({ action, message }) => yellow(`not checked: ${action}: ${cell(message)}`));
  return [
    `${bold(head.join(", "))}\n${terminalTable(HEAD, rows)}`,
    ...findings.map((finding, index) => findingText(finding, index + 1)),
    ...(unreadLines.length > 0 ? [unreadLines.join("\n")] : []),
    bold(counts(diagnosis)),
  ].join("\n\n");
}

/** Returns the load balancer with the names of its zones, because a list may only have the subnet IDs. */
function inZones({ loadBalancer, facts }: Diagnosis): LoadBalancer {
  const zones = new Map(facts.loadBalancer?.nodes.map(({ subnetId, zone }) => [subnetId, zone]));
  const addresses = loadBalancer.addresses.map((one) => ({ ...one, zone: zones.get(one.zone) ?? one.zone }));
  return { ...loadBalancer, addresses };
}

/**
 * Returns a line for each target.
 *
 * @param about indexes of the findings about this forward
 */
function rowsOf({ listenerPort, protocol, condition, targets }: Examined, about: readonly number[]): string[][] {
  const lines = targets.length > 0 ? targets : [undefined];
  return lines.map((target, place) => [
    ...(place === 0 ? [MARKS[condition], cell(`${protocol}:${listenerPort}`)] : ["", ""]),
    target ? cell(socket(target)) : "none",
    cell(target?.state ?? ""),
    place === 0 ? about.map((index) => index + 1).join(", ") : "",
  ]);
}

/** Returns the ports of the listeners that a finding is about. */
function portsOf(finding: Explained | undefined): number[] {
  return (finding?.concerns ?? []).map(({ listenerPort }) => listenerPort);
}

function findingText(finding: Explained, number: number): string {
  const { subject, seen, expected, fix, effects } = finding;
  const style = isFault(finding) ? red : yellow;
  const ports = [...new Set(portsOf(finding))];
  const listeners = ports.length === 1 ? `listener ${ports.join("")}` : `listeners ${ports.join(", ")}`;
  const about = subject.startsWith("listener ") ? "" : ` (${listeners})`;
  const { advice, commands = [] } = fix;
  const line = (label: string, text: string): string => `   ${label.padEnd(9)} ${visibleText(text)}`;
  return [
    `${style(`${number}. ${visibleText(subject)}`)}${about}`,
    line("seen", seen),
    line("expected", expected),
    ...(advice === undefined ? [] : [line("fix", advice)]),
    ...commands.map((command, index) => line(index > 0 ? "" : advice === undefined ? "fix" : "or", command)),
    ...nested(effects).map((effect) => line("effect", `${effect.subject}: ${effect.seen}`)),
  ].join("\n");
}

/** Returns effects, and the effects of those. */
function nested(effects: readonly Explained[]): readonly Explained[] {
  return effects.flatMap((effect) => [effect, ...nested(effect.effects)]);
}

function counts({ forwards, findings }: Diagnosis): string {
  const count = (condition: Condition): number => forwards.filter((one) => one.condition === condition).length;
  const faults = findings.filter(isFault).length;
  const warnings = findings.length - faults;
  const [works, partly, fails] = [count("works"), count("partly"), count("fails")];
  return [
    works > 0 ? green(`${works} ${works === 1 ? "works" : "work"}`) : "",
    partly > 0 ? yellow(`${partly} ${partly === 1 ? "works" : "work"} partly`) : "",
    fails > 0 ? red(`${fails} ${fails === 1 ? "fails" : "fail"}`) : "",
    warnings > 0 ? yellow(`${warnings} ${warnings === 1 ? "warning" : "warnings"}`) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Returns JSON for programs: each load balancer with its forwards and findings. */
export function jsonReport(diagnoses: readonly Diagnosis[]): string {
  const entries = diagnoses.map(({ loadBalancer, facts, forwards, findings }) => ({
    loadBalancer: loadBalancer.name,
    arn: facts.loadBalancer?.arn ?? null,
    region: facts.region,
    forwards,
    findings,
    unread: facts.unread,
  }));
  return JSON.stringify(entries, null, 2);
}

/** Returns a JUnit report for CI: a suite for each load balancer, a case for each forward. */
export function junitReport(diagnoses: readonly Diagnosis[]): string {
  return junitXml(
    diagnoses.map(({ loadBalancer, facts, forwards, findings }) => {
      const texts = (some: readonly Explained[]): string[] => some.map(({ subject, seen }) => `${subject}: ${seen}`);
      const own = new Set(forwards.map(({ listenerPort }) => listenerPort));
      const aside = findings.filter((finding) => !portsOf(finding).some((port) => own.has(port)));
      const byPort = grouped(findings, portsOf);
      const output = [
        ...texts(aside),
        ...facts.unread.map(({ action, message }) => `not checked: ${action}: ${message}`),
      ];
      return {
        name: loadBalancer.name,
        cases: forwards.map(({ listenerPort, protocol, condition }) => ({
          name: `${protocol}:${listenerPort}`,
          ok: condition === "works",
          message: texts(byPort.get(listenerPort) ?? []).join("\n"),
        })),
        ...(output.length > 0 && { output: output.join("\n") }),
      };
    }),
  );
}
