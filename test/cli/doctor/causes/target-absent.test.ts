import { said, spoiled, the } from "../article-facts";

/** Makes TargetServer2's web server unhealthy, as the load balancer reports it. */
function unhealthy(facts: Parameters<Parameters<typeof spoiled>[0]>[0]): void {
  the(the(facts.targetGroups, ({ name }) => name === "example-tg-20080").targets).state = "unhealthy";
}

test("a stopped instance explains that its targets are unhealthy", () => {
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

test("finds an address that no network interface has", () => {
  const findings = spoiled((facts) => {
    facts.interfaces = facts.interfaces.filter(({ id }) => id !== "eni-2");
    unhealthy(facts);
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "start the server, or correct the forward's targetIp",
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

test("a healthy target exists, even if its network interface isn't listed", () => {
  const findings = spoiled((facts) => {
    facts.interfaces = [];
  });
  expect(findings).toEqual([]);
});

test("finds a network interface that isn't attached", () => {
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
       "seen": "its network interface eni-2 isn't attached to an instance",
       "subject": "target 172.31.137.10",
     },
   ]
  `);
});

test("finds nothing on-premises, or if network interfaces couldn't be read", () => {
  expect(spoiled((facts) => Object.assign(facts, { interfaces: undefined }))).toEqual([]);
});
