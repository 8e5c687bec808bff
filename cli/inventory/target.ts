import { type TargetProp, targetPropOf, targetText } from "../../src/private/targets";
import type { Target } from "./inventory";

/** Returns the prop of a row that names a target. */
export function propOf({ ip = "", host }: Target): TargetProp {
  return host === undefined ? targetPropOf(ip) : "targetHost";
}

/** Returns what a row names a target by: an address, an ID, an ARN or a host's name. */
export function idOf({ ip = "", host = ip }: Target): string {
  return host;
}

/** Returns a target for people to read. */
export function nameOf(target: Target): string {
  return target.host ?? targetText(idOf(target));
}

/** Returns the names of the hosts among some targets, each once, without placeholders. */
export function hostNames(targets: readonly Target[]): string[] {
  const names = targets.map(({ host }) => host).filter((host) => host !== undefined);
  return [...new Set(names)].filter((name) => /^[\w.-]+$/.test(name));
}
