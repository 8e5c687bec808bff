import { said, spoiled, the } from "../article-facts";

/** Moves the on-premises target into a peered VPC with these routes back. */
function inPeeredVpc(facts: Parameters<Parameters<typeof spoiled>[0]>[0], back: string[]): void {
  for (const { routes } of facts.routeTables) the(routes, ({ via }) => via === "vgw-1").via = "pcx-2";
  const target = {
    ...the(facts.interfaces),
    id: "eni-3",
    vpcId: "vpc-3",
    subnetId: "subnet-3",
    addresses: ["10.0.0.10"],
  };
  const routes = ["10.0.0.0/24", ...back].map((destination, index) => ({
    destinations: [destination],
    via: index === 0 ? "local" : "pcx-2",
    blackhole: false,
  }));
  Object.assign(facts, {
    peerings: [
      ...facts.peerings,
      { ...the(facts.peerings), id: "pcx-2", requesterVpcId: "vpc-1", accepterVpcId: "vpc-3" },
    ],
    interfaces: [...facts.interfaces, { ...target, securityGroupIds: [] }],
    subnets: [
      ...facts.subnets,
      { id: "subnet-3", vpcId: "vpc-3", zone: "ap-northeast-1a", cidrBlocks: ["10.0.0.0/24"] },
    ],
    routeTables: [...facts.routeTables, { id: "rtb-3", vpcId: "vpc-3", main: true, subnetIds: [], routes }],
  });
}

test("finds a peered VPC without a route back", () => {
  const findings = spoiled((facts) => {
    inPeeredVpc(facts, []);
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "route-back",
       "commands": [
         "aws ec2 create-route --route-table-id rtb-3 --destination-cidr-block 172.31.128.0/17 --vpc-peering-connection-id pcx-2",
       ],
       "effects": [
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "a route back to the load balancer in each target's subnet",
       "seen": "no route for 172.31.128.10, 172.31.136.10",
       "subject": "route table rtb-3",
     },
   ]
  `);
});

test("finds a peered VPC with a route back to only one zone", () => {
  const findings = spoiled((facts) => {
    inPeeredVpc(facts, ["172.31.128.0/21"]);
  });
  expect(findings.map(({ seen, concerns }) => [seen, concerns])).toEqual([
    ["no route for 172.31.136.10", [{ listenerPort: 30080, target: "10.0.0.10:80", zone: "ap-northeast-1c" }]],
  ]);
});

test("finds nothing if the peered VPC has a route back", () => {
  const findings = spoiled((facts) => {
    inPeeredVpc(facts, ["172.31.128.0/17"]);
  });
  expect(findings).toEqual([]);
});

test("finds the peered VPC, whichever side requested the peering", () => {
  const findings = spoiled((facts) => {
    inPeeredVpc(facts, []);
    const peering = the(facts.peerings, ({ id }) => id === "pcx-2");
    Object.assign(peering, { requesterVpcId: "vpc-3", accepterVpcId: "vpc-1" });
  });
  expect(findings.map(({ cause }) => cause)).toEqual(["route-back"]);
});
