import { said, spoiled, the } from "../article-facts";

/** The target on-premises is reached through a transit gateway, and what leads there and back. */
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

test("a transit gateway that leads there and back", () => {
  expect(
    spoiled((facts) => {
      throughTransitGateway(facts, ["10.0.0.0/24"], ["172.31.128.0/17"]);
    }),
  ).toEqual([]);
});

test("one without a route there", () => {
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
       "expected": "a route to the target, and one back to the load balancer from where that is",
       "seen": "no route for 10.0.0.10",
       "subject": "route table tgw-rtb-vpc of transit gateway tgw-1",
     },
   ]
  `);
});

test("one without a route back to both zones", () => {
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
       "expected": "a route to the target, and one back to the load balancer from where that is",
       "seen": "no route back to 172.31.136.10, for what comes from vpn vpn-1",
       "subject": "route table tgw-rtb-vpn of transit gateway tgw-1",
     },
   ]
  `);
});

test("a table of which not all was listed may have the route", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, [], []);
    for (const table of facts.transitGatewayRouteTables) table.incomplete = true;
  });
  expect(findings).toEqual([]);
});

test("a route that is a blackhole, or leads back elsewhere", () => {
  const findings = spoiled((facts) => {
    throughTransitGateway(facts, ["10.0.0.0/24"], ["172.31.128.0/17"]);
    const [, back] = facts.transitGatewayRouteTables;
    for (const route of back?.routes ?? []) route.attachmentIds = ["tgw-attach-other"];
  });
  expect(findings.map(({ seen }) => seen)).toMatchInlineSnapshot(`
   [
     "the route 172.31.128.0/17 leads to another attachment back to 172.31.128.10, for what comes from vpn vpn-1",
     "the route 172.31.128.0/17 leads to another attachment back to 172.31.136.10, for what comes from vpn vpn-1",
   ]
  `);
});
