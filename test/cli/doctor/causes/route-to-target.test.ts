import { said, spoiled, the } from "../article-facts";

test("suggests the other subnet's route for a subnet without one", () => {
  const findings = spoiled((facts) => {
    const table = the(facts.routeTables);
    table.routes = table.routes.filter(({ via }) => via !== "vgw-1");
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "route-to-target",
       "commands": [
         "aws ec2 create-route --route-table-id rtb-a --destination-cidr-block 10.0.0.0/24 --gateway-id vgw-1",
       ],
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "a route to the targets in each subnet of the load balancer",
       "seen": "no route for 10.0.0.10",
       "subject": "route table rtb-a",
     },
   ]
  `);
});

test("finds a blackhole route", () => {
  const findings = spoiled((facts) => {
    for (const { routes } of facts.routeTables) the(routes, ({ via }) => via === "vgw-1").blackhole = true;
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "route-to-target",
       "commands": [
         "aws ec2 replace-route --route-table-id rtb-a --destination-cidr-block 10.0.0.0/24 --gateway-id <id of a VPN gateway>",
         "aws ec2 replace-route --route-table-id rtb-c --destination-cidr-block 10.0.0.0/24 --gateway-id <id of a VPN gateway>",
       ],
       "expected": "a route to the targets in each subnet of the load balancer",
       "seen": "the route through vgw-1 leads nowhere (blackhole) for 10.0.0.10",
       "subject": "route tables rtb-a, rtb-c",
     },
   ]
  `);
});

test("finds a default route to the internet for a private address", () => {
  const findings = spoiled((facts) => {
    const table = the(facts.routeTables);
    const kept = table.routes.filter(({ via }) => via !== "vgw-1");
    Object.assign(table, { routes: [...kept, { destinations: ["0.0.0.0/0"], via: "nat-1", blackhole: false }] });
  });
  expect(findings.map(({ seen }) => seen)).toEqual(["the route through nat-1 leads to the internet for 10.0.0.10"]);
});

test("the most specific route counts", () => {
  const findings = spoiled((facts) => {
    const table = the(facts.routeTables);
    Object.assign(table, {
      routes: [...table.routes, { destinations: ["10.0.0.10/32"], via: "tgw-1", blackhole: true }],
    });
  });
  expect(findings.map(({ seen }) => seen)).toEqual(["the route through tgw-1 leads nowhere (blackhole) for 10.0.0.10"]);
});

test("uses the main route table for subnets without their own", () => {
  const findings = spoiled((facts) => {
    Object.assign(the(facts.routeTables), { main: true, subnetIds: [] });
    the(facts.routeTables).routes = the(facts.routeTables).routes.filter(({ via }) => via !== "vgw-1");
  });
  expect(findings.map(({ subject }) => subject)).toEqual(["route table rtb-a"]);
});

test("ignores a route whose prefix list couldn't be read", () => {
  const findings = spoiled((facts) => {
    the(the(facts.routeTables).routes, ({ via }) => via === "vgw-1").destinations = [];
    the(the(facts.routeTables).routes, ({ via }) => via === "vgw-1").incomplete = true;
  });
  expect(findings).toEqual([]);
});

test("prefers an active route to an equal blackhole", () => {
  const findings = spoiled((facts) => {
    for (const { routes } of facts.routeTables) {
      routes.unshift({ destinations: ["10.0.0.0/24"], via: "tgw-1", blackhole: true, incomplete: false });
    }
  });
  expect(findings).toEqual([]);
});
