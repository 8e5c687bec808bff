import { type Mutable, said, spoiled, the } from "../article-facts";
import type { Facts } from "../../../../cli/doctor/facts";

/** Moves the on-premises target into a VPC behind a peering connection with this state. */
function peered(facts: Mutable<Facts>, state: string): void {
  for (const { routes } of facts.routeTables) {
    Object.assign(
      the(routes, ({ via }) => via === "vgw-1"),
      { via: "pcx-2", blackhole: state !== "active" },
    );
  }
  facts.peerings.push({ ...the(facts.peerings), id: "pcx-2", state, requesterVpcId: "vpc-1", accepterVpcId: "vpc-3" });
}

test("a deleted peering connection explains blackhole routes and an unhealthy target", () => {
  const findings = spoiled((facts) => {
    peered(facts, "deleted");
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "create a new peering connection, and point the routes at it",
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

test("suggests accepting a peering connection that is pending acceptance", () => {
  const [finding] = spoiled((facts) => {
    peered(facts, "pending-acceptance");
  });
  expect(finding).toMatchObject({
    cause: "peering-state",
    fix: { commands: ["aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-2"] },
  });
});

test("an inactive peering connection blocks known clients", () => {
  const findings = spoiled((facts, list) => {
    for (const row of list.forwards) row.clients = ["192.168.0.0/16"];
    the(facts.peerings).state = "expired";
  });
  expect(findings.map(({ cause, concerns }) => [cause, concerns.length])).toEqual([["peering-state", 10]]);
});

test("finds nothing if the peering connection is active, or couldn't be read", () => {
  const sound = (facts: Mutable<Facts>): void => {
    peered(facts, "active");
  };
  expect(spoiled(sound)).toEqual([]);
  expect(spoiled((facts) => Object.assign(facts, { peerings: undefined }))).toEqual([]);
});
