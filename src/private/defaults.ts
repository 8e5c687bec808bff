import { Token } from "cdktf";
import { ForwardProtocol, type PortForward } from "../port-forward";
import type { NlbSubnetMapping, PortForwardNlbProps } from "../port-forward-nlb";
import { parseAddress } from "./addresses";
import { type Given, items, leaf, leaves, record } from "./given";
import { defaultLoadBalancerName, defaultTargetGroupName } from "./names";
import { Vpc } from "./vpc";

/** Props of the construct with every default applied, the list itself aside. */
export type LoadBalancerSettings = ReturnType<typeof loadBalancerSettings>;

/** A row of the list with every default applied. */
export type ForwardSettings = ReturnType<typeof forwardSettings>;

export function loadBalancerSettings(given: Given) {
  const props = given as Partial<PortForwardNlbProps>;
  const stem = String(leaf(props.name));
  return {
    /** What names are made of. */
    stem,
    vpcId: leaf(props.vpcId) ?? "",
    vpc: Vpc.of(props.vpcCidrBlocks),
    subnetMappings: items(props.subnetMappings).map(
      (mapping) => leaves(record(mapping) ?? {}) as Partial<NlbSubnetMapping>,
    ),
    securityGroupIds: listOfLeaves(props.securityGroupIds),
    tags: Token.isUnresolved(props.tags) ? props.tags : record(props.tags) && leaves(props.tags ?? {}),
    name: leaf(props.loadBalancerName) ?? defaultLoadBalancerName(stem),
    internal: leaf(props.internal) ?? true,
    deletionProtection: leaf(props.deletionProtection) ?? true,
    crossZone: leaf(props.crossZone) ?? true,
  };
}

export function forwardSettings(given: Given, { stem, vpc }: LoadBalancerSettings) {
  const forward = leaves(given) as Partial<PortForward> & Pick<PortForward, "listenerPort" | "targetIp" | "targetPort">;
  const address = parseAddress(forward.targetIp);
  const inVpc = address && vpc.contains(address);
  return {
    /** The target's address, and whether it is in the VPC, as far as they are known. */
    address,
    inVpc,
    listenerPort: forward.listenerPort,
    targetIp: forward.targetIp,
    targetPort: forward.targetPort,
    /** What the target group must be told of its targets' addresses: nothing of IPv4, which it takes for granted. */
    ipAddressType: address?.kind() === "ipv6" ? "ipv6" : undefined,
    key: forward.key,
    protocol: ForwardProtocol.TCP,
    external: typeof forward.external === "boolean" ? forward.external : inVpc === false,
    targetGroupName: forward.targetGroupName ?? defaultTargetGroupName(stem, forward.listenerPort),
  };
}

function listOfLeaves(value: string[] | undefined): string[] | undefined {
  if (Token.isUnresolved(value)) return value;
  return items(value).map((item) => leaf(item) as string);
}
