import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { parseAddress } from "../../../src/private/addresses";
import type { InstanceFacts, InterfaceFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2 } from "./calls";
import { filtered, together } from "./filtered";

/** Returns the network interfaces that have the addresses, in any VPC, without the load balancer's own. */
export async function interfacesOf(
  aws: Aws,
  addresses: Iterable<string>,
  ownDescription: string,
): Promise<InterfaceFacts[] | undefined> {
  const parsed = [...addresses].map(parseAddress).filter((address) => address !== undefined);
  const written = (kind: string) =>
    parsed.filter((address) => address.kind() === kind).map((address) => address.toString());
  const found = together(
    await Promise.all([
      filtered(aws, EC2.DescribeNetworkInterfaces, "addresses.private-ip-address", written("ipv4")),
      filtered(aws, EC2.DescribeNetworkInterfaces, "ipv6-addresses.ipv6-address", written("ipv6")),
    ]),
  );
  if (!found) return undefined;
  const others = found.filter(({ Description }) => Description !== ownDescription);
  // Remove duplicates: both calls find an interface that has addresses of both kinds.
  const interfaces = [...new Map(others.map((one) => [one.NetworkInterfaceId, one])).values()];
  const states = await instanceStates(aws, interfaces);
  return interfaces.map((one) => interfaceFacts(one, states));
}

/** Returns all private addresses of a network interface. */
export function addressesOf({
  PrivateIpAddresses = [],
  Ipv6Addresses = [],
  PrivateIpAddress,
}: NetworkInterface): string[] {
  const addresses = [
    PrivateIpAddress,
    ...PrivateIpAddresses.map((address) => address.PrivateIpAddress),
    ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
  ];
  return [...new Set(addresses.filter((address) => address !== undefined))];
}

/** Returns instances by their IDs. Undefined if IAM denies the call. */
export async function instancesOf(aws: Aws, ids: Iterable<string>): Promise<InstanceFacts[] | undefined> {
  const found = await filtered(aws, EC2.DescribeInstances, "instance-id", [...new Set(ids)]);
  return found?.map(({ InstanceId = "", PrivateIpAddress: address }) => ({
    id: InstanceId,
    ...(address === undefined ? {} : { address }),
  }));
}

/** Returns the state of each instance that the network interfaces belong to. Empty if IAM denies the call. */
async function instanceStates(aws: Aws, interfaces: readonly NetworkInterface[]): Promise<Map<string, string>> {
  const ids = interfaces.map(({ Attachment }) => Attachment?.InstanceId).filter((id) => id !== undefined);
  const instances = (await filtered(aws, EC2.DescribeInstances, "instance-id", ids)) ?? [];
  return new Map(instances.map(({ InstanceId = "", State }) => [InstanceId, State?.Name ?? ""]));
}

function interfaceFacts(one: NetworkInterface, states: ReadonlyMap<string, string>): InterfaceFacts {
  const instanceId = one.Attachment?.InstanceId;
  const instanceState = states.get(instanceId ?? "");
  return {
    id: one.NetworkInterfaceId ?? "",
    vpcId: one.VpcId ?? "",
    subnetId: one.SubnetId ?? "",
    addresses: addressesOf(one),
    securityGroupIds: (one.Groups ?? []).map(({ GroupId = "" }) => GroupId),
    attached: one.Status === "in-use",
    ...(instanceId === undefined ? {} : { instanceId }),
    ...(instanceState === undefined ? {} : { instanceState }),
  };
}
