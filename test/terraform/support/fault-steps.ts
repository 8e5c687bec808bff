import {
  AssociateVpcCidrBlockCommand,
  AttachVpnGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateTransitGatewayRouteCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DeleteTransitGatewayRouteCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeSecurityGroupsCommand,
  DetachVpnGatewayCommand,
  DisassociateVpcCidrBlockCommand,
  type IpPermission,
  ReplaceRouteCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteTargetGroupCommand,
  DeregisterTargetsCommand,
  DescribeListenerAttributesCommand,
  DescribeListenersCommand,
  DescribeTagsCommand,
  type Listener,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  type ModifyListenerCommandInput,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { VPC_BLOCK } from "./external-paths";
import { type FakeAws, required } from "./fake-aws";
import { peer } from "./network-parts";
import type { Surroundings, Undo, ZoneName } from "./surroundings";

// Steps that stage faults. Each returns a function that undoes it.

/** Removes a security group's rules for a TCP port, for one CIDR block or all. */
export async function revoke(
  { aws: { ec2 } }: Surroundings,
  GroupId: string,
  direction: "inbound" | "outbound",
  port: number,
  block?: string,
): Promise<Undo> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const { IpPermissions = [], IpPermissionsEgress = [] } = required(SecurityGroups[0]);
  const permission = (direction === "inbound" ? IpPermissions : IpPermissionsEgress).find(
    ({ IpProtocol, FromPort }) => IpProtocol === "tcp" && FromPort === port,
  );
  const { IpRanges = [], UserIdGroupPairs = [] } = required(permission);
  const revoked: IpPermission = {
    IpProtocol: "tcp",
    FromPort: port,
    ToPort: port,
    IpRanges: IpRanges.filter(({ CidrIp }) => block === undefined || CidrIp === block),
    UserIdGroupPairs: UserIdGroupPairs.map((pair) => ({ GroupId: pair.GroupId, Description: pair.Description })),
  };
  const rules = { GroupId, IpPermissions: [revoked] };
  if (direction === "inbound") await ec2.send(new RevokeSecurityGroupIngressCommand(rules));
  else await ec2.send(new RevokeSecurityGroupEgressCommand(rules));
  return async () => {
    if (direction === "inbound") await ec2.send(new AuthorizeSecurityGroupIngressCommand(rules));
    else await ec2.send(new AuthorizeSecurityGroupEgressCommand(rules));
  };
}

/** Makes a subnet's network ACL deny TCP ports from or to the load balancer's address in 1a. */
export async function deny(
  { aws: { ec2 }, zones }: Surroundings,
  zone: ZoneName,
  entry: { number: number; egress: boolean; from: number; to: number },
): Promise<Undo> {
  const one = { NetworkAclId: zones[zone].networkAclId, RuleNumber: entry.number, Egress: entry.egress };
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...one,
      RuleAction: "deny",
      Protocol: "6",
      CidrBlock: "172.31.128.10/32",
      PortRange: { From: entry.from, To: entry.to },
    }),
  );
  return async () => {
    await ec2.send(new DeleteNetworkAclEntryCommand(one));
  };
}

export async function deleteRoute(
  { aws: { ec2 } }: Surroundings,
  { RouteTableId, DestinationCidrBlock, ...by }: CreateRouteCommandInput,
): Promise<Undo> {
  await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }));
  return async () => {
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, ...by }));
  };
}

export async function detachVpnGateway({ aws: { ec2 }, network, vpnGatewayId }: Surroundings): Promise<Undo> {
  const attachment = { VpnGatewayId: vpnGatewayId, VpcId: network.vpc_id };
  await ec2.send(new DetachVpnGatewayCommand(attachment));
  return async () => {
    await ec2.send(new AttachVpnGatewayCommand(attachment));
  };
}

export async function stopServer({ aws: { ec2 }, zones }: Surroundings, zone: ZoneName): Promise<Undo> {
  const { server } = zones[zone];
  await ec2.send(new StopInstancesCommand({ InstanceIds: [server.instanceId] }));
  return async () => {
    // The current one, if another fault has terminated the instance.
    await ec2.send(new StartInstancesCommand({ InstanceIds: [server.instanceId] }));
  };
}

export async function terminateServer(on: Surroundings, zone: ZoneName): Promise<Undo> {
  const { server } = on.zones[zone];
  await on.aws.ec2.send(new TerminateInstancesCommand({ InstanceIds: [server.instanceId] }));
  return () => on.run(server);
}

export async function addBlock({ aws: { ec2 }, network }: Surroundings, CidrBlock: string): Promise<Undo> {
  const { CidrBlockAssociation } = await ec2.send(
    new AssociateVpcCidrBlockCommand({ VpcId: network.vpc_id, CidrBlock }),
  );
  return async () => {
    await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId: CidrBlockAssociation?.AssociationId }));
  };
}

export async function takeTunnelsDown({ aws }: Surroundings, vpnConnectionId: string): Promise<Undo> {
  await aws.setTunnels({ [vpnConnectionId]: ["DOWN", "DOWN"] });
  return () => aws.setTunnels({});
}

export async function deleteTransitGatewayRoute(
  { aws: { ec2 } }: Surroundings,
  TransitGatewayRouteTableId: string,
  DestinationCidrBlock: string,
  TransitGatewayAttachmentId: string,
): Promise<Undo> {
  const route = { TransitGatewayRouteTableId, DestinationCidrBlock };
  await ec2.send(new DeleteTransitGatewayRouteCommand(route));
  return async () => {
    await ec2.send(new CreateTransitGatewayRouteCommand({ ...route, TransitGatewayAttachmentId }));
  };
}

