// Pages that document the rules.

/** AWS on load balancers: user guides and API reference. */
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest";

/** AWS on the Network Load Balancer. */
export const NLB = `${ELB}/network`;

/** AWS on the classic load balancer. */
export const CLASSIC = `${ELB}/classic`;

/** AWS on the parameters of the actions of the classic load balancer's API. */
export const CLASSIC_API = "https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference";

/** AWS on the parameters of the API's actions. */
export const ELB_API = `${ELB}/APIReference`;

/** AWS on the parameters of the actions of EC2's API. */
export const EC2_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";

/** AWS on security group rules. */
export const SECURITY_GROUP_RULES = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

/** AWS on alarms. */
export const ALARM_API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

/** The AWS provider of Terraform on its settings. */
export const AWS_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";

/** CDKTF on values that are not known at synthesis. */
export const TOKENS = "https://developer.hashicorp.com/terraform/cdktf/concepts/tokens";

/** This package's own reference, as docs/rules.md links to it. */
export const API = "api.md";
