import { said, spoiled, the } from "../article-facts";

test("finds a subnet of the load balancer without a route back to known clients", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["192.168.0.0/16", "172.31.0.0/16"];
    const table = the(facts.routeTables);
    table.routes = table.routes.filter(({ via }) => via !== "pcx-1");
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "route-to-clients",
       "commands": [
         "aws ec2 create-route --route-table-id rtb-a --destination-cidr-block 192.168.0.0/16 --vpc-peering-connection-id pcx-1",
       ],
       "expected": "a route back to the clients in each subnet of the load balancer",
       "seen": "no route for 192.168.0.0/16",
       "subject": "route table rtb-a",
     },
   ]
  `);
});

test("finds an internet-facing load balancer without a route to the internet", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.internal = false;
    const table = the(facts.routeTables);
    Object.assign(table, {
      routes: [...table.routes, { destinations: ["0.0.0.0/0"], via: "igw-1", blackhole: false }],
    });
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "route-to-clients",
       "commands": [
         "aws ec2 create-route --route-table-id rtb-c --destination-cidr-block 0.0.0.0/0 --gateway-id igw-1",
       ],
       "expected": "a route to an internet gateway in each subnet of the load balancer",
       "seen": "no route for 0.0.0.0/0",
       "subject": "route table rtb-c",
     },
   ]
  `);
});

test("suggests replacing a default route to a NAT gateway", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.internal = false;
    for (const [index, { routes }] of facts.routeTables.entries()) {
      routes.push({
        destinations: ["0.0.0.0/0"],
        via: index === 0 ? "igw-1" : "nat-1",
        blackhole: false,
        incomplete: false,
      });
    }
  });
  expect(findings.map(({ seen, fix }) => [seen, fix.commands])).toEqual([
    [
      "the route through nat-1 doesn't lead to an internet gateway for 0.0.0.0/0",
      ["aws ec2 replace-route --route-table-id rtb-c --destination-cidr-block 0.0.0.0/0 --gateway-id igw-1"],
    ],
  ]);
});
