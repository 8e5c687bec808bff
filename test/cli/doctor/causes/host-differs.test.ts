import { said, the } from "../article-facts";
import { foundWith, HOST } from "../host-facts";

const MOVED = { addresses: ["10.0.0.11"] };

test("says that a running function only needs to run again", () => {
  const findings = foundWith({ name: MOVED }).filter(({ cause }) => cause === "host-differs");
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "wait for the function's next run; if this stays, the name has other addresses in the function's VPC than here",
        "cause": "host-differs",
        "expected": "10.0.0.11 as a target",
        "seen": "it resolves to 10.0.0.11, but the target group has 10.0.0.10",
        "subject": "db.internal",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("names the function's failure, and explains an unhealthy target", () => {
  const [cause] = foundWith({ name: MOVED, lambda: { failed: true }, state: "unhealthy" });
  const effect = the(cause?.effects ?? []);
  expect(effect.subject).toBe(HOST);
  expect(effect.seen).toBe(
    "it resolves to 10.0.0.11, but the target group has 10.0.0.10: the function's last run failed",
  );
  expect(effect.effects.map((one) => one.cause)).toEqual(["target-health"]);
});

test("without metrics, it is a warning", () => {
  const found = foundWith({ name: MOVED, lambda: undefined }).filter(({ cause }) => cause === "host-differs");
  expect(found.map(({ severity, seen }) => [severity, seen])).toEqual([
    ["warning", "it resolves to 10.0.0.11, but the target group has 10.0.0.10"],
  ]);
});

test("concerns only the addresses that aren't registered if others are", () => {
  const [found] = foundWith({ name: { addresses: ["10.0.0.10", "10.0.0.11"] }, lambda: { failed: true } });
  expect(found?.effects.map(({ concerns, expected }) => [expected, concerns])).toEqual([
    ["10.0.0.11 as a target", [{ listenerPort: 30080, target: "10.0.0.11:80" }]],
  ]);
});

test("compares only addresses of the target group's family, in any notation", () => {
  expect(foundWith({ name: { addresses: ["10.0.0.10", "fd00::10"] } })).toEqual([]);
  const found = foundWith({
    name: { addresses: ["10.0.0.99", "fd00:0:0::10"] },
    registered: ["fd00::10"],
    ipv6: true,
  });
  expect(found.filter(({ cause }) => cause.startsWith("host-"))).toEqual([]);
});
