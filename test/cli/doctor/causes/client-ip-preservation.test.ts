import { said, spoiled, the } from "../article-facts";

test("finds a target behind a VPN that sees the clients' own addresses", () => {
  const findings = spoiled((facts) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-30080").preservesClientIp = true;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "set preserveClientIp: false on the forward and apply",
       "cause": "client-ip-preservation",
       "commands": [
         "aws elbv2 modify-target-group-attributes --target-group-arn arn:group/30080 --attributes Key=preserve_client_ip.enabled,Value=false",
       ],
       "expected": "client IP preservation off, or a target in the VPC or in a peered VPC of this Region",
       "seen": "client IP preservation is on, but packets reach 10.0.0.10 through vgw-1: its answers go straight to the clients and bypass the load balancer",
       "subject": "target group example-tg-30080",
     },
   ]
  `);
});

test("suggests another target for UDP, which always preserves client IPs", () => {
  const findings = spoiled((facts, list) => {
    const group = the(facts.targetGroups, ({ name }) => name === "example-tg-30080");
    Object.assign(group, { preservesClientIp: true, protocol: "UDP" });
    the(facts.listeners, ({ port }) => port === 30080).protocol = "UDP";
    Object.assign(
      the(list.forwards, ({ listenerPort }) => listenerPort === 30080),
      { protocol: "UDP", targetProtocol: "UDP" },
    );
  });
  expect(findings.map(({ cause, fix }) => [cause, fix])).toEqual([
    [
      "client-ip-preservation",
      { advice: "UDP always preserves client IPs: use a target in the VPC that forwards the packets" },
    ],
  ]);
});

test.each([
  { sameRegion: true, found: 0 },
  { sameRegion: false, found: 1 },
])("a target in a peered VPC, in the same Region: $sameRegion", ({ sameRegion, found }) => {
  const findings = spoiled((facts) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-30080").preservesClientIp = true;
    for (const { routes } of facts.routeTables) the(routes, ({ via }) => via === "vgw-1").via = "pcx-1";
    the(facts.peerings).sameRegion = sameRegion;
  });
  expect(findings).toHaveLength(found);
});

test("ignores a target in the VPC", () => {
  const findings = spoiled((facts) => {
    the(facts.targetGroups).preservesClientIp = true;
  });
  expect(findings).toEqual([]);
});
