import { jsonReport, junitReport, type Result, textReport } from "../../../cli/command/check-report";
import type { Resolution } from "../../../cli/check/resolve";

// Names of hosts, which a state may contain with any characters. check.test.ts runs the command.

const HOSTILE = "db\u001b[31m<b>&amp;.internal";

function failed(names: Readonly<Record<string, Resolution>>): Result {
  const forward = {
    listenerPort: 5432,
    protocol: "TCP",
    healthCheck: {},
    targets: Object.keys(names).map((host) => ({ host, port: 5432 })),
  };
  return {
    loadBalancer: { name: "example-nlb", addresses: [], securityGroups: [], clients: [], forwards: [forward] },
    forward,
    through: "127.0.0.1",
    outcome: { connected: false, milliseconds: 1, reason: "refused" },
    verdict: { ok: false, said: "refused" },
    names: new Map(Object.entries(names)),
  };
}

/** A forward through two addresses. */
const FIRST = failed({ "db.internal": { addresses: ["10.0.3.7", "10.0.3.8"] }, [HOSTILE]: { reason: "NXDOMAIN" } });
const RESULTS = [FIRST, { ...FIRST, through: "127.0.0.2" }];

test("the text says once what each name resolves to, escaped", () => {
  expect(textReport(RESULTS).replace(/ {2,}/g, "  ")).toMatchInlineSnapshot(`
   "  Listener  Through  Target  Answer  Time
   ✗  TCP:5432  127.0.0.1  db.internal:5432, db<1B>[31m<b>&amp;.internal:5432  refused
   ✗  TCP:5432  127.0.0.2  db.internal:5432, db<1B>[31m<b>&amp;.internal:5432  refused

   db.internal resolves to 10.0.3.7, 10.0.3.8
   db<1B>[31m<b>&amp;.internal doesn't resolve from here (NXDOMAIN)

   2 fail"
  `);
});

test("JSON has each name with its addresses, or why it has none", () => {
  expect(JSON.parse(jsonReport(RESULTS))).toMatchObject([
    {
      names: [
        { name: "db.internal", addresses: ["10.0.3.7", "10.0.3.8"] },
        { name: HOSTILE, reason: "NXDOMAIN" },
      ],
    },
    {
      targets: [
        { host: "db.internal", port: 5432 },
        { host: HOSTILE, port: 5432 },
      ],
    },
  ]);
});

test("JUnit's failure says it, too, as XML", () => {
  const report = junitReport(RESULTS);
  expect(report).toContain("refused&#xA;db.internal resolves to 10.0.3.7, 10.0.3.8");
  expect(report).toContain("db&lt;1B>[31m&lt;b>&amp;amp;.internal doesn't resolve from here (NXDOMAIN)");
});
