import { said, spoiled, tcp } from "../article-facts";

/** Gives the load balancer its own security group, which allows all outbound traffic. */
function withGroup(facts: Parameters<Parameters<typeof spoiled>[0]>[0], inbound: ReturnType<typeof tcp>[]): void {
  facts.loadBalancer.securityGroupIds = ["sg-nlb"];
  const outbound = [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"], securityGroupIds: [] }];
  Object.assign(facts, {
    securityGroups: [...facts.securityGroups, { id: "sg-nlb", name: "example-nlb", inbound, outbound }],
  });
}

const PORTS = [10022, 10080, 20022, 20080, 30080];

test("finds a client of the list that no rule allows", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["192.168.0.0/16"];
    withGroup(
      facts,
      PORTS.filter((port) => port !== 10080).map((port) => tcp(port, "192.168.0.0/16")),
    );
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list, which contains the rule: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "load-balancer-inbound",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-nlb --ip-permissions 'IpProtocol=tcp,FromPort=10080,ToPort=10080,IpRanges=[{CidrIp=192.168.0.0/16}]'",
       ],
       "expected": "a rule that allows the clients on TCP 10080",
       "seen": "no inbound rule allows TCP 10080 from 192.168.0.0/16",
       "subject": "security group sg-nlb (example-nlb) of the load balancer",
     },
   ]
  `);
});

test("finds a client that is a security group", () => {
  const admitted = { ...tcp(10022), securityGroupIds: ["sg-clients"] };
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["sg-clients"];
    withGroup(facts, [
      ...PORTS.slice(1).map((port) => ({ ...admitted, fromPort: port, toPort: port })),
      tcp(10022, "10.0.0.0/8"),
    ]);
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list, which contains the rule: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "load-balancer-inbound",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-nlb --ip-permissions 'IpProtocol=tcp,FromPort=10022,ToPort=10022,UserIdGroupPairs=[{GroupId=sg-clients}]'",
       ],
       "expected": "a rule that allows the clients on TCP 10022",
       "seen": "no inbound rule allows TCP 10022 from sg-clients",
       "subject": "security group sg-nlb (example-nlb) of the load balancer",
     },
   ]
  `);
});

test("finds a port without any rule if the list has no clients", () => {
  const findings = spoiled((facts) => {
    withGroup(
      facts,
      PORTS.slice(1).map((port) => tcp(port, "192.168.0.0/16")),
    );
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "set clientCidrBlocks and apply",
       "cause": "load-balancer-inbound",
       "commands": [
         "aws ec2 authorize-security-group-ingress --group-id sg-nlb --ip-permissions 'IpProtocol=tcp,FromPort=10022,ToPort=10022,IpRanges=[{CidrIp=<CIDR block>}]'",
       ],
       "expected": "a rule that allows the clients on TCP 10022",
       "seen": "no inbound rule allows TCP 10022 from anyone",
       "subject": "security group sg-nlb (example-nlb) of the load balancer",
     },
   ]
  `);
});

test("ignores a client that only Terraform knows", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["aws_security_group.clients.id"];
    withGroup(facts, []);
  });
  expect(findings).toEqual([]);
});

test("ignores the clients of a missing listener", () => {
  const findings = spoiled((facts) => {
    withGroup(
      facts,
      PORTS.slice(1).map((port) => tcp(port, "192.168.0.0/16")),
    );
    facts.listeners = facts.listeners.filter(({ port }) => port !== 10022);
  });
  expect(findings.map(({ cause }) => cause)).toEqual(["listener-missing"]);
});

test("suggests an IPv6 rule for an IPv6 client, and puts no invalid group ID into a command", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["2001:db8:1::/48", "sg-'; touch /tmp/x; '"];
    withGroup(facts, [tcp(10022, "192.168.0.0/16")]);
    list.forwards.length = 1;
    facts.listeners.length = 1;
    facts.targetGroups.length = 1;
  });
  expect(findings.map(({ fix }) => fix.commands)).toEqual([
    [
      "aws ec2 authorize-security-group-ingress --group-id sg-nlb --ip-permissions " +
        "'IpProtocol=tcp,FromPort=10022,ToPort=10022,Ipv6Ranges=[{CidrIpv6=2001:db8:1::/48}]'",
    ],
  ]);
});
