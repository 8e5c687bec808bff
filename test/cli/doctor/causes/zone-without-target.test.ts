import { said, spoiled } from "../article-facts";

test("without cross-zone load balancing, finds an address whose zone has no target", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.crossZone = false;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "set crossZone: true (the default), or add a target in this zone (additionalTargets), and apply",
       "cause": "zone-without-target",
       "expected": "a target in each zone of the load balancer, or cross-zone load balancing on",
       "seen": "cross-zone load balancing is off, and ap-northeast-1c has no target",
       "subject": "172.31.136.10 (ap-northeast-1c)",
     },
     {
       "advice": "set crossZone: true (the default), or add a target in this zone (additionalTargets), and apply",
       "cause": "zone-without-target",
       "expected": "a target in each zone of the load balancer, or cross-zone load balancing on",
       "seen": "cross-zone load balancing is off, and ap-northeast-1a has no target",
       "subject": "172.31.128.10 (ap-northeast-1a)",
     },
   ]
  `);
  expect(
    findings.map(({ concerns }) => concerns.map(({ listenerPort, zone }) => `${listenerPort} ${zone ?? ""}`)),
  ).toEqual([
    ["10022 ap-northeast-1c", "10080 ap-northeast-1c"],
    ["20022 ap-northeast-1a", "20080 ap-northeast-1a"],
  ]);
});

test("a target group's setting takes precedence over the load balancer's", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.crossZone = false;
    for (const group of facts.targetGroups) group.crossZone = true;
  });
  expect(findings).toEqual([]);
});

test("finds nothing if the setting couldn't be read", () => {
  expect(spoiled((facts) => Object.assign(facts.loadBalancer, { crossZone: undefined }))).toEqual([]);
});

test("finds nothing if the targets' zones aren't known, or there are no targets", () => {
  const unknown = spoiled((facts) => {
    facts.loadBalancer.crossZone = false;
    Object.assign(facts, { subnets: undefined });
  });
  expect(unknown).toEqual([]);
  const none = spoiled((facts) => {
    facts.loadBalancer.crossZone = false;
    for (const group of facts.targetGroups) group.targets = [];
  });
  expect([...new Set(none.map(({ cause }) => cause))]).toEqual(["target-missing"]);
});
