import type { IpPermission, Route } from "@aws-sdk/client-ec2";
import type { Answers } from "./snapshot";
import type { Surroundings } from "./surroundings";

/**
 * Returns what the API reports about surroundings and their load balancer, as readable lines with names instead of
 * IDs.
 */
export function sentences(on: Surroundings, answers: Answers): readonly string[] {
  const groupNames = answers.securityGroups.map(({ GroupId = "", GroupName = "" }) => [GroupId, GroupName] as const);
  return [
    ...answers.loadBalancers.flatMap((balancer) => [
      `${balancer.LoadBalancerName} is ${balancer.State?.Code}`,
      `${balancer.LoadBalancerName} has cross-zone ${balancer.attributes["load_balancing.cross_zone.enabled"]}`,
      `${balancer.LoadBalancerName} has groups [${balancer.SecurityGroups?.join() ?? ""}]`,
      ...balancer.listeners.map(
        ({ Port, Protocol, DefaultActions }) =>
          `listener ${Port} ${Protocol} to ${DefaultActions?.[0]?.TargetGroupArn}`,
      ),
    ]),
    ...answers.targetGroups.flatMap((group) => [
      `group of targets ${group.TargetGroupName}, client IP ${group.attributes["preserve_client_ip.enabled"]}`,
      ...group.targets.map(
        ({ Target, TargetHealth }) =>
          `target ${Target?.Id}:${Target?.Port} of ${group.TargetGroupName} is ` +
          [TargetHealth?.State, TargetHealth?.Reason, TargetHealth?.Description].filter(Boolean).join(", "),
      ),
    ]),
    ...answers.instances.map(({ PrivateIpAddress, State }) => `instance ${PrivateIpAddress} is ${State?.Name}`),
    ...answers.networkInterfaces.map(
      ({ PrivateIpAddress, SubnetId, Status, Groups = [] }) =>
        `interface ${PrivateIpAddress} in ${SubnetId} is ${Status}, groups [${Groups.map(({ GroupId }) => GroupId).join()}]`,
    ),
    ...answers.securityGroups
      .filter(({ GroupName }) => GroupName !== "default")
      .flatMap(({ GroupName, IpPermissions = [], IpPermissionsEgress = [] }) => [
        ...IpPermissions.flatMap((permission) => rules(permission, `${GroupName} admits`)),
        ...IpPermissionsEgress.flatMap((permission) => rules(permission, `${GroupName} lets out`)),
      ]),
    ...answers.networkAcls
      .filter(({ IsDefault }) => !IsDefault)
      .flatMap(({ Associations = [], Entries = [] }) =>
        Associations.flatMap(({ SubnetId }) =>
          Entries.map(
            ({ Egress, RuleNumber, RuleAction, Protocol, PortRange, CidrBlock }) =>
              `ACL of ${SubnetId} ${Egress ? "out" : "in"} ${RuleNumber} ${RuleAction} ${Protocol} ` +
              `${PortRange ? `${PortRange.From}-${PortRange.To} ` : ""}${CidrBlock}`,
          ),
        ),
      ),
    ...answers.routeTables.flatMap(({ Associations = [], Routes = [] }) =>
      Associations.filter(({ Main }) => !Main).flatMap(({ SubnetId }) =>
        Routes.map((route) => `route of ${SubnetId} ${route.DestinationCidrBlock} to ${via(route)} is ${route.State}`),
      ),
    ),
    ...answers.vpcs
      .filter(({ IsDefault }) => !IsDefault)
      .map(
        ({ VpcId, CidrBlockAssociationSet = [] }) =>
          `VPC ${VpcId} has ${CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock).join(" ")}`,
      ),
    ...answers.peerings.map(
      ({ RequesterVpcInfo, AccepterVpcInfo, Status }) =>
        `peering of ${RequesterVpcInfo?.VpcId} with ${AccepterVpcInfo?.VpcId} is ${Status?.Code}`,
    ),
    ...answers.vpnGateways.flatMap(({ VpnGatewayId, VpcAttachments = [] }) =>
      VpcAttachments.map(({ VpcId, State }) => `${VpnGatewayId} is ${State} to ${VpcId}`),
    ),
    ...answers.vpnConnections.map(
      ({ VpnGatewayId, TransitGatewayId, State, VgwTelemetry = [] }) =>
        `VPN connection of ${VpnGatewayId ?? TransitGatewayId} is ${State}, ` +
        `tunnels ${VgwTelemetry.map(({ Status }) => Status).join(" ")}`,
    ),
    ...answers.transitGateways.flatMap(({ attachments, routeTables }) => [
      ...attachments.map(
        ({ ResourceType, State, Association }) =>
          `attachment of the ${ResourceType} is ${State}, with ${Association?.TransitGatewayRouteTableId}`,
      ),
      ...routeTables.flatMap(({ TransitGatewayRouteTableId, routes }) =>
        routes.map(
          ({ DestinationCidrBlock, TransitGatewayAttachments = [], State }) =>
            `${TransitGatewayRouteTableId} ${DestinationCidrBlock} to ` +
            `[${TransitGatewayAttachments.map(({ ResourceType }) => ResourceType).join()}] is ${State}`,
        ),
      ),
    ]),
  ]
    .map((line) => named(on, groupNames, line))
    .sort();
}

/** Returns the lines that were added and removed. */
export function changes(before: readonly string[], after: readonly string[]): readonly string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

function rules(
  { IpProtocol, FromPort, ToPort, IpRanges = [], UserIdGroupPairs = [] }: IpPermission,
  does: string,
): string[] {
  const what = `${does} ${IpProtocol === "-1" ? "all" : `${IpProtocol} ${FromPort}-${ToPort}`}`;
  return [...IpRanges.map(({ CidrIp }) => CidrIp), ...UserIdGroupPairs.map(({ GroupId }) => GroupId)].map(
    (peer) => `${what} ${peer}`,
  );
}

function via({ GatewayId, VpcPeeringConnectionId, TransitGatewayId }: Route): string | undefined {
  return GatewayId ?? VpcPeeringConnectionId ?? TransitGatewayId;
}

function named(on: Surroundings, groupNames: readonly (readonly [string, string])[], line: string): string {
  const { network, zones, loadBalancerGroupId = "none" } = on;
  const names: readonly (readonly [string, string])[] = [
    [network.vpc_id, "the VPC"],
    [on.clientVpcId, "the clients' VPC"],
    [on.peeringId, "the clients' peering"],
    [on.vpnGatewayId, "the VPN gateway"],
    [loadBalancerGroupId, "the load balancer's group"],
    ...groupNames,
    [zones["1a"].subnetId, "1a"],
    [zones["1c"].subnetId, "1c"],
  ];
  return names
    .reduce((text, [id, name]) => text.replaceAll(id, name), line)
    .replace(/arn:.*:targetgroup\/([^/]+)\/[0-9a-f]{16}/g, "$1")
    .replace(/\b(tgw-rtb|tgw|pcx|vpc|subnet)-[0-9a-f]{8,17}\b/g, "$1");
}
