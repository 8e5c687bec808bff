import type { NetworkAcl, NetworkAclEntry, Subnet, Vpc } from "@aws-sdk/client-ec2";
import type { NetworkAclEntryFacts, NetworkAclFacts, SubnetFacts, VpcFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered } from "./filtered";

export async function vpcsOf(aws: Aws, ids: readonly string[]): Promise<VpcFacts[] | undefined> {
  return (await filtered(aws, EC2.DescribeVpcs, "vpc-id", ids))?.map(vpcFacts);
}

export async function subnetsOf(aws: Aws, vpcIds: readonly string[]): Promise<SubnetFacts[] | undefined> {
  return (await filtered(aws, EC2.DescribeSubnets, "vpc-id", vpcIds))?.map(subnetFacts);
}

export async function networkAclsOf(aws: Aws, vpcIds: readonly string[]): Promise<NetworkAclFacts[] | undefined> {
  return (await filtered(aws, EC2.DescribeNetworkAcls, "vpc-id", vpcIds))?.map(networkAclFacts);
}

function vpcFacts({ VpcId = "", CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] }: Vpc): VpcFacts {
  const ipv4 = CidrBlockAssociationSet.map(({ CidrBlock, CidrBlockState }) => associated(CidrBlock, CidrBlockState));
  return { id: VpcId, cidrBlocks: [...ipv4.flat(), ...ipv6Blocks(Ipv6CidrBlockAssociationSet)] };
}

function subnetFacts(subnet: Subnet): SubnetFacts {
  const { CidrBlock, Ipv6CidrBlockAssociationSet = [] } = subnet;
  return {
    id: subnet.SubnetId ?? "",
    vpcId: subnet.VpcId ?? "",
    zone: subnet.AvailabilityZone ?? "",
    // An IPv6-only subnet has no IPv4 block.
    cidrBlocks: [...(CidrBlock ? [CidrBlock] : []), ...ipv6Blocks(Ipv6CidrBlockAssociationSet)],
  };
}

interface Ipv6Association {
  readonly Ipv6CidrBlock?: string;
  readonly Ipv6CidrBlockState?: { readonly State?: string };
}

function ipv6Blocks(associations: readonly Ipv6Association[]): string[] {
  return associations.flatMap(({ Ipv6CidrBlock, Ipv6CidrBlockState }) => associated(Ipv6CidrBlock, Ipv6CidrBlockState));
}

/** Returns a CIDR block if it is associated. AWS lists a disassociated block for a while. */
function associated(block: string | undefined, state: { readonly State?: string } | undefined): string[] {
  return block !== undefined && state?.State === "associated" ? [block] : [];
}

function networkAclFacts({ NetworkAclId = "", Associations = [], Entries = [] }: NetworkAcl): NetworkAclFacts {
  return {
    id: NetworkAclId,
    subnetIds: Associations.map(({ SubnetId = "" }) => SubnetId),
    entries: Entries.map(entryFacts),
  };
}

function entryFacts(entry: NetworkAclEntry): NetworkAclEntryFacts {
  const { From, To } = entry.PortRange ?? {};
  return {
    number: entry.RuleNumber ?? 0,
    egress: entry.Egress ?? false,
    allow: entry.RuleAction === "allow",
    protocol: entry.Protocol ?? "",
    cidrBlock: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? "",
    ...(From === undefined ? {} : { fromPort: From }),
    ...(To === undefined ? {} : { toPort: To }),
  };
}
