import { parseBlock } from "../parsed";
import type { Cause } from "../cause";
import { authorize } from "../commands";
import { type Finding, ofFlows } from "../finding";
import { admits } from "../packet-filters";
import type { Destination, Situation } from "../situation";
import { APPLY, groupsText, portText, purposeText } from "../words";

/** The load balancer's security groups block its traffic to a target, or its health checks. */
export const loadBalancerOutbound: Cause = {
  id: "load-balancer-outbound",
  explains: ["target-health"],
  find: (situation) => situation.destinations.flatMap((destination) => finding(situation, destination)),
};

function finding(situation: Situation, { ip, transport, port, flows }: Destination): Finding[] {
  const ids = situation.loadBalancer?.securityGroupIds ?? [];
  const groups = situation.network.securityGroups(ids) ?? [];
  const [group] = groups;
  const block = parseBlock(ip);
  const [{ target }] = flows;
  if (!group || !block) return [];
  const { securityGroupIds = [] } = situation.interfaceOf(target) ?? {};
  if (admits(groups, "outbound", transport, port, { block, securityGroupIds })) return [];
  return [
    {
      subject: `security group ${groupsText(situation, ids)} of the load balancer`,
      seen: `no outbound rule allows ${portText({ transport, port })} to ${ip}`,
      expected: `a rule that allows ${purposeText(flows)} to ${ip} on ${portText({ transport, port })}`,
      fix: {
        advice: `if the list creates the group, ${APPLY}`,
        commands: [authorize("outbound", group.id, transport, port, { block, securityGroupIds: [] })],
      },
      concerns: ofFlows(flows),
    },
  ];
}
