import { said, spoiled, the } from "../article-facts";
import { foundWith } from "../host-facts";

function inState(state: string, reason: string, description?: string): ReturnType<typeof spoiled> {
  return spoiled((facts) => {
    const target = the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets);
    Object.assign(target, { state, reason, description });
  });
}

test("finds a server that is down if nothing else is wrong", () => {
  const findings = inState("unhealthy", "Target.FailedHealthChecks", "Health checks failed");
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "on 10.0.0.10, check that a server listens (ss -ltn sport = :80) and that no firewall blocks 172.31.128.10, 172.31.136.10; also check that its network has a route back to 172.31.128.10, 172.31.136.10",
       "cause": "target-health",
       "expected": "healthy: answers TCP health checks on 10.0.0.10:80",
       "seen": "unhealthy: health checks can't connect, or get a bad answer (Target.FailedHealthChecks)",
       "subject": "target 10.0.0.10:80",
     },
   ]
  `);
});

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
test.each([
  ["initial", "Elb.RegistrationInProgress"],
  ["initial", "Elb.InitialHealthChecking"],
  ["unhealthy", "Target.ResponseCodeMismatch"],
  ["unhealthy", "Target.Timeout"],
  ["unhealthy", "Target.FailedHealthChecks"],
  ["unused", "Target.NotRegistered"],
  ["unused", "Target.NotInUse"],
  ["unused", "Target.InvalidState"],
  ["unused", "Target.IpUnusable"],
  ["unavailable", "Target.HealthCheckDisabled"],
  ["unavailable", "Elb.InternalError"],
])("explains %s with reason %s", (state, reason) => {
  const [finding] = inState(state, reason);
  expect(finding?.seen).toMatch(new RegExp(`^${state}: .{15,} \\(${reason}\\)$`));
  expect(finding?.severity).toBe("fault");
});

test("shows an unknown reason as it is", () => {
  expect(inState("unhealthy", "Target.Tired")[0]?.seen).toBe("unhealthy: Target.Tired");
});

test("suggests a subnet for a target outside the load balancer's zones", () => {
  expect(inState("unused", "Target.NotInUse")[0]?.fix.advice).toMatch(/^add a subnetMapping/);
});

test("a target of two forwards is one finding", () => {
  const findings = spoiled((facts, list) => {
    const [first, second] = [
      the(facts.targetGroups),
      the(facts.targetGroups, ({ name }) => name === "example-tg-10080"),
    ];
    second.targets = structuredClone(first.targets);
    for (const { targets } of [first, second]) the(targets).state = "unhealthy";
    the(the(list.forwards, ({ listenerPort }) => listenerPort === 10080).targets).port = 22;
  });
  expect(findings.map(({ subject, concerns }) => [subject, concerns.map(({ listenerPort }) => listenerPort)])).toEqual([
    ["target 172.31.129.10:22", [10022, 10080]],
  ]);
});

test("suggests waiting for a new target", () => {
  expect(inState("initial", "Elb.InitialHealthChecking")[0]?.fix.advice).toBe("wait for the first health checks");
});

test("a target that two forwards check on different ports is two findings", () => {
  const findings = spoiled((facts, list) => {
    const [first, second] = [
      the(facts.targetGroups),
      the(facts.targetGroups, ({ name }) => name === "example-tg-10080"),
    ];
    second.targets = structuredClone(first.targets);
    for (const { targets } of [first, second]) the(targets).state = "unhealthy";
    const row = the(list.forwards, ({ listenerPort }) => listenerPort === 10080);
    the(row.targets).port = 22;
    for (const { healthCheck } of [row, second]) Object.assign(healthCheck, { port: 80 });
  });
  expect(findings.map(({ subject, expected }) => [subject, expected])).toEqual([
    ["target 172.31.129.10:22", "healthy: answers TCP health checks on 172.31.129.10:22"],
    ["target 172.31.129.10:22", "healthy: answers TCP health checks on 172.31.129.10:80"],
  ]);
});

test("finds an unhealthy address of a host", () => {
  const found = foundWith({ state: "unhealthy" });
  expect(found.map(({ cause, subject }) => [cause, subject])).toEqual([["target-health", "target 10.0.0.10:80"]]);
});
