import { said, spoiled, the } from "../article-facts";

/** What the load balancer says of TargetServer2's web server in consequence. */
function unhealthy(facts: Parameters<Parameters<typeof spoiled>[0]>[0]): void {
  the(the(facts.targetGroups, ({ name }) => name === "example-tg-20080").targets).state = "unhealthy";
}

test("an instance that is stopped explains that its targets are not healthy", () => {
  const findings = spoiled((facts) => {
    the(facts.interfaces, ({ id }) => id === "eni-2").instanceState = "stopped";
    unhealthy(facts);
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "target-absent",
       "commands": [
         "aws ec2 start-instances --instance-ids i-2",
       ],
       "effects": [
         "target-health: target 172.31.137.10:80",
       ],
       "expected": "a running server with this address",
       "seen": "instance i-2 is stopped",
       "subject": "target 172.31.137.10",
     },
   ]
  `);
});

test("an address that nobody has", () => {
  const findings = spoiled((facts) => {
    facts.interfaces = facts.interfaces.filter(({ id }) => id !== "eni-2");
    unhealthy(facts);
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "start the server, or correct targetIp in the row",
       "cause": "target-absent",
       "effects": [
         "target-health: target 172.31.137.10:80",
       ],
       "expected": "a running server with this address",
       "seen": "no network interface in vpc-1 has this address",
       "subject": "target 172.31.137.10",
     },
   ]
  `);
});

test("a healthy target is there, whoever has its address", () => {
  const findings = spoiled((facts) => {
    facts.interfaces = [];
  });
  expect(findings).toEqual([]);
});

test("a network interface that is attached to nothing", () => {
  const findings = spoiled((facts) => {
    Object.assign(
      the(facts.interfaces, ({ id }) => id === "eni-2"),
      { attached: false, instanceId: undefined },
    );
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "target-absent",
       "commands": [
         "aws ec2 attach-network-interface --network-interface-id eni-2 --instance-id <i-…> --device-index 1",
       ],
       "expected": "a running server with this address",
       "seen": "its network interface eni-2 is attached to nothing",
       "subject": "target 172.31.137.10",
     },
   ]
  `);
});

test("nobody is asked for on-premises, or where interfaces were not read", () => {
  expect(spoiled((facts) => Object.assign(facts, { interfaces: undefined }))).toEqual([]);
});
