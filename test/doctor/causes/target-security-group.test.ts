import { said, spoiled, tcp, the } from "../article-facts";

test("a group that does not admit the load balancer explains that the target is not healthy", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups).inbound = [tcp(22, "172.31.0.0/16"), tcp(80, "10.0.0.0/8")];
    Object.assign(the(the(facts.targetGroups, ({ name }) => name === "example-tg-10080").targets), {
      state: "unhealthy",
      reason: "Target.FailedHealthChecks",
      description: "Health checks failed",
    });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "target-security-group",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=172.31.128.10/32}]'",
         "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=172.31.136.10/32}]'",
       ],
       "effects": [
         "target-health: target 172.31.129.10:80",
       ],
       "expected": "traffic and health checks of the load balancer admitted on TCP 80",
       "seen": "no inbound rule admits TCP 80 from 172.31.128.10, 172.31.136.10",
       "subject": "security group sg-1 (TargetServer1) of 172.31.129.10",
     },
   ]
  `);
});

test("a group that admits one of the load balancer's addresses leaves the other out", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups).inbound = [tcp(22, "172.31.0.0/16"), tcp(80, "172.31.128.10/32")];
  });
  expect(findings.map(({ seen, concerns }) => [seen, concerns])).toEqual([
    [
      "no inbound rule admits TCP 80 from 172.31.136.10",
      [{ listenerPort: 10080, target: "172.31.129.10:80", zone: "ap-northeast-1c" }],
    ],
  ]);
});

test("a health check on a port of its own must be admitted, too", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(the(facts.targetGroups, ({ name }) => name === "example-tg-10080").healthCheck, { port: 8080 });
    Object.assign(the(list.forwards, ({ listenerPort }) => listenerPort === 10080).healthCheck, { port: 8080 });
  });
  expect(findings.map(({ cause, seen, expected }) => [cause, seen, expected])).toEqual([
    [
      "target-security-group",
      "no inbound rule admits TCP 8080 from 172.31.128.10, 172.31.136.10",
      "health checks of the load balancer admitted on TCP 8080",
    ],
  ]);
});

test("with a group of its own the load balancer is admitted by that", () => {
  const withGroup = (facts: Parameters<Parameters<typeof spoiled>[0]>[0]): void => {
    facts.loadBalancer.securityGroupIds = ["sg-nlb"];
    const all = [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"], securityGroupIds: [] }];
    Object.assign(facts, {
      securityGroups: [...facts.securityGroups, { id: "sg-nlb", name: "example-nlb", inbound: all, outbound: all }],
    });
  };
  expect(
    spoiled((facts) => {
      withGroup(facts);
      the(facts.securityGroups).inbound = [22, 80].map((port) => ({ ...tcp(port), securityGroupIds: ["sg-nlb"] }));
    }),
  ).toEqual([]);
  expect(
    spoiled((facts) => {
      withGroup(facts);
      the(facts.securityGroups).inbound = [tcp(22, "0.0.0.0/0")];
    }).map(said),
  ).toMatchInlineSnapshot(`
   [
     {
       "advice": "set targetSecurityGroupIds: ["sg-1"], and apply",
       "cause": "target-security-group",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,UserIdGroupPairs=[{GroupId=sg-nlb}]'",
       ],
       "expected": "traffic and health checks of the load balancer admitted on TCP 80",
       "seen": "no inbound rule admits TCP 80 from 172.31.128.10, 172.31.136.10 or from sg-nlb (example-nlb)",
       "subject": "security group sg-1 (TargetServer1) of 172.31.129.10",
     },
   ]
  `);
});

test("where the clients' addresses are preserved, they are to be admitted", () => {
  const findings = spoiled((facts, list) => {
    the(list.forwards, ({ listenerPort }) => listenerPort === 10080).clients = ["192.168.0.0/16"];
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").preservesClientIp = true;
  });
  expect(findings.map(({ cause, seen }) => [cause, seen])).toEqual([
    ["target-security-group", "no inbound rule admits TCP 80 from 192.168.0.0/16"],
  ]);
});

test("a prefix list that could not be read may admit the load balancer", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups).inbound = [{ ...tcp(80), incomplete: true }, tcp(22, "0.0.0.0/0")];
  });
  expect(findings).toEqual([]);
});

test("groups that were not read keep nobody out", () => {
  expect(spoiled((facts) => Object.assign(facts, { securityGroups: undefined }))).toEqual([]);
});
