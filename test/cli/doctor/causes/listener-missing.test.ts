import { said, spoiled, the } from "../article-facts";

test("a row without a listener, whose target group is left unused", () => {
  const findings = spoiled((facts) => {
    facts.listeners = facts.listeners.filter(({ port }) => port !== 20080);
    the(facts.targetGroups, ({ name }) => name === "example-tg-20080").used = false;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: cdktf deploy, or terraform apply",
       "cause": "listener-missing",
       "expected": "one, since the list has the row",
       "seen": "example-nlb has no listener on port 20080",
       "subject": "listener TCP:20080",
     },
   ]
  `);
});
