import { said, spoiled, the } from "../article-facts";
import { foundWith } from "../host-facts";

test("an external target inside the VPC explains that it is unhealthy", () => {
  const findings = spoiled((facts) => {
    the(facts.vpcs).cidrBlocks.push("10.0.0.0/24");
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "remove external: true from the forward and apply",
       "cause": "external-mismatch",
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "no external: true for a target in the VPC",
       "seen": "it is external (Availability Zone "all"), but 10.0.0.0/24 of vpc-1 contains it",
       "subject": "target 10.0.0.10:80",
     },
   ]
  `);
});

test("a target outside the VPC that isn't external explains that AWS doesn't have it", () => {
  const findings = spoiled((facts, list) => {
    the(the(list.forwards, ({ listenerPort }) => listenerPort === 30080).targets).external = false;
    the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets = [];
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "set external: true on the forward, or correct its targetIp, and apply",
       "cause": "external-mismatch",
       "effects": [
         "target-missing: target 10.0.0.10:80",
       ],
       "expected": "external: true for a target outside the VPC",
       "seen": "it isn't external, but vpc-1 (172.31.128.0/17) doesn't contain it",
       "subject": "target 10.0.0.10:80",
     },
   ]
  `);
});

test("finds nothing if the VPC's CIDR blocks couldn't be read", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(facts, { vpcs: undefined });
    the(the(list.forwards).targets).external = true;
  });
  expect(findings).toEqual([]);
});

test("the registered target's zone takes precedence over the list", () => {
  const findings = spoiled((_, list) => {
    the(the(list.forwards, ({ listenerPort }) => listenerPort === 30080).targets).external = false;
  });
  expect(findings).toEqual([]);
});

test("a host's registered address contradicts the VPC's CIDR blocks", () => {
  const [found] = foundWith({ registered: ["172.31.129.99"], name: { addresses: ["172.31.129.99"] } });
  expect([found?.cause, found?.subject, found?.fix.advice]).toEqual([
    "external-mismatch",
    "target 172.31.129.99:80",
    "set vpcCidrBlocks to all blocks of the VPC, or correct the host's external, and apply",
  ]);
});
