import { said, spoiled, the } from "../article-facts";

test("finds a listener with another protocol", () => {
  const findings = spoiled((facts) => {
    the(facts.listeners, ({ port }) => port === 10022).protocol = "TLS";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "listener-differs",
       "expected": "TCP, as in the list",
       "seen": "its protocol is TLS",
       "subject": "listener TCP:10022",
     },
   ]
  `);
});

test("a listener with another target group explains targets that aren't in the list", () => {
  const findings = spoiled((facts) => {
    the(facts.listeners, ({ port }) => port === 10022).targetGroupArn = "arn:group/20022";
    the(facts.targetGroups, ({ name }) => name === "example-tg-10022").used = false;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "listener-differs",
       "effects": [
         "target-missing: target 172.31.129.10:22",
         "target-unaccounted: target 172.31.137.10:22",
       ],
       "expected": "example-tg-10022, as in the list",
       "seen": "its target group is example-tg-20022",
       "subject": "listener TCP:10022",
     },
   ]
  `);
});

test("finds a health check with another port and protocol", () => {
  const findings = spoiled((facts) => {
    Object.assign(the(facts.targetGroups).healthCheck, { protocol: "HTTP", port: 8080 });
  });
  expect(findings.map(({ cause, seen, expected }) => [cause, seen, expected])).toEqual([
    ["listener-differs", "its health check's protocol is HTTP", "TCP, as in the list"],
    ["listener-differs", "its health check's port is 8080", "the target's, as in the list"],
    // no target allows the load balancer on that port
    ["target-security-group", expect.stringMatching(/TCP 8080/), expect.stringMatching(/health checks on TCP 8080$/)],
  ]);
});

test("ignores values that a CSV list doesn't have", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) Object.assign(row, { healthCheck: {}, targetGroup: undefined });
    the(facts.targetGroups).healthCheck.protocol = "HTTP";
  });
  expect(findings).toEqual([]);
});
