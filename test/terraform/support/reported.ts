import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import pLimit from "p-limit";
import { type FakeAws, required } from "./fake-aws";

type Values = Readonly<Record<string, string>>;

/** A load balancer with everything that the API reports about it. */
export interface ReportedNlb {
  readonly loadBalancer: LoadBalancer;
  readonly attributes: Values;
  readonly tags: Values;
  /** Rules of its security groups, and rules of other groups that admit them. */
  readonly rules: readonly SecurityGroupRule[];
  readonly alarms: readonly MetricAlarm[];
  /** By ascending listener port. */
  readonly forwards: readonly ReportedForward[];
}

export type ReportedForward = Awaited<ReturnType<FakeAws["forwards"]>>[number] & {
  readonly listenerAttributes: Values;
  /** ARNs, starting with the default certificate. */
  readonly certificates: readonly string[];
  readonly listenerTags: Values;
  readonly targetGroupTags: Values;
};

/** Load balancers to read in parallel. The fake AWS answers one call at a time. */
const READ_AT_ONCE = 4;

/** Returns the load balancers with these names. */
export async function reportedNlbs(
  aws: FakeAws,
  isWanted: (loadBalancer: LoadBalancer) => boolean = () => true,
): Promise<ReadonlyMap<string, ReportedNlb>> {
  const [loadBalancers, targetGroups, rules, alarms] = await Promise.all([
    aws.loadBalancers(),
    aws.targetGroups(),
    aws.securityGroupRules(),
    aws.alarms(),
  ]);
  const nlbs = await pLimit(READ_AT_ONCE).map(loadBalancers.filter(isWanted), async (loadBalancer) => {
    const arn = required(loadBalancer.LoadBalancerArn);
    const { SecurityGroups: groups = [] } = loadBalancer;
    const [attributes, tags, forwards] = await Promise.all([
      aws.loadBalancerAttributes(arn),
      aws.tags(arn),
      aws.forwards(arn, targetGroups),
    ]);
    const nlb: ReportedNlb = {
      loadBalancer,
      attributes: Object.fromEntries(attributes),
      tags: Object.fromEntries(tags),
      rules: rules.filter(({ GroupId, ReferencedGroupInfo }) =>
        [GroupId, ReferencedGroupInfo?.GroupId].some((id) => id !== undefined && groups.includes(id)),
      ),
      alarms: alarms.filter(({ AlarmName = "" }) => AlarmName.startsWith(`${loadBalancer.LoadBalancerName} `)),
      forwards: await Promise.all(forwards.map(async (forward) => reportedForward(aws, forward))),
    };
    return [required(loadBalancer.LoadBalancerName), nlb] as const;
  });
  return new Map(nlbs);
}

async function reportedForward(
  aws: FakeAws,
  forward: Awaited<ReturnType<FakeAws["forwards"]>>[number],
): Promise<ReportedForward> {
  const listenerArn = required(forward.listener.ListenerArn);
  const [listenerAttributes, certificates, listenerTags, targetGroupTags] = await Promise.all([
    aws.listenerAttributes(listenerArn),
    aws.certificates(listenerArn),
    aws.tags(listenerArn),
    aws.tags(required(forward.targetGroup.TargetGroupArn)),
  ]);
  return {
    ...forward,
    listenerAttributes: Object.fromEntries(listenerAttributes),
    certificates,
    listenerTags: Object.fromEntries(listenerTags),
    targetGroupTags: Object.fromEntries(targetGroupTags),
  };
}
