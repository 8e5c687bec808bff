import { said, spoiled, tcp, the } from "../article-facts";

test("a security group that blocks the load balancer explains an unhealthy target", () => {
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
       "expected": "a rule that allows the load balancer's traffic and health checks on TCP 80",
       "seen": "no inbound rule allows TCP 80 from 172.31.128.10, 172.31.136.10",
       "subject": "security group sg-1 (TargetServer1) of 172.31.129.10",
     },
   ]
  `);
});

test("finds the address that a security group doesn't allow", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups).inbound = [tcp(22, "172.31.0.0/16"), tcp(80, "172.31.128.10/32")];
  });
  expect(findings.map(({ seen, concerns }) => [seen, concerns])).toEqual([
    [
      "no inbound rule allows TCP 80 from 172.31.136.10",
      [{ listenerPort: 10080, target: "172.31.129.10:80", zone: "ap-northeast-1c" }],
    ],
  ]);
});

test("finds a blocked health check on its own port", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(the(facts.targetGroups, ({ name }) => name === "example-tg-10080").healthCheck, { port: 8080 });
    Object.assign(the(list.forwards, ({ listenerPort }) => listenerPort === 10080).healthCheck, { port: 8080 });
  });
  expect(findings.map(({ cause, seen, expected }) => [cause, seen, expected])).toEqual([
    [
      "target-security-group",
      "no inbound rule allows TCP 8080 from 172.31.128.10, 172.31.136.10",
      "a rule that allows the load balancer's health checks on TCP 8080",
    ],
  ]);
});

test("allows a load balancer by its security group", () => {
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
       "advice": "set targetSecurityGroupIds: ["sg-1"] and apply",
       "cause": "target-security-group",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,UserIdGroupPairs=[{GroupId=sg-nlb}]'",
       ],
       "expected": "a rule that allows the load balancer's traffic and health checks on TCP 80",
       "seen": "no inbound rule allows TCP 80 from 172.31.128.10, 172.31.136.10 or from sg-nlb (example-nlb)",
       "subject": "security group sg-1 (TargetServer1) of 172.31.129.10",
     },
   ]
  `);
});

test("with client IP preservation, finds blocked clients", () => {
  const findings = spoiled((facts, list) => {
    the(list.forwards, ({ listenerPort }) => listenerPort === 10080).clients = ["192.168.0.0/16"];
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").preservesClientIp = true;
  });
  expect(findings.map(({ cause, seen }) => [cause, seen])).toEqual([
    ["target-security-group", "no inbound rule allows TCP 80 from 192.168.0.0/16"],
  ]);
});

test("ignores a group whose prefix list couldn't be read", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups).inbound = [{ ...tcp(80), incomplete: true }, tcp(22, "0.0.0.0/0")];
  });
  expect(findings).toEqual([]);
});

test("finds nothing if the groups couldn't be read", () => {
  expect(spoiled((facts) => Object.assign(facts, { securityGroups: undefined }))).toEqual([]);
});

test("a TCP_UDP listener needs both protocols", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(the(list.forwards), { protocol: "TCP_UDP", targetProtocol: "TCP_UDP" });
    the(facts.listeners).protocol = "TCP_UDP";
    the(facts.targetGroups).protocol = "TCP_UDP";
  });
  expect(findings.map(({ seen, expected }) => [seen, expected])).toEqual([
    [
      "no inbound rule allows UDP 22 from 172.31.128.10, 172.31.136.10",
      "a rule that allows the load balancer's traffic on UDP 22",
    ],
  ]);
});

test("a rule with an IANA protocol number allows that protocol and no other", () => {
  const numbered = (protocol: string): ReturnType<typeof spoiled> =>
    spoiled((facts) => {
      the(facts.securityGroups).inbound = [{ ...tcp(80, "172.31.0.0/16"), protocol }, tcp(22, "172.31.0.0/16")];
    });
  expect(numbered("6")).toEqual([]);
  expect(numbered("17")).toHaveLength(1);
});

test("with client IP preservation, health checks still come from the load balancer", () => {
  const preserved = (inbound: ReturnType<typeof tcp>[], port?: number): (string | undefined)[] =>
    spoiled((facts, list) => {
      const row = the(list.forwards, ({ listenerPort }) => listenerPort === 10080);
      const group = the(facts.targetGroups, ({ name }) => name === "example-tg-10080");
      Object.assign(row, { clients: ["192.168.0.0/16"] });
      Object.assign(group, { preservesClientIp: true });
      if (port !== undefined) for (const { healthCheck } of [row, group]) Object.assign(healthCheck, { port });
      the(facts.securityGroups).inbound = [tcp(22, "172.31.0.0/16"), ...inbound];
    }).map(({ seen }) => seen);
  const nodes = "172.31.128.10, 172.31.136.10";
  expect(preserved([tcp(80, "192.168.0.0/16")])).toEqual([`no inbound rule allows TCP 80 from ${nodes}`]);
  expect(preserved([tcp(80, "192.168.0.0/16")], 8080)).toEqual([`no inbound rule allows TCP 8080 from ${nodes}`]);
  expect(preserved([tcp(80, "192.168.0.0/16"), tcp(8080, "172.31.0.0/16")], 8080)).toEqual([]);
});

test("if the load balancer's addresses aren't known, a rule for some of its subnets' addresses is enough", () => {
  const admitting = (block: string): (string | undefined)[] =>
    spoiled((facts) => {
      for (const node of facts.loadBalancer.nodes) node.addresses = [];
      the(facts.securityGroups).inbound = [tcp(22, "172.31.0.0/16"), tcp(80, block)];
    })
      .filter(({ cause }) => cause === "target-security-group")
      .map(({ seen }) => seen);
  expect(admitting("172.31.0.0/16")).toEqual([]);
  expect(admitting("10.0.0.0/8")).toEqual(["no inbound rule allows TCP 80 from 172.31.128.0/21, 172.31.136.0/21"]);
});

test("without cross-zone load balancing, only the node in the target's zone needs a rule", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.crossZone = false;
    the(facts.securityGroups).inbound = [22, 80].map((port) => tcp(port, "172.31.128.10/32"));
  });
  expect(findings.filter(({ cause }) => cause !== "zone-without-target")).toEqual([]);
});

test("an IPv6 address needs an IPv6 rule", () => {
  const findings = spoiled((facts, list) => {
    const [target, node] = [the(the(facts.targetGroups).targets), the(facts.loadBalancer.nodes)];
    facts.loadBalancer.nodes = [node];
    node.addresses.push("2001:db8::a");
    target.ip = "2001:db8::10";
    the(the(list.forwards).targets).ip = "2001:db8::10";
    the(facts.vpcs).cidrBlocks.push("2001:db8::/56");
    the(facts.routeTables).routes.push({
      destinations: ["2001:db8::/56"],
      via: "local",
      blackhole: false,
      incomplete: false,
    });
    the(facts.interfaces).addresses.push("2001:db8::10");
  });
  expect(findings.map(({ cause, fix }) => [cause, fix.commands])).toEqual([
    [
      "target-security-group",
      [
        "aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions " +
          "'IpProtocol=tcp,FromPort=22,ToPort=22,Ipv6Ranges=[{CidrIpv6=2001:db8::a/128}]'",
      ],
    ],
  ]);
});
