import type { Answer, Outcome, Service } from "../check/probe";
import type { Forward, LoadBalancer } from "./inventory";

// Decides what to probe, and what the outcome says about a forward.

/** A forward, reached through one address of its load balancer. */
export interface ProbedForward {
  readonly loadBalancer: LoadBalancer;
  readonly forward: Forward;
  /** The address to connect to. */
  readonly through: string;
}

export interface Verdict {
  /** Undefined if it wasn't checked. */
  readonly ok: boolean | undefined;
  /** What answers, or what is wrong. May contain untrusted text. */
  readonly said: string;
}

/** Services that IANA assigns to port numbers. */
const WELL_KNOWN: Readonly<Record<number, Service>> = { 22: "SSH", 80: "HTTP", 443: "TLS" };

const HEALTH_CHECKED: Readonly<Record<string, Service>> = { HTTP: "HTTP", HTTPS: "TLS" };

/** Returns the service that should answer, from the listener, the health check or the target's port, if one of these tells. */
export function expectedService({ protocol, healthCheck, targets }: Forward): Service | undefined {
  if (protocol === "TLS") return "TLS";
  const asked = healthCheck.port === undefined ? HEALTH_CHECKED[healthCheck.protocol ?? ""] : undefined;
  return asked ?? WELL_KNOWN[targets[0]?.port ?? 0];
}

/** Whether a TCP connection can reach the forward. */
export function isProbed({ protocol }: Forward): boolean {
  return protocol !== "UDP";
}

export const NOT_PROBED: Verdict = { ok: undefined, said: "not checked: a UDP server doesn't have to answer" };

const DAY = 24 * 60 * 60 * 1000;

/** Returns what an outcome says about a forward. Certificates are checked against `now`. */
export function verdict(outcome: Outcome, forward: Forward, now: Date): Verdict {
  if (!outcome.connected) return { ok: false, said: REASONS[outcome.reason] ?? outcome.reason };
  const { answer } = outcome;
  const expected = expectedService(forward);
  const described = answerVerdict(answer, now);
  if (expected === undefined || !described.ok || answer.service === expected) return described;
  return { ok: false, said: `${described.said}, but expected ${expected} because ${expectedBy(forward)}` };
}

const REASONS: Readonly<Record<string, string>> = {
  refused: "refused: nothing listens on this port",
  timeout: "no answer: a security group or firewall drops the packets, or there is no route",
  unreachable: "unreachable: there is no route to the address, or no host has it",
  closed: "closed right after connecting: no target is healthy, or the targets block the load balancer",
  "unknown host": "the name doesn't resolve",
};

function expectedBy(forward: Forward): string {
  if (forward.protocol === "TLS") return "the listener is TLS";
  const { protocol = "", port } = forward.healthCheck;
  if (port === undefined && HEALTH_CHECKED[protocol] !== undefined) return `the health check uses ${protocol}`;
  return `the target port is ${forward.targets[0]?.port ?? ""}`;
}

function answerVerdict(answer: Answer, now: Date): Verdict {
  switch (answer.service) {
    case "HTTP":
      return { ok: answer.status < 500, said: httpText(answer) };
    case "TLS": {
      const { name, validFrom, validTo } = answer.certificate;
      const http = answer.http ? `, ${httpText(answer.http)}` : "";
      if (validTo < now) return { ok: false, said: `TLS ${name}, expired ${days(now, validTo)} ago${http}` };
      if (validFrom > now)
        return { ok: false, said: `TLS ${name}, not valid for another ${days(validFrom, now)}${http}` };
      const isFailing = (answer.http?.status ?? 0) >= 500;
      return { ok: !isFailing, said: `TLS ${name}, expires in ${days(validTo, now)}${http}` };
    }
    case "SSH":
      return { ok: true, said: answer.banner };
    case "other":
      return { ok: true, said: `sends ${answer.banner}` };
    case "none":
      return { ok: true, said: "connects, sends nothing" };
  }
}

function httpText({ status, server }: { readonly status: number; readonly server?: string }): string {
  return `HTTP ${status}${server === undefined ? "" : ` from ${server}`}`;
}

function days(later: Date, earlier: Date): string {
  const count = Math.floor((later.getTime() - earlier.getTime()) / DAY);
  return count === 1 ? "1 day" : `${count} days`;
}
