import { said, spoiled, the } from "../article-facts";

test("finds a forward without a listener, whose target group is unused", () => {
  const findings = spoiled((facts) => {
    facts.listeners = facts.listeners.filter(({ port }) => port !== 20080);
    the(facts.targetGroups, ({ name }) => name === "example-tg-20080").used = false;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "listener-missing",
       "expected": "a listener for the forward in the list",
       "seen": "example-nlb has no listener on port 20080",
       "subject": "listener TCP:20080",
     },
   ]
  `);
});
