import { said, spoiled } from "../article-facts";

test("a missing load balancer is one finding for all forwards", () => {
  const findings = spoiled((facts) => {
    Object.assign(facts, { loadBalancer: undefined, listeners: [], targetGroups: [] });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list (run cdktf deploy, cdktn deploy or terraform apply), or use another --region or --profile",
       "cause": "load-balancer-missing",
       "expected": "the load balancer in the list",
       "seen": "there is no Network Load Balancer with this name in ap-northeast-1",
       "subject": "load balancer example-nlb",
     },
   ]
  `);
  expect(findings[0]?.concerns.map(({ listenerPort }) => listenerPort)).toEqual([10022, 10080, 20022, 20080, 30080]);
});