export async function deletePeering(on: Surroundings): Promise<Undo> {
  const { aws, network, peering } = on;
  await aws.ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: peering.peeringId }));
  return async () => {
    peering.peeringId = await peer(aws, network.vpc_id, peering.vpcId);
    const by = { VpcPeeringConnectionId: peering.peeringId };
    await on.routeToExternal(by);
    const back = { RouteTableId: peering.routeTableId, DestinationCidrBlock: VPC_BLOCK };
    await aws.ec2.send(new ReplaceRouteCommand({ ...back, ...by }));
  };
}

export async function createTargetGroup(on: Surroundings, listenerPort: number, Port: number): Promise<Undo> {
  const { elb } = on.aws;
  await elb.send(
    new CreateTargetGroupCommand({
      Name: `example-tg-${listenerPort}`,
      VpcId: on.network.vpc_id,
      TargetType: "ip",
      Protocol: "TCP",
      Port,
    }),
  );
  return async () => {
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: await targetGroupArn(on, listenerPort) }));
  };
}

export async function registerTarget(on: Surroundings, listenerPort: number, Id: string, Port: number): Promise<Undo> {
  const target = { TargetGroupArn: await targetGroupArn(on, listenerPort), Targets: [{ Id, Port }] };
  await on.aws.elb.send(new RegisterTargetsCommand(target));
  return async () => {
    await on.aws.elb.send(new DeregisterTargetsCommand(target));
  };
}

export async function deregisterTarget(
  on: Surroundings,
  listenerPort: number,
  Id: string,
  Port: number,
): Promise<Undo> {
  const target = { TargetGroupArn: await targetGroupArn(on, listenerPort), Targets: [{ Id, Port }] };
  await on.aws.elb.send(new DeregisterTargetsCommand(target));
  return async () => {
    await on.aws.elb.send(new RegisterTargetsCommand(target));
  };
}

/** Enables a target group attribute that the list disables. */
export async function switchOn(
  on: Surroundings,
  listenerPort: number,
  Key: "preserve_client_ip.enabled" | "stickiness.enabled",
): Promise<Undo> {
  const TargetGroupArn = await targetGroupArn(on, listenerPort);
  const set = async (Value: "true" | "false"): Promise<void> => {
    const Attributes = [{ Key, Value }];
    await on.aws.elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  };
  await set("true");
  return () => set("false");
}

export async function switchCrossZoneOff({ aws }: Surroundings): Promise<Undo> {
  const LoadBalancerArn = await loadBalancerArn(aws);
  const set = async (Value: "true" | "false"): Promise<void> => {
    const Attributes = [{ Key: "load_balancing.cross_zone.enabled", Value }];
    await aws.elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
  };
  await set("false");
  return () => set("true");
}

export async function createListener(on: Surroundings, Port: number): Promise<Undo> {
  const { Listeners = [] } = await on.aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: await loadBalancerArn(on.aws),
      Protocol: "TCP",
      Port,
      DefaultActions: [{ Type: "forward", TargetGroupArn: await targetGroupArn(on, Port) }],
    }),
  );
  return async () => {
    await on.aws.elb.send(new DeleteListenerCommand({ ListenerArn: Listeners[0]?.ListenerArn }));
  };
}

export async function deleteListener(on: Surroundings, port: number): Promise<Undo> {
  const { elb } = on.aws;
  const { ListenerArn = "", LoadBalancerArn, Port, Protocol, DefaultActions } = await listener(on, port);
  const { Attributes } = await elb.send(new DescribeListenerAttributesCommand({ ListenerArn }));
  const { TagDescriptions = [] } = await elb.send(new DescribeTagsCommand({ ResourceArns: [ListenerArn] }));
  await elb.send(new DeleteListenerCommand({ ListenerArn }));
  return async () => {
    const Tags = TagDescriptions[0]?.Tags?.length ? TagDescriptions[0].Tags : undefined;
    const settings = { LoadBalancerArn, Port, Protocol, DefaultActions, Tags };
    const { Listeners = [] } = await elb.send(new CreateListenerCommand(settings));
    const again = required(Listeners[0]?.ListenerArn);
    await elb.send(new ModifyListenerAttributesCommand({ ListenerArn: again, Attributes }));
  };
}

export async function modifyListener(
  on: Surroundings,
  port: number,
  change: Omit<ModifyListenerCommandInput, "ListenerArn">,
): Promise<Undo> {
  const { ListenerArn, Protocol, DefaultActions } = await listener(on, port);
  await on.aws.elb.send(new ModifyListenerCommand({ ListenerArn, ...change }));
  return async () => {
    await on.aws.elb.send(new ModifyListenerCommand({ ListenerArn, Protocol, DefaultActions }));
  };
}

async function loadBalancerArn(aws: FakeAws): Promise<string> {
  const [{ LoadBalancerArn } = {}] = await aws.loadBalancers();
  return required(LoadBalancerArn);
}

async function listener({ aws }: Surroundings, port: number): Promise<Listener> {
  const { Listeners = [] } = await aws.elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: await loadBalancerArn(aws) }),
  );
  return required(Listeners.find(({ Port }) => Port === port));
}

export async function targetGroupArn({ aws }: Surroundings, listenerPort: number): Promise<string> {
  const groups = await aws.targetGroups();
  const name = `example-tg-${listenerPort}`;
  return required(groups.find(({ TargetGroupName }) => TargetGroupName === name)?.TargetGroupArn);
}
