import { said, spoiled, tcp, the } from "../article-facts";

/** TargetServer1's web server gets the clients' own addresses. */
function preserved(clients: string[], internal = true): ReturnType<typeof spoiled> {
  return spoiled((facts, list) => {
    facts.loadBalancer.internal = internal;
    for (const { routes } of facts.routeTables)
      routes.push({ destinations: ["0.0.0.0/0"], via: "igw-1", blackhole: false, incomplete: false });
    the(facts.securityGroups).inbound.push(tcp(80, ...clients));
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").preservesClientIp = true;
    the(list.forwards, ({ listenerPort }) => listenerPort === 10080).clients = clients;
  });
}

test("a target that is among the clients is a warning", () => {
  const findings = preserved(["172.31.0.0/16", "192.168.0.0/16"]);
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "have the target call the service itself, or, where it is TCP, set preserveClientIp: false; where it never calls, leave it",
       "cause": "hairpin",
       "expected": "no target that connects to the load balancer and is sent to itself: such a connection is never answered",
       "seen": "it is among the clients (172.31.0.0/16), and client IP preservation is on",
       "subject": "target 172.31.129.10",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("one that is not, or whose load balancer is reached through the internet, is none", () => {
  expect(preserved(["192.168.0.0/16"])).toEqual([]);
  expect(preserved(["0.0.0.0/0"], false)).toEqual([]);
});

test("a target that is a client by its security group", () => {
  const findings = spoiled((facts, list) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").preservesClientIp = true;
    the(list.forwards, ({ listenerPort }) => listenerPort === 10080).clients = ["sg-1"];
  });
  expect(findings.map(({ cause, seen }) => [cause, seen])).toEqual([
    ["hairpin", "it is among the clients (sg-1), and client IP preservation is on"],
  ]);
});
