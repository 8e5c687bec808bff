import type { TargetFacts } from "./facts";

/** AWS's reason codes in words. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html */
const REASONS: Readonly<Record<string, string>> = {
  "Elb.RegistrationInProgress": "it is being registered",
  "Elb.InitialHealthChecking": "its first health checks are not over",
  "Elb.InternalError": "the load balancer could not check it, by a fault of its own",
  "Target.ResponseCodeMismatch": "it answers health checks with another status than the matcher has",
  "Target.Timeout": "it does not answer health checks in time",
  "Target.FailedHealthChecks": "health checks get no connection, or no answer that is sound",
  "Target.NotRegistered": "it is not registered",
  "Target.NotInUse": "no load balancer uses its target group, or its Availability Zone is none of the load balancer's",
  "Target.DeregistrationInProgress": "it is being deregistered",
  "Target.InvalidState": "its instance is stopped or terminated",
  "Target.IpUnusable": "a load balancer has its address",
  "Target.HealthCheckDisabled": "health checks are switched off",
};

/** What AWS says beside the reason of the same meaning, and nothing more. */
const GENERIC = "Health checks failed";

/** State of a target, AWS's reason in words, and what AWS says beside: a stranger's text. */
export function healthText({ state, reason, description }: TargetFacts): string {
  if (reason === undefined) return state;
  const words = REASONS[reason];
  const said = description === undefined || description === GENERIC ? "" : `; AWS says "${description}"`;
  return `${state}: ${words === undefined ? reason : `${words} (${reason})`}${said}`;
}
