import { Token } from "cdktf";
import type { EchoServerInstanceProps } from "../echo-server-instance";
import { ForwardProtocol, type PortForward } from "../port-forward";
import type { NlbSubnetMapping, PortForwardNlbProps } from "../port-forward-nlb";
import type { ProxyProtocolElbProps } from "../proxy-protocol-elb";
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
    tags: tagLeaves(props.tags),
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

/** Props of a classic load balancer with every default applied. */
export type ClassicLoadBalancerSettings = ReturnType<typeof classicLoadBalancerSettings>;

export function classicLoadBalancerSettings(given: Given) {
  const props = given as Partial<ProxyProtocolElbProps> & Pick<ProxyProtocolElbProps, "serverPort">;
  const serverPort = leaf(props.serverPort) ?? 0;
  const instanceIds = listOfLeaves(props.instanceIds);
  return {
    serverPort,
    listenerPort: leaf(props.listenerPort) ?? serverPort,
    subnetIds: props.subnetIds && listOfLeaves(props.subnetIds),
    availabilityZones: props.availabilityZones && listOfLeaves(props.availabilityZones),
    // An empty set would take out those that something else registered.
    instanceIds: instanceIds?.length ? instanceIds : undefined,
    securityGroupIds: props.securityGroupIds && listOfLeaves(props.securityGroupIds),
    name: leaf(props.name),
    tags: tagLeaves(props.tags),
    internal: leaf(props.internal) ?? false,
    crossZone: leaf(props.crossZone) ?? true,
    connectionDraining: leaf(props.connectionDraining) ?? false,
  };
}

/** Where an instance's own SSH server listens. */
export const SSH_PORT = 22;

/** Props of an echo server's instance with every default applied. */
export type EchoServerSettings = ReturnType<typeof echoServerSettings>;

export function echoServerSettings(given: Given) {
  const props = given as Partial<EchoServerInstanceProps>;
  return {
    vpcId: leaf(props.vpcId) ?? "",
    subnetId: leaf(props.subnetId),
    serverPort: leaf(props.serverPort) ?? 0,
    clientCidrBlocks: listOfLeaves(props.clientCidrBlocks) ?? [],
    sshCidrBlocks: listOfLeaves(props.sshCidrBlocks) ?? [],
    instanceType: leaf(props.instanceType) ?? "t4g.nano",
    keyName: leaf(props.keyName),
    imageId: leaf(props.imageId),
  };
}

function tagLeaves(tags: Record<string, string> | undefined) {
  return Token.isUnresolved(tags) ? tags : record(tags) && leaves(tags ?? {});
}

function listOfLeaves(value: string[] | undefined): string[] | undefined {
  if (Token.isUnresolved(value)) return value;
  return items(value).map((item) => leaf(item) as string);
}
