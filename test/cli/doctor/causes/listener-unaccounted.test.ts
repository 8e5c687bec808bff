import { said, spoiled, the } from "../article-facts";

test("warns about a listener that isn't in the list", () => {
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
       "advice": "add it to the list (importFrom adopts it), or delete it",
       "cause": "listener-unaccounted",
       "commands": [
         "aws elbv2 delete-listener --listener-arn arn:listener/40080",
       ],
       "expected": "only listeners in the list",
       "seen": "it exists and forwards to target group by-hand",
       "subject": "listener TCP:40080",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});
