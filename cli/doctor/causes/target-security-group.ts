import type { Cause } from "../cause";
import { authorize } from "../commands";
import { type Finding, ofFlows } from "../finding";
import { admits } from "../packet-filters";
import type { Destination, Situation } from "../situation";
import { groupsText, listing, portText, purposeText } from "../words";

/** The target's security groups block the load balancer, or the clients if client IP preservation is on. */
export const targetSecurityGroup: Cause = {
  id: "target-security-group",
  explains: ["target-health"],
  find: (situation) => situation.destinations.flatMap((destination) => finding(situation, destination)),
};

function finding(situation: Situation, { ip, transport, port, flows }: Destination): Finding[] {
  const ids = situation.interfaceOf(flows[0].target)?.securityGroupIds ?? [];
  const groups = situation.network.securityGroups(ids) ?? [];
  const [group] = groups;
  if (!group) return [];

  const refusing = flows.map((flow) => {
    const peers = situation.peers(flow).filter((peer) => !admits(groups, "inbound", transport, port, peer));
    return { flow, refused: peers.map(({ block }) => block).filter((block) => block !== undefined) };
  });
  const kept = refusing.filter(({ refused }) => refused.length > 0).map(({ flow }) => flow);
  if (kept.length === 0) return [];

  const blocks = new Map(refusing.flatMap(({ refused }) => refused.map((block) => [block.toString(), block])));
  const refused = [...blocks.values()];
  const own = situation.loadBalancer?.securityGroupIds ?? [];
  const peers =
    own.length > 0 ? [{ securityGroupIds: own }] : refused.map((block) => ({ block, securityGroupIds: [] }));
  return [
    {
      subject: `security group ${groupsText(situation, ids)} of ${ip}`,
      seen: `no inbound rule allows ${portText({ transport, port })} from ${listing(refused)}${
        own.length > 0 ? ` or from ${groupsText(situation, own)}` : ""
      }`,
      expected: `a rule that allows the load balancer's ${purposeText(kept)} on ${portText({ transport, port })}`,
      fix: {
        ...(own.length > 0 && { advice: `set targetSecurityGroupIds: ["${group.id}"] and apply` }),
        commands: peers.map((peer) => authorize("inbound", group.id, transport, port, peer)),
      },
      concerns: ofFlows(kept),
    },
  ];
}
