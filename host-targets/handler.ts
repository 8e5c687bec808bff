import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { HostTargets } from "./host-targets";
import type { Counts } from "./metrics";

// The entry point of the Lambda function, which EventBridge invokes. Invocations of an execution environment share what
// is created here.

const hostTargets = new HostTargets(
  new ElasticLoadBalancingV2Client({
    // A call that hangs leaves time for another attempt and for other target groups.
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  }),
);

export async function handler(event: unknown): Promise<Counts> {
  return hostTargets.run(event);
}
