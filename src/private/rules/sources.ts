// Where rules are written down.

/** AWS on load balancers: user guides and API reference. */
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest";

/** AWS on the Network Load Balancer. */
export const NLB = `${ELB}/network`;

/** AWS on the parameters of the API's actions. */
export const ELB_API = `${ELB}/APIReference`;

/** CDKTF on values that are not known at synthesis. */
export const TOKENS = "https://developer.hashicorp.com/terraform/cdktf/concepts/tokens";

/** This package's own reference, as docs/rules.md links to it. */
export const API = "../API.md";
