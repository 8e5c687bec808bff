import { type Mutable, said, spoiled, the } from "../article-facts";
import type { Facts } from "../../../../cli/doctor/facts";

/** The target on-premises is one in a VPC that is peered, by a connection in a state. */
function peered(facts: Mutable<Facts>, state: string): void {
  for (const { routes } of facts.routeTables) {
    Object.assign(
      the(routes, ({ via }) => via === "vgw-1"),
      { via: "pcx-2", blackhole: state !== "active" },
    );
  }
  facts.peerings.push({ ...the(facts.peerings), id: "pcx-2", state, requesterVpcId: "vpc-1", accepterVpcId: "vpc-3" });
}

test("a peering connection that is gone explains routes that lead nowhere, and a target that is not healthy", () => {
  const findings = spoiled((facts) => {
    peered(facts, "deleted");
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "make a new one, and have the routes lead to it",
       "cause": "peering-state",
       "effects": [
         "route-to-target: route tables rtb-a, rtb-c",
         "target-health: target 10.0.0.10:80",
       ],
       "expected": "active",
       "seen": "its state is deleted",
       "subject": "peering connection pcx-2",
     },
   ]
  `);
});

test("one that waits to be accepted is to be accepted", () => {
  const [finding] = spoiled((facts) => {
    peered(facts, "pending-acceptance");
  });
  expect(finding).toMatchObject({
    cause: "peering-state",
    fix: { commands: ["aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-2"] },
  });
});

test("one that is not active keeps known clients out", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["192.168.0.0/16"];
    the(facts.peerings).state = "expired";
  });
  expect(findings.map(({ cause, concerns }) => [cause, concerns.length])).toEqual([["peering-state", 10]]);
});

test("one that is active, or that was not read, keeps nobody out", () => {
  const sound = (facts: Mutable<Facts>): void => {
    peered(facts, "active");
  };
  expect(spoiled(sound)).toEqual([]);
  expect(spoiled((facts) => Object.assign(facts, { peerings: undefined }))).toEqual([]);
});
