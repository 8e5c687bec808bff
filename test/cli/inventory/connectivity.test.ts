import { expectedService, verdict } from "../../../cli/inventory/connectivity";
import type { Forward } from "../../../cli/inventory/inventory";
import type { Answer, Outcome } from "../../../cli/check/probe";

const NOW = new Date("2026-11-22T12:00:00Z");

function forward(given: Partial<Forward> = {}): Forward {
  const targets = [{ ip: "172.31.129.10", port: 8080 }];
  return { listenerPort: 10080, protocol: "TCP", healthCheck: { protocol: "TCP" }, targets, ...given };
}

function answered(answer: Answer): Outcome {
  return { connected: true, milliseconds: 1, answer };
}

function certified(validFrom: string, validTo: string, status?: number): Outcome {
  const certificate = { name: "www.example.com", validFrom: new Date(validFrom), validTo: new Date(validTo) };
  return answered({ service: "TLS", certificate, ...(status ? { http: { service: "HTTP", status } } : {}) });
}

test.each([
  ["a listener of TLS", { protocol: "TLS" }, "TLS"],
  ["a health check by HTTP", { healthCheck: { protocol: "HTTP" } }, "HTTP"],
  ["a health check by HTTPS", { healthCheck: { protocol: "HTTPS" } }, "TLS"],
  ["a health check on another port", { healthCheck: { protocol: "HTTP", port: 9000 } }, undefined],
  ["target port 22", { targets: [{ ip: "10.0.0.10", port: 22 }] }, "SSH"],
  ["target port 80", { targets: [{ ip: "10.0.0.10", port: 80 }] }, "HTTP"],
  ["target port 443", { targets: [{ ip: "10.0.0.10", port: 443 }] }, "TLS"],
  ["nothing of these", {}, undefined],
])("%s says what is expected", (_, given, expected) => {
  expect(expectedService(forward(given))).toBe(expected);
});

test.each<[Outcome, boolean, string]>([
  [answered({ service: "HTTP", status: 200, server: "nginx" }), true, "HTTP 200 from nginx"],
  [answered({ service: "HTTP", status: 404 }), true, "HTTP 404"],
  [answered({ service: "HTTP", status: 500 }), false, "HTTP 500"],
  [answered({ service: "SSH", banner: "SSH-2.0-OpenSSH_9.2p1" }), true, "SSH-2.0-OpenSSH_9.2p1"],
  [answered({ service: "other", banner: "220 mail" }), true, "says 220 mail"],
  [answered({ service: "none" }), true, "connects, says nothing"],
  [certified("2026-11-01", "2026-12-01"), true, "TLS www.example.com, 8 days left"],
  [certified("2026-11-01", "2026-11-24", 200), true, "TLS www.example.com, 1 day left, HTTP 200"],
  [certified("2026-11-01", "2026-12-01", 502), false, "TLS www.example.com, 8 days left, HTTP 502"],
  [certified("2026-10-01", "2026-11-12"), false, "TLS www.example.com, expired 10 days ago"],
  [certified("2026-11-25", "2027-11-25"), false, "TLS www.example.com, valid in 2 days only"],
])("%o is said in words", (outcome, ok, said) => {
  expect(verdict(outcome, forward(), NOW)).toEqual({ ok, said });
});

test.each([
  ["refused", "refused: nothing listens on this port of the address"],
  ["timeout", "no answer: a security group or firewall drops it, or there is no route"],
  ["unreachable", "unreachable: there is no route to the address, or nobody has it"],
  ["closed", "connected and closed at once: no target is healthy, or none admits the load balancer"],
  ["unknown host", "there is no such name"],
  ["EADDRNOTAVAIL", "EADDRNOTAVAIL"],
])("%s is a failure", (reason, said) => {
  expect(verdict({ connected: false, milliseconds: 1, reason }, forward(), NOW)).toEqual({ ok: false, said });
});

test.each<[Partial<Forward>, Answer, string]>([
  [
    { targets: [{ ip: "10.0.0.10", port: 80 }] },
    { service: "SSH", banner: "SSH-2.0-x" },
    "SSH-2.0-x, where HTTP is expected (target port 80)",
  ],
  [
    { healthCheck: { protocol: "HTTP" } },
    { service: "none" },
    "connects, says nothing, where HTTP is expected (its health check is by HTTP)",
  ],
  [{ protocol: "TLS" }, { service: "HTTP", status: 200 }, "HTTP 200, where TLS is expected (a TLS listener)"],
])("%o rejects another service", (given, answer, said) => {
  expect(verdict(answered(answer), forward(given), NOW)).toEqual({ ok: false, said });
});
