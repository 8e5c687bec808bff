import type {
  LoadBalancer,
  TargetGroup,
  TargetGroupAttribute,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { isInstance } from "../../../src/private/targets";
import type { TargetFacts, TargetGroupFacts } from "../facts";
import type { Aws } from "./aws";
import { ELB } from "./calls";
import { attributeOptions, readOptions } from "./answer-options";
import { toggled } from "./toggled";

/** Returns a load balancer's target groups with their targets, and the target groups of its VPC that no load balancer uses. */
export async function targetGroupsOf(aws: Aws, loadBalancer: LoadBalancer): Promise<TargetGroupFacts[]> {
  // Lists all target groups, because AWS can't search for those without a load balancer.
  const groups = await aws.required(ELB.DescribeTargetGroups, {});
  const facts = groups.map(async (group) => {
    const { LoadBalancerArns = [], VpcId } = group;
    if (LoadBalancerArns.length === 0) return VpcId === loadBalancer.VpcId ? targetGroupFacts(group) : undefined;
    if (!LoadBalancerArns.includes(loadBalancer.LoadBalancerArn ?? "")) return undefined;
    const { TargetGroupArn } = group;
    const [attributes, health] = await Promise.all([
      aws.all(ELB.DescribeTargetGroupAttributes, { TargetGroupArn }),
      aws.all(ELB.DescribeTargetHealth, { TargetGroupArn }),
    ]);
    return targetGroupFacts(group, attributes, health);
  });
  return (await Promise.all(facts)).filter((group) => group !== undefined);
}

function targetGroupFacts(
  group: TargetGroup,
  attributes?: readonly TargetGroupAttribute[],
  health?: readonly TargetHealthDescription[],
): TargetGroupFacts {
  return {
    arn: group.TargetGroupArn ?? "",
    name: group.TargetGroupName ?? "",
    protocol: group.Protocol ?? "",
    ...(group.IpAddressType === undefined ? {} : { ipAddressType: group.IpAddressType }),
    ...(group.VpcId === undefined ? {} : { vpcId: group.VpcId }),
    used: (group.LoadBalancerArns ?? []).length > 0,
    healthCheck: { protocol: group.HealthCheckProtocol ?? "", ...healthCheckPort(group) },
    ...toggled("crossZone", attributes, "load_balancing.cross_zone.enabled"),
    ...toggled("preservesClientIp", attributes, "preserve_client_ip.enabled"),
    ...(health === undefined ? {} : { targets: health.map(targetFacts) }),
    options: {
      ...readOptions({
        VpcId: group.VpcId,
        HealthCheckPath: group.HealthCheckPath,
        Matcher: group.Matcher?.HttpCode,
        HealthCheckIntervalSeconds: group.HealthCheckIntervalSeconds,
        HealthCheckTimeoutSeconds: group.HealthCheckTimeoutSeconds,
        HealthyThresholdCount: group.HealthyThresholdCount,
        UnhealthyThresholdCount: group.UnhealthyThresholdCount,
      }),
      ...attributeOptions(attributes),
    },
  };
}

function healthCheckPort({ HealthCheckPort: port }: TargetGroup): { port?: number } {
  return port === undefined || port === "traffic-port" ? {} : { port: Number(port) };
}

function targetFacts({ Target, TargetHealth }: TargetHealthDescription): TargetFacts {
  const { State, Reason, Description } = TargetHealth ?? {};
  return {
    ip: Target?.Id ?? "",
    ...(Target?.Id !== undefined && isInstance(Target.Id) ? { instanceId: Target.Id } : {}),
    port: Target?.Port ?? 0,
    ...(Target?.AvailabilityZone === undefined ? {} : { zone: Target.AvailabilityZone }),
    state: State ?? "",
    ...(Reason === undefined ? {} : { reason: Reason }),
    ...(Description === undefined ? {} : { description: Description }),
  };
}
