import { said, spoiled, the } from "../article-facts";
import { foundWith } from "../host-facts";

test("warns about a target that isn't in the list", () => {
  const findings = spoiled((facts) => {
    const group = the(facts.targetGroups, ({ name }) => name === "example-tg-20022");
    Object.assign(group, { targets: [...group.targets, { ip: "172.31.137.99", port: 22, state: "unhealthy" }] });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "add it to the list (additionalTargets), or deregister it",
       "cause": "target-unaccounted",
       "commands": [
         "aws elbv2 deregister-targets --target-group-arn arn:group/20022 --targets Id=172.31.137.99,Port=22",
       ],
       "expected": "only targets in the list",
       "seen": "it is registered with target group example-tg-20022 and receives connections of listener 20022",
       "subject": "target 172.31.137.99:22",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("the function's targets of a forward to a host are in its list", () => {
  const found = foundWith({ registered: ["10.0.0.10", "10.0.0.11"], lambda: undefined });
  expect(found.map(({ cause }) => cause)).toEqual(["host-former-address"]);
});
