import { OPTION_DEFAULTS } from "../src/private/defaults/forward-options";

// HCL expressions for the conditions.

/**
 * Lists that are maps in the module: resources need keys that Terraform knows at plan time, and IDs of new resources
 * aren't known then.
 */
export const MAPS: readonly string[] = [
  "additionalCertificateArns",
  "clientSecurityGroupIds",
  "targetSecurityGroupIds",
];

/** Returns a name in snake case, as Terraform writes it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Structs and lists that are empty in the module if unset, not null. */
export const EMPTY: Readonly<Record<string, string>> = {
  additionalTargets: "[]",
  forwardDefaults: "{}",
  healthCheck: "{}",
};

/** Expression for a struct's prop. Null if the struct is unset, such as the one of `accessLogs.bucket`. */
export function valueAt(at: string, prop: string): string {
  const value = `${at}.${snakeCase(prop)}`;
  const [root = "", inner] = prop.split(".");
  return inner === undefined || Object.hasOwn(EMPTY, root) ? value : `try(${value}, null)`;
}

/** Expression for the items of a list or of a map in the module. Empty if it is unset. */
export function itemsAt(at: string, prop: string): string {
  const value = valueAt(at, prop);
  return MAPS.includes(prop) ? `values(coalesce(${value}, {}))` : `coalesce(${value}, [])`;
}

/**
 * A condition that counts as kept if it can't be evaluated, such as for an invalid address. Another rule reports
 * that.
 */
export function wherePossible(holds: string): string {
  return `try(${holds}, true)`;
}

/** Expression for a value in a message: JSON, with control characters escaped. */
export function shownInModule(value: string): string {
  return `\${jsonencode(${value})}`;
}

/** Message about a value that breaks a bound. */
export function butIs(must: string, value: string): string {
  return `${must}, but is ${shownInModule(value)}.`;
}

export function hclList(values: readonly unknown[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
}

/** Whether the module creates its security group. */
export const MAKES_SECURITY_GROUP = "local.makes_security_group";

/** The targets of `forward`, starting with its own. */
export const TARGETS = "concat([forward], forward.additional_targets)";

/** Whether the target of `forward` is a load balancer, a host, and whether it is an IP address. */
export const IS_ALB = "forward.target_alb_arn != null";
export const IS_HOST = "forward.target_host != null";
export const IS_ADDRESS =
  "(forward.target_instance_id == null && forward.target_alb_arn == null && forward.target_host == null)";

/** AWS's ID of a target that is an IP address or an instance, or the name of a host. */
export function targetId(target: string): string {
  return `lower(coalesce(${target}.target_ip, ${target}.target_instance_id, ${target}.target_host, "-"))`;
}

export const TARGET_COUNT = "1 + length(forward.additional_targets)";

export const HAS_ADDITIONAL_TARGETS = "length(forward.additional_targets) > 0";

/** Expression for an option of `forward`, its own or from `forward_defaults`. Null if neither sets it. */
export function optionOf(option: string, otherwise?: string): string {
  const name = snakeCase(option);
  const given = `forward.${name}, var.forward_defaults.${name}`;
  if (Object.hasOwn(OPTION_DEFAULTS, option)) return `coalesce(${given})`;
  return otherwise === undefined ? `try(coalesce(${given}), null)` : `coalesce(${given}, ${otherwise})`;
}

/** Expression for a health check option of `forward`. */
export function healthCheckOf(option: string, otherwise?: string): string {
  const name = snakeCase(option);
  const common = `var.forward_defaults.health_check.${name}`;
  // AWS checks a load balancer with requests only.
  const fitting = `${IS_ALB} && ${common} == "TCP" ? "HTTP" : ${common}`;
  const given = `forward.health_check.${name}, ${option === "protocol" ? fitting : common}`;
  return otherwise === undefined ? `coalesce(${given})` : `coalesce(${given}, ${otherwise})`;
}

export const IS_DATAGRAM = `strcontains(${optionOf("protocol")}, "UDP")`;

/** Whether a valid address is IPv6. */
export function isIpv6(address: string): string {
  return `strcontains(${address}, ":")`;
}

/** Expression for an address in its canonical notation. */
export function canonicalAddress(address: string): string {
  return `cidrhost("\${${address}}/\${${isIpv6(address)} ? 128 : 32}", 0)`;
}

/**
 * Whether a text is an address in AWS's notation. `cidrhost` accepts other notations, and writes an IPv4-mapped IPv6
 * address as IPv4.
 */
export function isAddress(text: string): string {
  return (
    `try(${isIpv6(text)} == ${isIpv6(canonicalAddress(text))}, false) && ` +
    `!can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", ${text}))`
  );
}

/** Whether a text is a block in AWS's notation, without host bits. */
export function isBlock(text: string): string {
  const address = addressOf(text);
  return (
    `try(${isAddress(address)} && ` +
    `cidrsubnet(${text}, 0, 0) == "\${${canonicalAddress(address)}}/\${${prefixOf(text)}}", false)`
  );
}

function addressOf(block: string): string {
  return `split("/", ${block})[0]`;
}

export function prefixOf(block: string): string {
  return `split("/", ${block})[1]`;
}

/** Whether one of the blocks contains an address. */
export function inBlocks(address: string, blocks: string): string {
  return (
    `anytrue([for block in ${blocks} : ` +
    `try(cidrsubnet("\${${address}}/\${${prefixOf("block")}}", 0, 0) == cidrsubnet(block, 0, 0), false)])`
  );
}

/** Whether a subnet's block is known to be outside the VPC: the VPC has blocks of its family, and none contains it. */
export function subnetOutsideVpc(subnet: string): string {
  const within =
    `cidrsubnet("\${${addressOf(subnet)}}/\${${prefixOf("block")}}", 0, 0) == cidrsubnet(block, 0, 0) && ` +
    `tonumber(${prefixOf(subnet)}) >= tonumber(${prefixOf("block")})`;
  const isHeld = `anytrue([for block in local.vpc_cidr_blocks : try(${within}, false)])`;
  return `(\n${knownOf(subnet)} &&\n!${isHeld}\n)`;
}

/** Whether the VPC has blocks of the family of an address or block. */
function knownOf(text: string): string {
  return `anytrue([for block in local.vpc_cidr_blocks : ${isIpv6("block")} == ${isIpv6(text)}])`;
}

/** Whether an address is in the VPC, as far as known. */
export function inVpc(address: string): string {
  return inBlocks(address, "local.vpc_cidr_blocks");
}

/** Whether an address is known to be outside the VPC: the VPC has blocks of its family, and none contains it. */
export function outsideVpc(address: string): string {
  return `(\n${knownOf(address)} &&\n!${inVpc(address)}\n)`;
}

/** Whether a target is outside the VPC, set by the user or derived. */
export function isExternal(target: string): string {
  return `coalesce(${target}.external, ${outsideVpc(`${target}.target_ip`)})`;
}

/** Identifies a target among those of `forward`: its key, or its ID and port. */
export function targetIdentity(target: string): string {
  const socket = `"\${${targetId(target)}}:\${coalesce(${target}.target_port, forward.target_port)}"`;
  return `${target}.key != null ? ${target}.key : ${socket}`;
}
