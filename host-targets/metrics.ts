/** A name that didn't resolve, and why. */
export interface UnresolvedName {
  readonly name: string;
  readonly reason: string;
}

/** Numbers of a run. */
export interface Counts {
  readonly unresolvedNames: number;
  readonly registeredTargets: number;
  readonly deregisteredTargets: number;
}

const NAMESPACE = "PortForwardNlb";

/**
 * Returns a run's metrics in CloudWatch's embedded metric format.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(
  loadBalancer: string,
  { unresolvedNames, registeredTargets, deregisteredTargets }: Counts,
  unresolved: readonly UnresolvedName[],
): object {
  const metrics = {
    UnresolvedNames: unresolvedNames,
    RegisteredTargets: registeredTargets,
    DeregisteredTargets: deregisteredTargets,
  };
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [["LoadBalancer"]],
          Metrics: Object.keys(metrics).map((Name) => ({ Name, Unit: "Count" })),
        },
      ],
    },
    LoadBalancer: loadBalancer,
    ...metrics,
    unresolved,
  };
}
