import type { PortForward } from "../../port-forward";
import { shown } from "../shown";

// A range of ports in a cell, `20000-20010`: AWS has none, so a row with one is a forward for each port.

/** The props that take a range. */
export const RANGED = ["listenerPort", "targetPort"] as const satisfies (keyof PortForward)[];

export interface PortRange {
  /** As the cell has it. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** Ranges of a row, by their props. */
export type PortRanges = Readonly<Partial<Record<string, PortRange>>>;

const LAST_PORT = 65_535;

/** Returns the range that a cell holds, whatever its ends are: `8000-8010`, `8000:8010` or `8000..8010`. */
export function rangeIn(cell: string): PortRange | undefined {
  const [, first, last] = /^(\d+)\s*(?:[-–:]|\.\.)\s*(\d+)$/.exec(cell.trim()) ?? [];
  return first === undefined ? undefined : { text: cell, first: Number(first), last: Number(last) };
}

/** How many ports are in a range. */
export function lengthOf({ first, last }: PortRange): number {
  return last - first + 1;
}

/** What is wrong with a range as the value of a prop. */
export function rangeProblem(prop: string, { text, first, last }: PortRange): string | undefined {
  const got = `got the range ${shown(text)}`;
  if (!(RANGED as readonly string[]).includes(prop)) {
    return `'${prop}' must be one number, ${got}; only ${RANGED.join(" and ")} take a range`;
  }
  const isPort = (port: number): boolean => port >= 1 && port <= LAST_PORT;
  if (!isPort(first) || !isPort(last)) {
    return `'${prop}' must be ports from 1 to ${LAST_PORT}, ${got}; give a first and a last port within these`;
  }
  return first <= last ? undefined : `'${prop}' must be ports in ascending order, ${got}; write ${last}-${first}`;
}

/**
 * What is wrong with the ranges of a row together.
 *
 * @param nameOf returns what the header calls the column of a prop
 */
export function rangesProblem(
  { listenerPort, targetPort }: PortRanges,
  { targetGroupName }: Partial<PortForward>,
  nameOf: (prop: string) => string,
): { readonly prop: string; readonly problem: string } | undefined {
  const listeners = `column ${nameOf("listenerPort")}`;
  if (targetPort && !listenerPort) {
    const problem = `has the range ${shown(targetPort.text)}, but ${listeners} has one port; give one port, or a range there, too`;
    return { prop: "targetPort", problem };
  }
  if (!listenerPort) return undefined;
  const count = lengthOf(listenerPort);
  const whole = `${shown(listenerPort.text)} in ${listeners}`;
  if (targetPort && lengthOf(targetPort) !== count) {
    const problem =
      `the range ${shown(targetPort.text)} has ${lengthOf(targetPort)} ports, but ${whole} has ${count}; ` +
      "give as many, or one port for all listeners";
    return { prop: "targetPort", problem };
  }
  if (targetGroupName === undefined || count === 1) return undefined;
  const problem =
    `${shown(targetGroupName)} is one name for ${count} target groups, one for each port of ${whole}; ` +
    "leave it empty, or write a row for each port";
  return { prop: "targetGroupName", problem };
}

/** The forwards of a row: one for each listener port. A single target port is that of all of them. */
export function expanded(row: PortForward, { listenerPort, targetPort }: PortRanges): PortForward[] {
  if (!listenerPort) return [row];
  return Array.from({ length: lengthOf(listenerPort) }, (_, place) => ({
    ...row,
    listenerPort: listenerPort.first + place,
    ...(targetPort && { targetPort: targetPort.first + place }),
  }));
}
