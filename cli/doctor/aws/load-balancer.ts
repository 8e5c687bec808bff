import type { AvailabilityZone, Listener, LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { enumeration, type Options } from "../../inventory/options";
import type { ListenerFacts, LoadBalancerFacts, NodeFacts } from "../facts";
import type { Aws } from "./aws";
import { EC2, ELB } from "./calls";
import { filtered } from "./filtered";
import { addressesOf } from "./interfaces";
import { attributeOptions, readOptions } from "./answer-options";
import { toggled } from "./toggled";

/** Returns AWS's description of a Network Load Balancer. Undefined if there is none with this name. */
export async function described(aws: Aws, name: string): Promise<LoadBalancer | undefined> {
  // Lists all load balancers, because AWS fails if asked for a name that doesn't exist or isn't valid.
  const loadBalancers = await aws.required(ELB.DescribeLoadBalancers, {});
  return loadBalancers.find(({ LoadBalancerName, Type }) => LoadBalancerName === name && Type === "network");
}

export async function loadBalancerFacts(aws: Aws, loadBalancer: LoadBalancer): Promise<LoadBalancerFacts> {
  const { LoadBalancerArn = "", State } = loadBalancer;
  const [attributes, nodes] = await Promise.all([
    aws.all(ELB.DescribeLoadBalancerAttributes, { LoadBalancerArn }),
    nodesOf(aws, loadBalancer),
  ]);
  return {
    name: loadBalancer.LoadBalancerName ?? "",
    arn: LoadBalancerArn,
    state: State?.Code ?? "",
    ...(State?.Reason === undefined ? {} : { stateReason: State.Reason }),
    internal: loadBalancer.Scheme === "internal",
    vpcId: loadBalancer.VpcId ?? "",
    securityGroupIds: loadBalancer.SecurityGroups ?? [],
    ...toggled("crossZone", attributes, "load_balancing.cross_zone.enabled"),
    nodes,
    options: {
      ...readOptions({
        Scheme: loadBalancer.Scheme,
        IpAddressType: loadBalancer.IpAddressType,
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
          loadBalancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
      }),
      ...attributeOptions(attributes),
      ...enumeration("SecurityGroups", loadBalancer.SecurityGroups ?? []),
      ...enumeration(
        "Subnets",
        nodes.map(({ subnetId }) => subnetId),
      ),
    },
  };
}

export async function listenersOf(aws: Aws, loadBalancer: LoadBalancer): Promise<ListenerFacts[]> {
  const listeners = await aws.required(ELB.DescribeListeners, { LoadBalancerArn: loadBalancer.LoadBalancerArn });
  return Promise.all(listeners.map(async (listener) => listenerFacts(listener, await listenerOptions(aws, listener))));
}

/** Returns the description that AWS gives a load balancer's own network interfaces: `ELB net/tcp/50dc6c495c0c9188`. */
export function descriptionOfInterfaces(loadBalancer: LoadBalancer): string {
  return `ELB ${loadBalancer.LoadBalancerArn?.split(":loadbalancer/")[1] ?? ""}`;
}

function listenerFacts(
  { ListenerArn, Port, Protocol, DefaultActions = [] }: Listener,
  options: Options,
): ListenerFacts {
  const forward = DefaultActions.find(({ Type }) => Type === "forward");
  const targetGroupArn = forward?.TargetGroupArn ?? forward?.ForwardConfig?.TargetGroups?.[0]?.TargetGroupArn;
  return {
    arn: ListenerArn ?? "",
    port: Port ?? 0,
    protocol: Protocol ?? "",
    ...(targetGroupArn === undefined ? {} : { targetGroupArn }),
    options,
  };
}

/** Reads the options that a list can set: the idle timeout of a TCP listener, certificates and policies of a TLS listener. */
async function listenerOptions(aws: Aws, listener: Listener): Promise<Options> {
  const { ListenerArn, Protocol, Certificates, SslPolicy, AlpnPolicy } = listener;
  if (Protocol === "TCP") return attributeOptions(await aws.all(ELB.DescribeListenerAttributes, { ListenerArn }));
  if (Protocol !== "TLS") return {};
  const certificates = await aws.all(ELB.DescribeListenerCertificates, { ListenerArn });
  return {
    ...readOptions({ DefaultCertificate: Certificates?.[0]?.CertificateArn, SslPolicy, AlpnPolicy: AlpnPolicy?.[0] }),
    ...enumeration(
      "AdditionalCertificates",
      certificates?.filter(({ IsDefault }) => IsDefault !== true).map(({ CertificateArn }) => CertificateArn),
    ),
  };
}

/** Returns the nodes. Reads the network interfaces if the load balancer doesn't report all addresses itself. */
async function nodesOf(aws: Aws, loadBalancer: LoadBalancer): Promise<NodeFacts[]> {
  const { AvailabilityZones: zones = [], IpAddressType } = loadBalancer;
  const isWhole = zones.every(
    ({ LoadBalancerAddresses: addresses = [] }) =>
      addresses.some(({ PrivateIPv4Address }) => PrivateIPv4Address) &&
      (IpAddressType === "ipv4" || addresses.some(({ IPv6Address }) => IPv6Address)),
  );
  const interfaces = isWhole
    ? []
    : await filtered(aws, EC2.DescribeNetworkInterfaces, "description", [descriptionOfInterfaces(loadBalancer)]);
  // AWS returns zones in any order. Sort them, so that reports are reproducible.
  const ordered = [...zones].sort(({ ZoneName: one = "" }, { ZoneName: other = "" }) => one.localeCompare(other));
  return ordered.map((zone) => {
    const found = (interfaces ?? []).filter(({ SubnetId }) => SubnetId === zone.SubnetId).flatMap(addressesOf);
    return {
      zone: zone.ZoneName ?? "",
      subnetId: zone.SubnetId ?? "",
      addresses: [...new Set([...saidAddresses(zone), ...found])],
    };
  });
}

/** Returns the private addresses of a node that the load balancer reports. Public addresses don't count. */
function saidAddresses({ LoadBalancerAddresses = [] }: AvailabilityZone): string[] {
  return LoadBalancerAddresses.flatMap(({ PrivateIPv4Address, IPv6Address }) => [
    PrivateIPv4Address,
    IPv6Address,
  ]).filter((address) => address !== undefined);
}
