import { parseBlock } from "../parsed";
import type { Cause } from "../cause";
import { type Finding, ofFlows } from "../finding";
import type { Destination, Situation } from "../situation";
import { address } from "../words";

/** A target is a client of its own forward. With client IP preservation, its answers go to itself. */
export const hairpin: Cause = {
  id: "hairpin",
  explains: [],
  find: (situation) => situation.destinations.flatMap((destination) => finding(situation, destination)),
};

function finding(situation: Situation, { ip, flows }: Destination): Finding[] {
  const block = parseBlock(ip);
  const own = flows.filter(({ pair, purpose }) => pair.targetGroup?.preservesClientIp && purpose !== "health checks");
  const [first] = own;
  if (!block || !first || situation.loadBalancer?.internal !== true) return [];
  const { blocks, securityGroupIds } = situation.clientsOf(first.pair);
  const groupIds = situation.interfaceOf(first.target)?.securityGroupIds ?? [];
  const client = blocks.find((one) => one.covers(block));
  const group = groupIds.find((id) => securityGroupIds.includes(id));
  const who = client ? address(client) : group;
  if (who === undefined) return [];
  return [
    {
      subject: `target ${ip}`,
      seen: `it is one of the clients (${who}), and client IP preservation is on`,
      expected: "no target that reaches itself through the load balancer: such a connection never gets an answer",
      fix: {
        advice:
          "let the target call the service directly or, for TCP, set preserveClientIp: false; if it never connects, ignore this",
      },
      harmless: true,
      concerns: ofFlows(own),
    },
  ];
}
