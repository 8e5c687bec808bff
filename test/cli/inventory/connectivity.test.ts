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
  ["a TLS listener", { protocol: "TLS" }, "TLS"],
  ["an HTTP health check", { healthCheck: { protocol: "HTTP" } }, "HTTP"],
  ["an HTTPS health check", { healthCheck: { protocol: "HTTPS" } }, "TLS"],
  ["a health check on another port", { healthCheck: { protocol: "HTTP", port: 9000 } }, undefined],
  ["target port 22", { targets: [{ ip: "10.0.0.10", port: 22 }] }, "SSH"],
  ["target port 80", { targets: [{ ip: "10.0.0.10", port: 80 }] }, "HTTP"],
  ["target port 443", { targets: [{ ip: "10.0.0.10", port: 443 }] }, "TLS"],
  ["none of these", {}, undefined],
])("%s decides which service is expected", (_, given, expected) => {
  expect(expectedService(forward(given))).toBe(expected);
});

test.each<[Outcome, boolean, string]>([
  [answered({ service: "HTTP", status: 200, server: "nginx" }), true, "HTTP 200 from nginx"],
  [answered({ service: "HTTP", status: 404 }), true, "HTTP 404"],
  [answered({ service: "HTTP", status: 500 }), false, "HTTP 500"],
  [answered({ service: "SSH", banner: "SSH-2.0-OpenSSH_9.2p1" }), true, "SSH-2.0-OpenSSH_9.2p1"],
  [answered({ service: "other", banner: "220 mail" }), true, "sends 220 mail"],
  [answered({ service: "none" }), true, "connects, sends nothing"],
  [certified("2026-11-01", "2026-12-01"), true, "TLS www.example.com, expires in 8 days"],
  [certified("2026-11-01", "2026-11-24", 200), true, "TLS www.example.com, expires in 1 day, HTTP 200"],
  [certified("2026-11-01", "2026-12-01", 502), false, "TLS www.example.com, expires in 8 days, HTTP 502"],
  [certified("2026-10-01", "2026-11-12"), false, "TLS www.example.com, expired 10 days ago"],
  [certified("2026-11-25", "2027-11-25"), false, "TLS www.example.com, not valid for another 2 days"],
])("describes %o", (outcome, ok, said) => {
  expect(verdict(outcome, forward(), NOW)).toEqual({ ok, said });
});

test.each([
  ["refused", "refused: nothing listens on this port"],
  ["timeout", "no answer: a security group or firewall drops the packets, or there is no route"],
  ["unreachable", "unreachable: there is no route to the address, or no host has it"],
  ["closed", "closed right after connecting: no target is healthy, or the targets block the load balancer"],
  ["unknown host", "the name doesn't resolve"],
  ["EADDRNOTAVAIL", "EADDRNOTAVAIL"],
])("%s is a failure", (reason, said) => {
  expect(verdict({ connected: false, milliseconds: 1, reason }, forward(), NOW)).toEqual({ ok: false, said });
});

test.each<[Partial<Forward>, Answer, string]>([
  [
    { targets: [{ ip: "10.0.0.10", port: 80 }] },
    { service: "SSH", banner: "SSH-2.0-x" },
    "SSH-2.0-x, but expected HTTP because the target port is 80",
  ],
  [
    { healthCheck: { protocol: "HTTP" } },
    { service: "none" },
    "connects, sends nothing, but expected HTTP because the health check uses HTTP",
  ],
  [{ protocol: "TLS" }, { service: "HTTP", status: 200 }, "HTTP 200, but expected TLS because the listener is TLS"],
])("%o rejects another service", (given, answer, said) => {
  expect(verdict(answered(answer), forward(given), NOW)).toEqual({ ok: false, said });
});
