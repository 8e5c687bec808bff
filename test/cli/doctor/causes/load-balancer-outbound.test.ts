import { said, spoiled, tcp, the } from "../article-facts";

test("finds blocked traffic to one target, and blocked health checks of another", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.securityGroupIds = ["sg-nlb"];
    const inbound = [
      { protocol: "tcp", fromPort: 1, toPort: 65535, cidrBlocks: ["192.168.0.0/16"], securityGroupIds: [] },
    ];
    const outbound = [tcp(22, "172.31.128.0/17"), { ...tcp(80), securityGroupIds: ["sg-2"] }, tcp(80, "10.0.0.10/32")];
    Object.assign(facts, {
      securityGroups: [...facts.securityGroups, { id: "sg-nlb", name: "example-nlb", inbound, outbound }],
    });
    Object.assign(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").healthCheck, { port: 8080 });
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-10080").targets).state = "unhealthy";
  }).filter(({ cause }) => cause !== "listener-differs");
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "if the list creates the group, apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "load-balancer-outbound",
       "commands": [
         "aws ec2 authorize-security-group-egress --group-id sg-nlb --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=172.31.129.10/32}]'",
       ],
       "effects": [
         "target-health: target 172.31.129.10:80",
       ],
       "expected": "a rule that allows traffic and health checks to 172.31.129.10 on TCP 80",
       "seen": "no outbound rule allows TCP 80 to 172.31.129.10",
       "subject": "security group sg-nlb (example-nlb) of the load balancer",
     },
     {
       "advice": "if the list creates the group, apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "load-balancer-outbound",
       "commands": [
         "aws ec2 authorize-security-group-egress --group-id sg-nlb --ip-permissions 'IpProtocol=tcp,FromPort=8080,ToPort=8080,IpRanges=[{CidrIp=10.0.0.10/32}]'",
       ],
       "expected": "a rule that allows health checks to 10.0.0.10 on TCP 8080",
       "seen": "no outbound rule allows TCP 8080 to 10.0.0.10",
       "subject": "security group sg-nlb (example-nlb) of the load balancer",
     },
   ]
  `);
});
