import { said, spoiled, the } from "../article-facts";

test.each([
  { name: "example-tg-40443", vpcId: "vpc-1", used: false, found: 1 },
  { name: "example-tg-40443", vpcId: "vpc-1", used: true, found: 0 },
  { name: "example-tg-40443", vpcId: "vpc-2", used: false, found: 0 },
  { name: "another-tg-40443", vpcId: "vpc-1", used: false, found: 0 },
])("target group $name of $vpcId, used: $used", ({ found, ...group }) => {
  const findings = spoiled((facts) => {
    Object.assign(facts, {
      targetGroups: [
        ...facts.targetGroups,
        { arn: "arn:group/40443", protocol: "TCP", healthCheck: { protocol: "TCP" }, ...group },
      ],
    });
  });
  expect(findings).toHaveLength(found);
});

test("warns about a target group that no listener uses", () => {
  const findings = spoiled((facts) => {
    Object.assign(facts, {
      targetGroups: [
        ...facts.targetGroups,
        { ...the(facts.targetGroups), arn: "arn:group/40443", name: "example-tg-40443", used: false },
      ],
    });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "add its forward to the list (importFrom adopts it), or delete it",
       "cause": "target-group-unaccounted",
       "commands": [
         "aws elbv2 delete-target-group --target-group-arn arn:group/40443",
       ],
       "expected": "only target groups in the list",
       "seen": "no listener forwards to it",
       "subject": "target group example-tg-40443",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});
