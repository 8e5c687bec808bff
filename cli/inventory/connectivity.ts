import type { Answer, Outcome, Service } from "../check/probe";
import type { Forward, LoadBalancer } from "./inventory";

// What is to be probed of some load balancers, and what the outcome says of a forward.

/** A forward through one address of its load balancer. */
export interface ProbedForward {
  readonly loadBalancer: LoadBalancer;
  readonly forward: Forward;
  /** The address that it is reached by. */
  readonly through: string;
}

export interface Verdict {
  /** Nothing where it was not looked at. */
  readonly ok: boolean | undefined;
  /** What is there, or is wrong, in words. A stranger's are in it. */
  readonly said: string;
}

/** What listens on a port by its number, as IANA has them. */
const WELL_KNOWN: Readonly<Record<number, Service>> = { 22: "SSH", 80: "HTTP", 443: "TLS" };

const HEALTH_CHECKED: Readonly<Record<string, Service>> = { HTTP: "HTTP", HTTPS: "TLS" };

/** What is expected to answer, where something says so: the listener, the health check, or the port of the target. */
export function expectedService({ protocol, healthCheck, targets }: Forward): Service | undefined {
  if (protocol === "TLS") return "TLS";
  const asked = healthCheck.port === undefined ? HEALTH_CHECKED[healthCheck.protocol ?? ""] : undefined;
  return asked ?? WELL_KNOWN[targets[0]?.port ?? 0];
}

/** Whether there is anything that a connection by TCP would reach. */
export function isProbed({ protocol }: Forward): boolean {
  return protocol !== "UDP";
}

export const NOT_PROBED: Verdict = { ok: undefined, said: "UDP, which nobody answers unasked: not checked" };

const DAY = 24 * 60 * 60 * 1000;

/** What an outcome says of a forward, at a time. */
export function verdict(outcome: Outcome, forward: Forward, now: Date): Verdict {
  if (!outcome.connected) return { ok: false, said: REASONS[outcome.reason] ?? outcome.reason };
  const { answer } = outcome;
  const expected = expectedService(forward);
  const described = answerVerdict(answer, now);
  if (expected === undefined || !described.ok || answer.service === expected) return described;
  return { ok: false, said: `${described.said}, where ${expected} is expected (${expectedBy(forward)})` };
}

const REASONS: Readonly<Record<string, string>> = {
  refused: "refused: nothing listens on this port of the address",
  timeout: "no answer: a security group or firewall drops it, or there is no route",
  unreachable: "unreachable: there is no route to the address, or nobody has it",
  closed: "connected and closed at once: no target is healthy, or none admits the load balancer",
  "unknown host": "there is no such name",
};

function expectedBy(forward: Forward): string {
  if (forward.protocol === "TLS") return "a TLS listener";
  const { protocol = "", port } = forward.healthCheck;
  if (port === undefined && HEALTH_CHECKED[protocol] !== undefined) return `its health check is by ${protocol}`;
  return `target port ${forward.targets[0]?.port ?? ""}`;
}

function answerVerdict(answer: Answer, now: Date): Verdict {
  switch (answer.service) {
    case "HTTP":
      return { ok: answer.status < 500, said: httpText(answer) };
    case "TLS": {
      const { name, validFrom, validTo } = answer.certificate;
      const http = answer.http ? `, ${httpText(answer.http)}` : "";
      if (validTo < now) return { ok: false, said: `TLS ${name}, expired ${days(now, validTo)} ago${http}` };
      if (validFrom > now) return { ok: false, said: `TLS ${name}, valid in ${days(validFrom, now)} only${http}` };
      const isFailing = (answer.http?.status ?? 0) >= 500;
      return { ok: !isFailing, said: `TLS ${name}, ${days(validTo, now)} left${http}` };
    }
    case "SSH":
      return { ok: true, said: answer.banner };
    case "other":
      return { ok: true, said: `says ${answer.banner}` };
    case "none":
      return { ok: true, said: "connects, says nothing" };
  }
}

function httpText({ status, server }: { readonly status: number; readonly server?: string }): string {
  return `HTTP ${status}${server === undefined ? "" : ` from ${server}`}`;
}

function days(later: Date, earlier: Date): string {
  const count = Math.floor((later.getTime() - earlier.getTime()) / DAY);
  return count === 1 ? "1 day" : `${count} days`;
}
