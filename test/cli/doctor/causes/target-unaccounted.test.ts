import { said, spoiled, the } from "../article-facts";

test("a target that the list does not have is a warning", () => {
  const findings = spoiled((facts) => {
    const group = the(facts.targetGroups, ({ name }) => name === "example-tg-20022");
    Object.assign(group, { targets: [...group.targets, { ip: "172.31.137.99", port: 22, state: "unhealthy" }] });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "put it into the list (additionalTargets), or remove it",
       "cause": "target-unaccounted",
       "commands": [
         "aws elbv2 deregister-targets --target-group-arn arn:group/20022 --targets Id=172.31.137.99,Port=22",
       ],
       "expected": "only targets that the list has",
       "seen": "it is registered with target group example-tg-20022, and gets connections of listener 20022",
       "subject": "target 172.31.137.99:22",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});
