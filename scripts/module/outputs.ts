import { outputDescription } from "./assembly";
import { quoted } from "./hcl";

// outputs.tf

const OUTPUTS: readonly (readonly [name: string, description: string, value: string])[] = [
  ["arn", outputDescription("arn"), "aws_lb.this.arn"],
  ["arn_suffix", outputDescription("arnSuffix"), "aws_lb.this.arn_suffix"],
  ["dns_name", outputDescription("dnsName"), "aws_lb.this.dns_name"],
  ["zone_id", outputDescription("zoneId"), "aws_lb.this.zone_id"],
  ["security_group_id", outputDescription("securityGroupId"), "one(aws_security_group.this[*].id)"],
  [
    "listener_arns",
    "ARNs of the listeners, by listener port.",
    "{ for port, listener in aws_lb_listener.this : port => listener.arn }",
  ],
  [
    "target_group_arns",
    "ARNs of the target groups, by listener port.",
    "{ for port, group in aws_lb_target_group.this : port => group.arn }",
  ],
  [
    "endpoints",
    "Where each forward is reached and what answers there, by ascending listener port: `addresses`, the static ones, in the order of `subnet_mappings`; `listener_port`, `protocol`, `target_ip`, `target_port`, `external`, `additional_targets`, `description`.",
    "local.endpoints",
  ],
  ["port_table", "The forwards as a Markdown table, by ascending listener port.", "local.port_table"],
];

export function outputs(): string {
  return OUTPUTS.map(
    ([name, description, value]) => `output "${name}" {\ndescription = ${quoted(description)}\nvalue = ${value}\n}\n`,
  ).join("\n");
}
