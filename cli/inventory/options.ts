import { isObject, type Json, list, text } from "./json";
import { at, type TerraformResource } from "./terraform-resource";

// Options of a resource other than names, ports and addresses, by the names that AWS's API uses. The doctor uses them to compare
// what Terraform configures with what the API reports.

/** Options by their names in the API. All values are strings. */
export type Options = Readonly<Record<string, string>>;

/** An argument of a Terraform resource, and its name in the API. */
interface Argument {
  /** A path for `at()`. */
  readonly argument: string;
  readonly option: string;
  /** The value that the provider sets if the argument is missing. Undefined if it keeps AWS's value. */
  readonly absent?: string;
}

/** Arguments of `aws_lb`. */
const LOAD_BALANCER: readonly Argument[] = [
  { argument: "ip_address_type", option: "IpAddressType" },
  { argument: "enable_deletion_protection", option: "deletion_protection.enabled", absent: "false" },
  { argument: "enable_cross_zone_load_balancing", option: "load_balancing.cross_zone.enabled", absent: "false" },
  {
    argument: "dns_record_client_routing_policy",
    option: "dns_record.client_routing_policy",
    absent: "any_availability_zone",
  },
  { argument: "enable_zonal_shift", option: "zonal_shift.config.enabled", absent: "false" },
  {
    argument: "enforce_security_group_inbound_rules_on_private_link_traffic",
    option: "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
  },
  { argument: "access_logs.enabled", option: "access_logs.s3.enabled" },
  { argument: "access_logs.bucket", option: "access_logs.s3.bucket" },
  { argument: "access_logs.prefix", option: "access_logs.s3.prefix" },
];

/** Arguments of `aws_lb_target_group`. */
const TARGET_GROUP: readonly Argument[] = [
  { argument: "vpc_id", option: "VpcId" },
  { argument: "deregistration_delay", option: "deregistration_delay.timeout_seconds", absent: "300" },
  { argument: "connection_termination", option: "deregistration_delay.connection_termination.enabled" },
  { argument: "preserve_client_ip", option: "preserve_client_ip.enabled" },
  { argument: "proxy_protocol_v2", option: "proxy_protocol_v2.enabled", absent: "false" },
  { argument: "load_balancing_cross_zone_enabled", option: "load_balancing.cross_zone.enabled" },
  { argument: "stickiness.enabled", option: "stickiness.enabled" },
  {
    argument: "target_health_state.enable_unhealthy_connection_termination",
    option: "target_health_state.unhealthy.connection_termination.enabled",
  },
  {
    argument: "target_health_state.unhealthy_draining_interval",
    option: "target_health_state.unhealthy.draining_interval_seconds",
  },
  ...["dns_failover", "unhealthy_state_routing"].flatMap((action) =>
    ["count", "percentage"].map((unit) => ({
      argument: `target_group_health.${action}.minimum_healthy_targets_${unit}`,
      option: `target_group_health.${action}.minimum_healthy_targets.${unit}`,
    })),
  ),
  { argument: "health_check.path", option: "HealthCheckPath" },
  { argument: "health_check.matcher", option: "Matcher" },
  { argument: "health_check.interval", option: "HealthCheckIntervalSeconds" },
  { argument: "health_check.timeout", option: "HealthCheckTimeoutSeconds" },
  { argument: "health_check.healthy_threshold", option: "HealthyThresholdCount" },
  { argument: "health_check.unhealthy_threshold", option: "UnhealthyThresholdCount" },
];

/** Arguments of `aws_lb_listener`. */
const LISTENER: readonly Argument[] = [
  { argument: "certificate_arn", option: "DefaultCertificate" },
  { argument: "ssl_policy", option: "SslPolicy" },
  { argument: "alpn_policy", option: "AlpnPolicy" },
  { argument: "tcp_idle_timeout_seconds", option: "tcp.idle_timeout.seconds" },
];

/** Returns the options of a load balancer in the list. */
export function loadBalancerOptions(resource: TerraformResource): Options {
  const { internal, security_groups: groups, subnet_mapping: mappings } = resource.values;
  return {
    ...given(LOAD_BALANCER, resource),
    ...(typeof internal === "boolean" && { Scheme: internal ? "internal" : "internet-facing" }),
    ...enumeration("SecurityGroups", Array.isArray(groups) ? list(groups) : undefined),
    ...enumeration("Subnets", Array.isArray(mappings) ? subnets(mappings as readonly Json[]) : undefined),
  };
}

export function targetGroupOptions(resource: TerraformResource): Options {
  return given(TARGET_GROUP, resource);
}

/** @param certificates the listener's `aws_lb_listener_certificate` resources */
export function listenerOptions(resource: TerraformResource, certificates: readonly TerraformResource[]): Options {
  return {
    ...given(LISTENER, resource),
    ...(resource.values.protocol === "TLS" &&
      enumeration(
        "AdditionalCertificates",
        certificates.map(({ values }) => values.certificate_arn),
      )),
  };
}

/** Returns a set of values as one option. Returns no option if any value is unknown. */
export function enumeration(option: string, values: readonly (Json | undefined)[] | undefined): Options {
  const known = (values ?? []).map(text).filter((value) => value !== undefined && isKnown(value));
  if (values === undefined || known.length < values.length) return {};
  return { [option]: [...new Set(known)].sort().join(", ") || "none" };
}

function given(given: readonly Argument[], resource: TerraformResource): Options {
  return Object.fromEntries(
    given.flatMap(({ argument, option, absent }) => {
      const value = scalar(at(resource.values, argument)) ?? (isLater(resource, argument) ? undefined : absent);
      return value === undefined || !isKnown(value) ? [] : [[option, value]];
    }),
  );
}

/** Whether Terraform doesn't know the value before apply. */
function isLater({ references }: TerraformResource, argument: string): boolean {
  return references(argument) !== undefined;
}

function isKnown(value: string): boolean {
  return !value.includes("${");
}

function scalar(value: Json | undefined): string | undefined {
  return typeof value === "boolean" || typeof value === "number" ? String(value) : text(value);
}

function subnets(mappings: readonly Json[]): (Json | undefined)[] {
  return mappings.map((mapping) => (isObject(mapping) ? mapping.subnet_id : undefined));
}
