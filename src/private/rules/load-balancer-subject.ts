import type { ForwardSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import type { RuleCount } from "../nlb-security-group";
import type { Named } from "./unique-name";

/** The construct's props, and its list as a whole. */
export interface LoadBalancerSubject extends Named {
  readonly settings: LoadBalancerSettings;
  /** The forwards that got a listener, by ascending listener port. */
  readonly forwards: readonly ForwardSettings[];
  /** How many rows were given. */
  readonly rows: number;
  /** Rules of the security group that is made of the list. */
  readonly securityGroupRules: readonly RuleCount[];
}
