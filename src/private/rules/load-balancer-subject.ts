import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import type { RuleCount } from "../nlb-security-group";
import type { Named } from "./unique-name";

/** The construct's props and its whole list. */
export interface LoadBalancerSubject extends Named {
  readonly settings: LoadBalancerSettings;
  /** The forwards that have a listener, by ascending listener port. */
  readonly forwards: readonly ForwardSettings[];
  /** Number of rows. */
  readonly rows: number;
  /** Rules of the construct's security group. */
  readonly securityGroupRules: readonly RuleCount[];
}
