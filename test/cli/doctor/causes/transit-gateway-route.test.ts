import { said, spoiled, the } from "../article-facts";

/** Moves the on-premises target behind a transit gateway, with these routes there and back. */
function throughTransitGateway(
  facts: Parameters<Parameters<typeof spoiled>[0]>[0],
  there: string[],
  back: string[],
): void {
  for (const { routes } of facts.routeTables) the(routes, ({ via }) => via === "vgw-1").via = "tgw-1";
  const attachment = { transitGatewayId: "tgw-1", state: "available" };
  const routes = (destinations: string[], id: string): unknown =>
    destinations.map((destination) => ({ destinations: [destination], blackhole: false, attachmentIds: [id] }));
  Object.assign(facts, {
    transitGatewayAttachments: [
      { ...attachment, id: "tgw-attach-vpc", resourceType: "vpc", resourceId: "vpc-1", routeTableId: "tgw-rtb-vpc" },
      { ...attachment, id: "tgw-attach-vpn", resourceType: "vpn", resourceId: "vpn-1", routeTableId: "tgw-rtb-vpn" },
    ],
    transitGatewayRouteTables: [
      { id: "tgw-rtb-vpc", routes: routes(there, "tgw-attach-vpn") },
      { id: "tgw-rtb-vpn", routes: routes(back, "tgw-attach-vpc") },
    ],
  });
}

test("finds nothing if the transit gateway has routes there and back", () => {
  expect(
    spoiled((facts) => {
      throughTransitGateway(facts, ["10.0.0.0/24"], ["172.31.128.0/17"]);
    }),
  ).toEqual([]);
});

test("finds a transit gateway without a route to the target", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, [], ["172.31.128.0/17"]);
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "transit-gateway-route",
       "commands": [
         "aws ec2 create-transit-gateway-route --transit-gateway-route-table-id tgw-rtb-vpc --destination-cidr-block 10.0.0.10/32 --transit-gateway-attachment-id <tgw-attach-…>",
       ],
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "a route to the target, and a route from there back to the load balancer",
       "seen": "no route for 10.0.0.10",
       "subject": "route table tgw-rtb-vpc of transit gateway tgw-1",
     },
   ]
  `);
});

test("finds a transit gateway without a route back to both zones", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, ["10.0.0.0/24"], ["172.31.128.0/21"]);
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "transit-gateway-route",
       "commands": [
         "aws ec2 create-transit-gateway-route --transit-gateway-route-table-id tgw-rtb-vpn --destination-cidr-block 172.31.128.0/17 --transit-gateway-attachment-id tgw-attach-vpc",
       ],
       "expected": "a route to the target, and a route from there back to the load balancer",
       "seen": "no route back to 172.31.136.10 for packets from vpn vpn-1",
       "subject": "route table tgw-rtb-vpn of transit gateway tgw-1",
     },
   ]
  `);
});

test("ignores a route table that wasn't listed completely", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, [], []);
    for (const table of facts.transitGatewayRouteTables) table.incomplete = true;
  });
  expect(findings).toEqual([]);
});

test("finds a blackhole route, and a route back to another attachment", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, ["10.0.0.0/24"], ["172.31.128.0/17"]);
    const [, back] = facts.transitGatewayRouteTables;
    for (const route of back?.routes ?? []) route.attachmentIds = ["tgw-attach-other"];
  });
  expect(findings.map(({ seen }) => seen)).toMatchInlineSnapshot(`
   [
     "the route 172.31.128.0/17 leads to another attachment back to 172.31.128.10 for packets from vpn vpn-1",
     "the route 172.31.128.0/17 leads to another attachment back to 172.31.136.10 for packets from vpn vpn-1",
   ]
  `);
});
