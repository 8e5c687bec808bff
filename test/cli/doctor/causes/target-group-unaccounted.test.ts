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

test("a target group that no listener uses is a warning", () => {
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
       "advice": "put its row into the list (importFrom takes it over), or delete it",
       "cause": "target-group-unaccounted",
       "commands": [
         "aws elbv2 delete-target-group --target-group-arn arn:group/40443",
       ],
       "expected": "only target groups that a row of the list has",
       "seen": "no listener forwards to it",
       "subject": "target group example-tg-40443",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});
