import { said, spoiled } from "../article-facts";

test("no load balancer of the name is one finding, of all rows", () => {
  const findings = spoiled((facts) => {
    Object.assign(facts, { loadBalancer: undefined, listeners: [], targetGroups: [] });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list (cdktf deploy, terraform apply), or give another --region or --profile",
       "cause": "load-balancer-missing",
       "expected": "the one that the list describes",
       "seen": "there is no Network Load Balancer of this name in ap-northeast-1",
       "subject": "load balancer example-nlb",
     },
   ]
  `);
  expect(findings[0]?.concerns.map(({ listenerPort }) => listenerPort)).toEqual([10022, 10080, 20022, 20080, 30080]);
});
