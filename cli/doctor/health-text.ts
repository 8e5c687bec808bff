import type { TargetFacts } from "./facts";

/**
 * Explanations of AWS's reason codes.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
 */
const REASONS: Readonly<Record<string, string>> = {
  "Elb.RegistrationInProgress": "it is being registered",
  "Elb.InitialHealthChecking": "its first health checks are still running",
  "Elb.InternalError": "the load balancer has an internal error and can't check it",
  "Target.ResponseCodeMismatch": "it answers health checks with a status that the matcher doesn't allow",
  "Target.Timeout": "it doesn't answer health checks in time",
  "Target.FailedHealthChecks": "health checks can't connect, or get a bad answer",
  "Target.NotRegistered": "it isn't registered",
  "Target.NotInUse": "no load balancer uses its target group, or the load balancer isn't in its Availability Zone",
  "Target.DeregistrationInProgress": "it is being deregistered",
  "Target.InvalidState": "its instance is stopped or terminated",
  "Target.IpUnusable": "a load balancer uses its address",
  "Target.HealthCheckDisabled": "health checks are disabled",
};

/** AWS's description that adds nothing to the reason. */
const GENERIC = "Health checks failed";

/** Returns a target's state, an explanation of AWS's reason, and AWS's description. May contain untrusted text. */
export function healthText({ state, reason, description }: TargetFacts): string {
  if (reason === undefined) return state;
  const words = REASONS[reason];
  const said = description === undefined || description === GENERIC ? "" : `; AWS says "${description}"`;
  return `${state}: ${words === undefined ? reason : `${words} (${reason})`}${said}`;
}
