import type { PortForward } from "../../port-forward";
import { shown } from "../shown";

// A range of ports in a cell, such as `20000-20010`. AWS has no port ranges, so the row becomes a forward for each
// port.

/** Props that accept a range. */
export const RANGED = ["listenerPort", "targetPort"] as const satisfies (keyof PortForward)[];

export interface PortRange {
  /** The range as written in the cell. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** Port ranges of a row, by prop. */
export type PortRanges = Readonly<Partial<Record<string, PortRange>>>;

const LAST_PORT = 65_535;

/** Returns the range in a cell, valid or not: `8000-8010`, `8000:8010` or `8000..8010`. */
export function rangeIn(cell: string): PortRange | undefined {
  const [, first, last] = /^(\d+)\s*(?:[-–:]|\.\.)\s*(\d+)$/.exec(cell.trim()) ?? [];
  return first === undefined ? undefined : { text: cell, first: Number(first), last: Number(last) };
}

/** Returns the number of ports in a range. */
export function lengthOf({ first, last }: PortRange): number {
  return last - first + 1;
}

/** Returns the problem with a range as the value of a prop. */
export function rangeProblem(prop: string, { text, first, last }: PortRange): string | undefined {
  const is = `but is the range ${shown(text)}`;
  if (!(RANGED as readonly string[]).includes(prop)) {
    return `'${prop}' must be one number, ${is}. Only ${RANGED.join(" and ")} can be ranges.`;
  }
  const isPort = (port: number): boolean => port >= 1 && port <= LAST_PORT;
  if (!isPort(first) || !isPort(last)) {
    return `'${prop}' must be ports from 1 to ${LAST_PORT}, ${is}.`;
  }
  return first <= last ? undefined : `'${prop}' must be ports in ascending order, ${is}. Write ${last}-${first}.`;
}

/**
 * Returns the problem with a row's ranges in combination.
 *
 * @param nameOf returns the header's name for the column of a prop
 */
export function rangesProblem(
  { listenerPort, targetPort }: PortRanges,
  { targetGroupName }: Partial<PortForward>,
  nameOf: (prop: string) => string,
): { readonly prop: string; readonly problem: string } | undefined {
  const listeners = `column ${nameOf("listenerPort")}`;
  if (targetPort && !listenerPort) {
    const problem = `has the range ${shown(targetPort.text)}, but ${listeners} has one port. Use one port here, or a range there.`;
    return { prop: "targetPort", problem };
  }
  if (!listenerPort) return undefined;
  const count = lengthOf(listenerPort);
  const whole = `${shown(listenerPort.text)} in ${listeners}`;
  if (targetPort && lengthOf(targetPort) !== count) {
    const problem =
      `the range ${shown(targetPort.text)} has ${lengthOf(targetPort)} ports, but ${whole} has ${count}. ` +
      "Use as many, or one port for all listeners.";
    return { prop: "targetPort", problem };
  }
  if (targetGroupName === undefined || count === 1) return undefined;
  const problem =
    `${shown(targetGroupName)} is one name for ${count} target groups, one for each port of ${whole}. ` +
    "Leave it empty, or write a row for each port.";
  return { prop: "targetGroupName", problem };
}

/** Returns a forward for each listener port of a row. A single target port applies to all of them. */
export function expanded(row: PortForward, { listenerPort, targetPort }: PortRanges): PortForward[] {
  if (!listenerPort) return [row];
  return Array.from({ length: lengthOf(listenerPort) }, (_, place) => ({
    ...row,
    listenerPort: listenerPort.first + place,
    ...(targetPort && { targetPort: targetPort.first + place }),
  }));
}
