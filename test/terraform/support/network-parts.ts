import {
  AcceptVpcPeeringConnectionCommand,
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnConnectionCommand,
  DeleteSecurityGroupCommand,
  DescribeNetworkAclsCommand,
  type IpPermission,
  ReplaceNetworkAclAssociationCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { type FakeAws, required } from "./fake-aws";

// Functions that create the parts of a network around a load balancer.

/** A target server. */
export interface Server {
  readonly ip: string;
  readonly subnetId: string;
  readonly securityGroupId: string;
  /** Changes when the server is terminated and started again. */
  instanceId: string;
}

/** Addresses of the load balancer, which targets see. */
const LOAD_BALANCER_BLOCKS = ["172.31.128.10/32", "172.31.136.10/32"];

/** Creates and accepts a peering connection between two VPCs. */
export async function peer({ ec2 }: FakeAws, VpcId: string, PeerVpcId: string): Promise<string> {
  const { VpcPeeringConnection } = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  const VpcPeeringConnectionId = required(VpcPeeringConnection?.VpcPeeringConnectionId);
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }));
  return VpcPeeringConnectionId;
}

export async function connect(
  { ec2 }: FakeAws,
  by: { CustomerGatewayId: string } & ({ VpnGatewayId: string } | { TransitGatewayId: string }),
): Promise<string> {
  const { VpnConnection } = await ec2.send(new CreateVpnConnectionCommand({ Type: "ipsec.1", ...by }));
  return required(VpnConnection?.VpnConnectionId);
}

/** Creates a route table for a subnet, with only the VPC's local route. */
export async function createRouteTable({ ec2 }: FakeAws, VpcId: string, SubnetId: string): Promise<string> {
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = required(RouteTable?.RouteTableId);
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  return RouteTableId;
}

/** Creates a network ACL for a subnet that allows everything, like the default one. */
export async function createNetworkAcl({ ec2 }: FakeAws, VpcId: string, subnetId: string): Promise<string> {
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const NetworkAclId = required(NetworkAcl?.NetworkAclId);
  const allowAll = { RuleNumber: 100, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" } as const;
  for (const Egress of [false, true]) {
    await ec2.send(new CreateNetworkAclEntryCommand({ NetworkAclId, Egress, ...allowAll }));
  }
  const { NetworkAcls = [] } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: "association.subnet-id", Values: [subnetId] }] }),
  );
  const association = NetworkAcls.flatMap(({ Associations = [] }) => Associations).find(
    ({ SubnetId }) => SubnetId === subnetId,
  );
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({
      NetworkAclId,
      AssociationId: required(association?.NetworkAclAssociationId),
    }),
  );
  return NetworkAclId;
}

/** Creates a running server with its own security group. */
export async function createServer(
  aws: FakeAws,
  VpcId: string,
  {
    name,
    ip,
    subnetId,
    loadBalancerGroupId,
  }: { name: string; ip: string; subnetId: string; loadBalancerGroupId?: string },
): Promise<Server> {
  const securityGroupId = await createServerGroup(aws, VpcId, name, loadBalancerGroupId);
  const instanceId = await runInstance(aws, { ip, subnetId, securityGroupId });
  return { ip, subnetId, securityGroupId, instanceId };
}

export async function deleteServer({ ec2 }: FakeAws, { instanceId, securityGroupId }: Server): Promise<void> {
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: securityGroupId }));
}

/** Creates a server's security group, which allows SSH and HTTP from the load balancer. */
async function createServerGroup(
  { ec2 }: FakeAws,
  VpcId: string,
  name: string,
  loadBalancerGroupId?: string,
): Promise<string> {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: name, Description: "What may reach a target" }),
  );
  const from =
    loadBalancerGroupId === undefined
      ? { IpRanges: LOAD_BALANCER_BLOCKS.map((CidrIp) => ({ CidrIp })) }
      : { UserIdGroupPairs: [{ GroupId: loadBalancerGroupId }] };
  const IpPermissions: IpPermission[] = [22, 80].map((port) => ({
    IpProtocol: "tcp",
    FromPort: port,
    ToPort: port,
    ...from,
  }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  return required(GroupId);
}

/** Starts an instance. Its network interface is deleted with it, as is AWS's default. */
export async function runInstance(
  { ec2 }: FakeAws,
  { ip, subnetId, securityGroupId }: Omit<Server, "instanceId">,
): Promise<string> {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      // An image that moto knows.
      ImageId: "ami-12c6146b",
      InstanceType: "t3.micro",
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId: subnetId,
          PrivateIpAddress: ip,
          Groups: [securityGroupId],
          DeleteOnTermination: true,
        },
      ],
    }),
  );
  return required(Instances[0]?.InstanceId);
}
