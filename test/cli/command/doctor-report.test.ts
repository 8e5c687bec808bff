import { stripVTControlCharacters } from "node:util";
import { jsonReport, junitReport, textReport } from "../../../cli/command/doctor-report";
import { diagnose } from "../../../cli/doctor/diagnosis";
import type { Facts } from "../../../cli/doctor/facts";
import { articleFacts, articleList, type Mutable, tcp, the } from "../doctor/article-facts";

// The reports of a diagnosis. test/terraform/doctor.test.ts runs the command against a fake AWS.

function diagnosed(spoil: (facts: Mutable<Facts>) => void): ReturnType<typeof diagnose> {
  const facts = articleFacts();
  spoil(facts);
  return diagnose(articleList(), facts);
}

/** TargetServer1 blocks the load balancer on port 80, TargetServer2's web server is down, and one listener isn't in the list. */
function spoil(facts: Mutable<Facts>): void {
  the(facts.securityGroups).inbound = [tcp(22, "172.31.128.0/17")];
  for (const name of ["example-tg-10080", "example-tg-20080"]) {
    const target = the(the(facts.targetGroups, (group) => group.name === name).targets);
    Object.assign(target, {
      state: "unhealthy",
      reason: "Target.FailedHealthChecks",
      description: "Health checks failed",
    });
  }
  facts.listeners.push({ ...the(facts.listeners), port: 40080, arn: "arn:listener/40080" });
  facts.unread = [{ action: "ec2:DescribeNetworkAcls", message: "You are not authorized\u001B[2J to do this." }];
}

test("reports a healthy network", () => {
  expect(stripVTControlCharacters(textReport([diagnosed(() => undefined)]))).toMatchInlineSnapshot(`
   "example-nlb, internal, 172.31.128.10 (ap-northeast-1a), 172.31.136.10 (ap-northeast-1c)
      Listener   Target            Health   Why
   ✓  TCP:10022  172.31.129.10:22  healthy
   ✓  TCP:10080  172.31.129.10:80  healthy
   ✓  TCP:20022  172.31.137.10:22  healthy
   ✓  TCP:20080  172.31.137.10:80  healthy
   ✓  TCP:30080  10.0.0.10:80      healthy

   5 work"
  `);
});

test("numbers the causes, and lists the effects of each", () => {
  expect(stripVTControlCharacters(textReport([diagnosed(spoil)]))).toMatchInlineSnapshot(`
   "example-nlb, internal, 172.31.128.10 (ap-northeast-1a), 172.31.136.10 (ap-northeast-1c)
      Listener   Target            Health     Why
   ✓  TCP:10022  172.31.129.10:22  healthy
   ✗  TCP:10080  172.31.129.10:80  unhealthy  1
   ✓  TCP:20022  172.31.137.10:22  healthy
   ✗  TCP:20080  172.31.137.10:80  unhealthy  2
   ✓  TCP:30080  10.0.0.10:80      healthy

   1. security group sg-1 (TargetServer1) of 172.31.129.10 (listener 10080)
      seen      no inbound rule allows TCP 80 from 172.31.128.10, 172.31.136.10
      expected  a rule that allows the load balancer's traffic and health checks on TCP 80
      fix       aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=172.31.128.10/32}]'
                aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=172.31.136.10/32}]'
      effect    target 172.31.129.10:80: unhealthy: health checks can't connect, or get a bad answer (Target.FailedHealthChecks)

   2. target 172.31.137.10:80 (listener 20080)
      seen      unhealthy: health checks can't connect, or get a bad answer (Target.FailedHealthChecks)
      expected  healthy: answers TCP health checks on 172.31.137.10:80
      fix       on 172.31.137.10, check that a server listens (ss -ltn sport = :80) and that no firewall blocks 172.31.128.10, 172.31.136.10

   3. listener TCP:40080
      seen      it exists and forwards to target group example-tg-10022
      expected  only listeners in the list
      fix       add it to the list (importFrom adopts it), or delete it
      or        aws elbv2 delete-listener --listener-arn arn:listener/40080

   not checked: ec2:DescribeNetworkAcls: You are not authorized<1B>[2J to do this.

   3 work, 2 fail, 1 warning"
  `);
});

test("JSON contains the whole diagnosis", () => {
  const [entry, ...more] = JSON.parse(jsonReport([diagnosed(spoil)])) as [Record<string, unknown>];
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    loadBalancer: "example-nlb",
    arn: "arn:nlb",
    region: "ap-northeast-1",
    forwards: [{ condition: "works" }, { condition: "fails" }, { condition: "works" }, { condition: "fails" }, {}],
    findings: [
      {
        cause: "target-security-group",
        severity: "fault",
        fix: { commands: [expect.stringMatching(/^aws ec2 authorize/), expect.stringMatching(/^aws ec2 authorize/)] },
        concerns: [
          { listenerPort: 10080, target: "172.31.129.10:80", zone: "ap-northeast-1a" },
          { listenerPort: 10080, target: "172.31.129.10:80", zone: "ap-northeast-1c" },
        ],
        effects: [{ cause: "target-health", effects: [] }],
      },
      { cause: "target-health", effects: [] },
      { cause: "listener-unaccounted", severity: "warning" },
    ],
    unread: [{ action: "ec2:DescribeNetworkAcls" }],
  });
});

test("JUnit XML has a case for each forward, and prints everything else to system-out", () => {
  expect(junitReport([diagnosed(spoil)])).toMatchInlineSnapshot(`
   "<?xml version="1.0" encoding="UTF-8"?>
   <testsuites>
     <testsuite name="example-nlb" tests="5" failures="2" skipped="0">
       <testcase classname="example-nlb" name="TCP:10022" time="0.000"/>
       <testcase classname="example-nlb" name="TCP:10080" time="0.000">
         <failure message="security group sg-1 (TargetServer1) of 172.31.129.10: no inbound rule allows TCP 80 from 172.31.128.10, 172.31.136.10"/>
       </testcase>
       <testcase classname="example-nlb" name="TCP:20022" time="0.000"/>
       <testcase classname="example-nlb" name="TCP:20080" time="0.000">
         <failure message="target 172.31.137.10:80: unhealthy: health checks can't connect, or get a bad answer (Target.FailedHealthChecks)"/>
       </testcase>
       <testcase classname="example-nlb" name="TCP:30080" time="0.000"/>
       <system-out>listener TCP:40080: it exists and forwards to target group example-tg-10022
   not checked: ec2:DescribeNetworkAcls: You are not authorized&lt;1B&gt;[2J to do this.</system-out>
     </testsuite>
   </testsuites>
   "
  `);
});

test("escapes everything that AWS says", () => {
  const hostile = "\u001B]0;x\u0007\u202E<script>";
  const diagnosis = diagnosed((facts) => {
    spoil(facts);
    the(facts.securityGroups).name = hostile;
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").targets[0] = {
      ip: "172.31.129.10",
      instanceId: hostile,
      port: 80,
      zone: hostile,
      state: `unhealthy${hostile}`,
      reason: hostile,
      description: hostile,
    };
  });
  const reports = [textReport([diagnosis]), junitReport([diagnosis])];
  // Three times: the group's name, the state and the reason. The report's own colours contain neither character.
  expect(reports[0]?.split("<07><U+202E>").length).toBeGreaterThan(3);
  for (const report of reports) {
    expect(report).not.toContain("\u0007");
    expect(report).not.toContain("\u202E");
  }
  expect(reports[1]).not.toContain("<script>");
});
