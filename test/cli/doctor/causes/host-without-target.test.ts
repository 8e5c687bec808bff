import { said } from "../article-facts";
import { foundWith } from "../host-facts";

test("finds a target group without any target", () => {
  const findings = foundWith({ registered: [] });
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "wait for the function's next run",
        "cause": "host-without-target",
        "expected": "the addresses of db.internal as targets",
        "seen": "it has no target",
        "subject": "target group example-tg-30080",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("fault");
});

test("is an effect of a function that fails", () => {
  const findings = foundWith({ registered: [], lambda: { failed: true } });
  expect(findings.map(({ cause, effects }) => [cause, effects.map(({ seen }) => seen)])).toEqual([
    ["host-function", ["it has no target: the function's last run failed"]],
  ]);
});

test("says what to check if the metrics couldn't be read", () => {
  expect(foundWith({ registered: [], lambda: undefined }).map(({ fix }) => fix.advice)).toEqual([
    "check that the function for hosts runs, and reaches AWS's API",
  ]);
});

test("targets that are being deregistered don't count", () => {
  expect(foundWith({ state: "draining" }).map(({ cause }) => cause)).toEqual(["host-without-target"]);
});
