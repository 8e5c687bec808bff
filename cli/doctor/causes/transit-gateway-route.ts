import type { CidrBlock } from "../../../src/private/addresses";
import { parseBlock } from "../parsed";
import type { Cause } from "../cause";
import type { TransitGatewayRouteTableFacts } from "../facts";
import { type Finding, ofFlows } from "../finding";
import { mostSpecific } from "../network";
import type { Flow, Situation } from "../situation";
import { address } from "../words";

/** The transit gateway between the load balancer and a target has no route there, or no route back. */
export const transitGatewayRoute: Cause = {
  id: "transit-gateway-route",
  explains: ["target-health"],
  find: (situation) =>
    situation.destinations.flatMap(({ flows }) => flows.flatMap((flow) => findings(situation, flow))),
};

function findings(situation: Situation, flow: Flow): Finding[] {
  const { network } = situation;
  const { node, target } = flow;
  const block = parseBlock(target.ip);
  const gatewayId = situation.gateway(node, target) ?? "";
  const own = network.attachment(gatewayId, situation.vpcId);
  const there = network.transitGatewayRouteTable(own?.routeTableId);
  if (!block || !own || !there) return [];

  const lost = gap(there, block);
  if (lost !== undefined) return [finding(gatewayId, there, block.toString(), `${lost} for ${address(block)}`, flow)];
  const next = network.nextAttachment(own, block);
  const back = network.transitGatewayRouteTable(next?.routeTableId);
  if (!next || !back) return [];
  return situation.sources(node, target).flatMap((source) => {
    const problem = gap(back, source, own.id);
    if (problem === undefined) return [];
    const seen = `${problem} back to ${address(source)} for packets from ${next.resourceType} ${next.resourceId}`;
    const block = network.blockOf(situation.vpcId, address(source)) ?? source.toString();
    return [finding(gatewayId, back, block, seen, flow, own.id)];
  });
}

/** Returns what is wrong with a route table for a CIDR block. */
function gap(table: TransitGatewayRouteTableFacts, block: CidrBlock, attachmentId?: string): string | undefined {
  const route = mostSpecific(table.routes, block);
  if (!route) return table.incomplete ? undefined : "no route";
  if (route.blackhole) return `the route ${route.destinations.join(", ")} leads nowhere (blackhole)`;
  if (attachmentId === undefined || route.attachmentIds.includes(attachmentId)) return undefined;
  return `the route ${route.destinations.join(", ")} leads to another attachment`;
}

function finding(
  gatewayId: string,
  { id }: TransitGatewayRouteTableFacts,
  destination: string,
  seen: string,
  flow: Flow,
  attachmentId = "<tgw-attach-…>",
): Finding {
  return {
    subject: `route table ${id} of transit gateway ${gatewayId}`,
    seen,
    expected: "a route to the target, and a route from there back to the load balancer",
    fix: {
      commands: [
        `aws ec2 create-transit-gateway-route --transit-gateway-route-table-id ${id} ` +
          `--destination-cidr-block ${destination} --transit-gateway-attachment-id ${attachmentId}`,
      ],
    },
    concerns: ofFlows([flow]),
  };
}
