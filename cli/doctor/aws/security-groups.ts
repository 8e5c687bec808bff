import type { IpPermission, SecurityGroup } from "@aws-sdk/client-ec2";
import type { SecurityGroupFacts, SecurityGroupRuleFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered } from "./filtered";
import { withPrefixLists } from "./prefix-lists";

export async function securityGroupsOf(aws: Aws, ids: readonly string[]): Promise<SecurityGroupFacts[] | undefined> {
  const groups = await filtered(aws, EC2.DescribeSecurityGroups, "group-id", ids);
  return groups && Promise.all(groups.map(async (group) => securityGroupFacts(aws, group)));
}

async function securityGroupFacts(aws: Aws, group: SecurityGroup): Promise<SecurityGroupFacts> {
  const { IpPermissions = [], IpPermissionsEgress = [] } = group;
  const [inbound, outbound] = await Promise.all(
    [IpPermissions, IpPermissionsEgress].map(async (permissions) =>
      Promise.all(permissions.map(async (permission) => ruleFacts(aws, permission))),
    ),
  );
  return { id: group.GroupId ?? "", name: group.GroupName ?? "", inbound: inbound ?? [], outbound: outbound ?? [] };
}

async function ruleFacts(aws: Aws, permission: IpPermission): Promise<SecurityGroupRuleFacts> {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  const cidrBlocks = [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)];
  return {
    protocol: permission.IpProtocol ?? "",
    ...port("fromPort", permission.FromPort),
    ...port("toPort", permission.ToPort),
    ...(await withPrefixLists(
      aws,
      cidrBlocks.filter((block) => block !== undefined),
      PrefixListIds.map(({ PrefixListId }) => PrefixListId),
    )),
    securityGroupIds: UserIdGroupPairs.map(({ GroupId = "" }) => GroupId),
  };
}

/** Returns an object with a port, or an empty object for -1, which stands for all ports. */
function port<Name extends string>(prop: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined || value === -1 ? {} : ({ [prop]: value } as Record<Name, number>);
}
