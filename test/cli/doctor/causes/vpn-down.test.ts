import { said, spoiled, the } from "../article-facts";

test("a VPN connection with all tunnels down explains unhealthy targets behind it", () => {
  const findings = spoiled((facts) => {
    for (const tunnel of the(facts.vpnConnections).tunnels) tunnel.up = false;
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "check the customer gateway: its IKE and IPsec settings, and that one side initiates the tunnel",
       "cause": "vpn-down",
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "at least one tunnel up",
       "seen": "all tunnels are down: 203.0.113.1, 203.0.113.2 IPSEC IS DOWN",
       "subject": "VPN connection vpn-1",
     },
   ]
  `);
});

test.each([{ gatewayId: "vgw-2" }, { state: "deleted" }, { tunnels: [] }])(
  "ignores a VPN connection with %p",
  (part) => {
    const findings = spoiled((facts) => {
      for (const tunnel of the(facts.vpnConnections).tunnels) tunnel.up = false;
      Object.assign(the(facts.vpnConnections), part);
    });
    expect(findings).toEqual([]);
  },
);

test("finds a VPN connection behind a transit gateway", () => {
  const findings = spoiled((facts) => {
    for (const { routes } of facts.routeTables) the(routes, ({ via }) => via === "vgw-1").via = "tgw-1";
    Object.assign(the(facts.vpnConnections), { gatewayId: "tgw-1" });
    for (const tunnel of the(facts.vpnConnections).tunnels) tunnel.up = false;
    const attachment = { transitGatewayId: "tgw-1", state: "available" };
    Object.assign(facts, {
      transitGatewayAttachments: [
        { ...attachment, id: "tgw-attach-1", resourceType: "vpc", resourceId: "vpc-1", routeTableId: "tgw-rtb-1" },
        { ...attachment, id: "tgw-attach-2", resourceType: "vpn", resourceId: "vpn-1" },
      ],
      transitGatewayRouteTables: [
        {
          id: "tgw-rtb-1",
          routes: [{ destinations: ["10.0.0.0/8"], blackhole: false, attachmentIds: ["tgw-attach-2"] }],
        },
      ],
    });
  });
  expect(findings.map(({ cause, subject }) => [cause, subject])).toEqual([["vpn-down", "VPN connection vpn-1"]]);
});
