import type { PortForward, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARTICLE_TABLE } from "../../article";
import type { ArticleNetwork } from "./fake-aws";

// What the API reports about the article's network, whoever applied it.

/** Addresses of the load balancer, by Availability Zone. */
export const ARTICLE_ADDRESSES = new Map([
  ["ap-northeast-1a", [{ PrivateIPv4Address: "172.31.128.10" }]],
  ["ap-northeast-1c", [{ PrivateIPv4Address: "172.31.136.10" }]],
]);

/** Forwards as `FakeAws.forwards()` returns them. */
export const ARTICLE_FORWARDS: unknown[] = ARTICLE_TABLE.map(
  ({ listenerPort, targetGroupName, targetPort, targetIp, external }) => ({
    listener: expect.objectContaining({
      Port: listenerPort,
      Protocol: "TCP",
      DefaultActions: [expect.objectContaining({ Type: "forward" })],
    }),
    targetGroup: expect.objectContaining({
      TargetGroupName: targetGroupName,
      TargetType: "ip",
      Protocol: "TCP",
      Port: targetPort,
      HealthCheckProtocol: "TCP",
      HealthCheckPort: "traffic-port",
      HealthCheckIntervalSeconds: 30,
      HealthyThresholdCount: 3,
      UnhealthyThresholdCount: 3,
    }),
    attributes: expect.objectContaining({ "deregistration_delay.timeout_seconds": "300" }),
    targets: [{ Id: targetIp, Port: targetPort, ...(external && { AvailabilityZone: "all" }) }],
  }),
);

/** The article's forwards as props. */
export const ARTICLE_ROWS: readonly (PortForward & { readonly targetIp: string })[] = ARTICLE_TABLE.map(
  ({ targetGroupName: _, ...row }) => row,
);

/** The article's load balancer in a suite's network. */
export function articleProps(
  network: ArticleNetwork,
  forwards: readonly PortForward[] = ARTICLE_ROWS,
): PortForwardNlbProps {
  return { name: "example", ...namelessProps(network, forwards) };
}

/** The same without a name, which the suite sets. */
export function namelessProps(
  network: ArticleNetwork,
  forwards: readonly PortForward[] = ARTICLE_ROWS,
): Omit<PortForwardNlbProps, "name"> {
  return {
    vpcId: network.vpc_id,
    subnetMappings: [
      { subnetId: network.private_subnet_1a_id, privateIpv4Address: "172.31.128.10" },
      { subnetId: network.private_subnet_1c_id, privateIpv4Address: "172.31.136.10" },
    ],
    securityGroupIds: [],
    forwards: [...forwards],
  };
}
