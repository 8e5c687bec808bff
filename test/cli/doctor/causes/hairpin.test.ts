import { said, spoiled, tcp, the } from "../article-facts";

/** Turns on client IP preservation for TargetServer1's web server, with these clients. */
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

test("warns about a target that is one of the clients", () => {
  const findings = preserved(["172.31.0.0/16", "192.168.0.0/16"]);
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "let the target call the service directly or, for TCP, set preserveClientIp: false; if it never connects, ignore this",
       "cause": "hairpin",
       "expected": "no target that reaches itself through the load balancer: such a connection never gets an answer",
       "seen": "it is one of the clients (172.31.0.0/16), and client IP preservation is on",
       "subject": "target 172.31.129.10",
     },
   ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("finds nothing if the target isn't a client, or the load balancer is internet-facing", () => {
  expect(preserved(["192.168.0.0/16"])).toEqual([]);
  expect(preserved(["0.0.0.0/0"], false)).toEqual([]);
});

test("finds a target that is a client through its security group", () => {
  const findings = spoiled((facts, list) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-10080").preservesClientIp = true;
    the(list.forwards, ({ listenerPort }) => listenerPort === 10080).clients = ["sg-1"];
  });
  expect(findings.map(({ cause, seen }) => [cause, seen])).toEqual([
    ["hairpin", "it is one of the clients (sg-1), and client IP preservation is on"],
  ]);
});
