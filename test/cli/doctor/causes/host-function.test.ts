import { said } from "../article-facts";
import { foundWith } from "../host-facts";

test("a function that doesn't run is the cause of a target group that isn't current", () => {
  const findings = foundWith({ name: { addresses: ["10.0.0.11"] }, lambda: { invocations: 0 }, state: "unhealthy" });
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "wait if the list was applied a few minutes ago; or else enable the function's schedule, and apply the list if the function is missing",
        "cause": "host-function",
        "commands": [
          "aws events enable-rule --name example-nlb-host-targets",
        ],
        "effects": [
          "host-differs: db.internal",
          "target-health: target 10.0.0.10:80",
        ],
        "expected": "runs at each interval that resolve every name and reach AWS's API",
        "seen": "the function hasn't run in the last 10 minutes",
        "subject": "function example-nlb-host-targets",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("fault");
});

test("is a warning while all targets are current", () => {
  const findings = foundWith({ lambda: { failed: true } });
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "read why in its log: aws logs tail /aws/lambda/example-nlb-host-targets --since 15m; if it can't reach AWS's API, give its subnets a way there: a NAT gateway, or an interface endpoint of Elastic Load Balancing",
        "cause": "host-function",
        "expected": "runs at each interval that resolve every name and reach AWS's API",
        "seen": "the function's last run failed",
        "subject": "function example-nlb-host-targets",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("says how many names the function couldn't resolve", () => {
  const seen = [1, 2].map((unresolvedNames) => foundWith({ lambda: { unresolvedNames } })[0]?.seen);
  expect(seen).toEqual([
    "the function's last run couldn't resolve a name",
    "the function's last run couldn't resolve 2 names",
  ]);
});

test("draws no conclusion without metrics", () => {
  expect(foundWith({ lambda: undefined })).toEqual([]);
  expect(foundWith()).toEqual([]);
});
