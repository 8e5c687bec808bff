import { said, spoiled, the } from "../article-facts";

test("a load balancer that is still being created explains unhealthy targets", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.state = "provisioning";
    for (const target of the(facts.targetGroups).targets) target.state = "initial";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "wait until it is active: aws elbv2 wait load-balancer-available",
       "cause": "load-balancer-state",
       "effects": [
         "target-health: target 172.31.129.10:22",
       ],
       "expected": "active",
       "seen": "its state is provisioning",
       "subject": "load balancer example-nlb",
     },
   ]
  `);
});

test("shows the reason of a failed load balancer", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.state = "failed";
    facts.loadBalancer.stateReason = "no free addresses in subnet-a";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "check the reason, and recreate the load balancer: terraform apply -replace=<its address>",
       "cause": "load-balancer-state",
       "expected": "active",
       "seen": "its state is failed: no free addresses in subnet-a",
       "subject": "load balancer example-nlb",
     },
   ]
  `);
});

test("warns about a load balancer that works but can't scale", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.state = "active_impaired";
  });
  expect(findings.map(({ cause, severity }) => [cause, severity])).toEqual([["load-balancer-state", "warning"]]);
});
