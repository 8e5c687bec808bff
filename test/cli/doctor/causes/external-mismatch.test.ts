import { said, spoiled, the } from "../article-facts";

test("an external target that a block of the VPC contains explains that it is not healthy", () => {
  const findings = spoiled((facts) => {
    the(facts.vpcs).cidrBlocks.push("10.0.0.0/24");
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "remove external: true from the row, and apply",
       "cause": "external-mismatch",
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "a target in the VPC without external",
       "seen": "it is external (Availability Zone "all"), but 10.0.0.0/24 of vpc-1 contains it",
       "subject": "target 10.0.0.10:80",
     },
   ]
  `);
});

test("a row outside the VPC that is not external explains that AWS does not have its target", () => {
  const findings = spoiled((facts, list) => {
    the(the(list.forwards, ({ listenerPort }) => listenerPort === 30080).targets).external = false;
    the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets = [];
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "set external: true on the row, or correct its targetIp, and apply",
       "cause": "external-mismatch",
       "effects": [
         "target-missing: target 10.0.0.10:80",
       ],
       "expected": "external: true for a target outside the VPC",
       "seen": "it is not external, but vpc-1 (172.31.128.0/17) does not contain it",
       "subject": "target 10.0.0.10:80",
     },
   ]
  `);
});

test("blocks that were not read contradict nothing", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(facts, { vpcs: undefined });
    the(the(list.forwards).targets).external = true;
  });
  expect(findings).toEqual([]);
});

test("what is registered counts before what the row says", () => {
  const findings = spoiled((_, list) => {
    the(the(list.forwards, ({ listenerPort }) => listenerPort === 30080).targets).external = false;
  });
  expect(findings).toEqual([]);
});
