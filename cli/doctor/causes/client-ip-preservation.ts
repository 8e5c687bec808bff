import type { Cause } from "../cause";
import { type Finding, ofFlows } from "../finding";
import type { Destination, Flow, Situation } from "../situation";
import { enumerated } from "../words";

/** A target outside the VPC sees the clients' own addresses, and can't answer them through the load balancer. */
export const clientIpPreservation: Cause = {
  id: "client-ip-preservation",
  explains: ["target-health"],
  find: (situation) => situation.destinations.flatMap((destination) => finding(situation, destination)),
};

function finding(situation: Situation, { ip, flows }: Destination): Finding[] {
  const lost = flows.filter(
    (flow) => flow.pair.targetGroup?.preservesClientIp && beyond(situation, flow) !== undefined,
  );
  const [first] = lost;
  if (!first) return [];
  const gateways = enumerated(lost.map((flow) => beyond(situation, flow) ?? ""));
  const isUdp = first.pair.protocol.includes("UDP");
  return [
    {
      subject: `target group ${enumerated(lost.map(({ pair }) => pair.targetGroup?.name ?? ""))}`,
      seen: `client IP preservation is on, but packets reach ${ip} through ${gateways}: its answers go straight to the clients and bypass the load balancer`,
      expected: "client IP preservation off, or a target in the VPC or in a peered VPC of this Region",
      fix: isUdp
        ? { advice: "UDP always preserves client IPs: use a target in the VPC that forwards the packets" }
        : {
            advice: "set preserveClientIp: false on the forward and apply",
            commands: [...new Set(lost.map(({ pair }) => pair.targetGroup?.arn ?? ""))].map(
              (arn) =>
                `aws elbv2 modify-target-group-attributes --target-group-arn ${arn} --attributes Key=preserve_client_ip.enabled,Value=false`,
            ),
          },
      concerns: ofFlows(lost),
    },
  ];
}

/** Returns the gateway behind which a target can't answer a client. Undefined if it can, or the gateway isn't known. */
function beyond(situation: Situation, { node, target }: Flow): string | undefined {
  const via = situation.gateway(node, target) ?? "";
  const isFarPeering = situation.facts.peerings?.some(({ id, sameRegion }) => id === via && !sameRegion);
  return /^(vgw|tgw)-/.test(via) || isFarPeering ? via : undefined;
}
