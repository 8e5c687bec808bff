import { said, spoiled, the } from "../article-facts";

test("a listener that no row accounts for is a warning", () => {
  const findings = spoiled((facts) => {
    Object.assign(facts, {
      listeners: [
        ...facts.listeners,
        { arn: "arn:listener/40080", port: 40080, protocol: "TCP", targetGroupArn: "arn:group/by-hand" },
      ],
      targetGroups: [
        ...facts.targetGroups,
        { ...the(facts.targetGroups), arn: "arn:group/by-hand", name: "by-hand", targets: [] },
      ],
    });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "put it into the list (importFrom takes it over), or delete it",
       "cause": "listener-unaccounted",
       "commands": [
         "aws elbv2 delete-listener --listener-arn arn:listener/40080",
       ],
       "expected": "only listeners that the list has",
       "seen": "it is there, and forwards to target group by-hand",
       "subject": "listener TCP:40080",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});
