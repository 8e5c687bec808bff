import { said } from "../article-facts";
import { foundWith } from "../host-facts";

test("an address that the name no longer has is harmless", () => {
  const findings = foundWith({ registered: ["10.0.0.10", "10.0.0.11"] });
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "wait for the function's next runs: it keeps an address that only some answers contain",
        "cause": "host-former-address",
        "expected": "deregistered after hostTargets.missesBeforeRemoval answers without it",
        "seen": "it is registered, but db.internal doesn't resolve to it now",
        "subject": "target 10.0.0.11:80",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("says nothing while the name doesn't resolve from here", () => {
  expect(foundWith({ registered: ["10.0.0.10", "10.0.0.11"], name: { reason: "time-out" } })).toEqual([]);
});
