import { OPTION_DEFAULTS } from "../src/private/defaults/forward-options";

// Expressions in HCL that conditions are made of.

/** Lists that are maps in the module: what AWS names is not known when Terraform names the resources made of it. */
export const MAPS: readonly string[] = [
  "additionalCertificateArns",
  "clientSecurityGroupIds",
  "targetSecurityGroupIds",
];

/** A name as Terraform has it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Structs and lists that are empty in the module where they are left out, and not null. */
export const EMPTY: Readonly<Record<string, string>> = {
  additionalTargets: "[]",
  forwardDefaults: "{}",
  healthCheck: "{}",
};

/** Where a struct's prop is; null where the struct that it is in, `accessLogs.bucket`, is left out. */
export function valueAt(at: string, prop: string): string {
  const value = `${at}.${snakeCase(prop)}`;
  const [root = "", inner] = prop.split(".");
  return inner === undefined || Object.hasOwn(EMPTY, root) ? value : `try(${value}, null)`;
}

/** The items of a list, or of what is a map in the module; none where it is left out. */
export function itemsAt(at: string, prop: string): string {
  const value = valueAt(at, prop);
  return MAPS.includes(prop) ? `values(coalesce(${value}, {}))` : `coalesce(${value}, [])`;
}

/** A condition that another rule answers for where it cannot be worked out, as of an address that is none. */
export function wherePossible(holds: string): string {
  return `try(${holds}, true)`;
}

/** A value in a sentence: as JSON, in which is escaped what a terminal would act on. */
export function shownInModule(value: string): string {
  return `\${jsonencode(${value})}`;
}

/** Sentence on a value that is not what it must be. */
export function got(must: string, value: string): string {
  return `${must}, got ${shownInModule(value)}`;
}

export function hclList(values: readonly unknown[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
}

/** Whether a security group is made of the list. */
export const MAKES_SECURITY_GROUP = "local.makes_security_group";

/** The targets of `forward`, its own first. */
export const TARGETS = "concat([forward], forward.additional_targets)";

export const TARGET_COUNT = "1 + length(forward.additional_targets)";

export const HAS_ADDITIONAL_TARGETS = "length(forward.additional_targets) > 0";

/** An option of `forward`, its own or that of `forward_defaults`; null where it is in neither. */
export function optionOf(option: string, otherwise?: string): string {
  const name = snakeCase(option);
  const given = `forward.${name}, var.forward_defaults.${name}`;
  if (Object.hasOwn(OPTION_DEFAULTS, option)) return `coalesce(${given})`;
  return otherwise === undefined ? `try(coalesce(${given}), null)` : `coalesce(${given}, ${otherwise})`;
}

/** The same of its health check. */
export function healthCheckOf(option: string, otherwise?: string): string {
  const name = snakeCase(option);
  const given = `forward.health_check.${name}, var.forward_defaults.health_check.${name}`;
  return otherwise === undefined ? `coalesce(${given})` : `coalesce(${given}, ${otherwise})`;
}

export const IS_DATAGRAM = `strcontains(${optionOf("protocol")}, "UDP")`;

/** Whether an address, which is one, is of IPv6. */
export function isIpv6(address: string): string {
  return `strcontains(${address}, ":")`;
}

/** An address in the notation that there is one of. */
export function canonicalAddress(address: string): string {
  return `cidrhost("\${${address}}/\${${isIpv6(address)} ? 128 : 32}", 0)`;
}

/**
 * Whether a text is an address as AWS writes it. `cidrhost` knows more notations, and writes an IPv6 address that stands for an IPv4
 * address as the latter.
 */
export function isAddress(text: string): string {
  return (
    `try(${isIpv6(text)} == ${isIpv6(canonicalAddress(text))}, false) && ` +
    `!can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", ${text}))`
  );
}

/** Whether a text is a block without host bits, as AWS writes it. */
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

/** Whether an address is in one of some blocks. */
export function inBlocks(address: string, blocks: string): string {
  return (
    `anytrue([for block in ${blocks} : ` +
    `try(cidrsubnet("\${${address}}/\${${prefixOf("block")}}", 0, 0) == cidrsubnet(block, 0, 0), false)])`
  );
}

/** Whether a subnet's block is known to be outside the VPC: blocks of its family are given, and it is in none of them. */
export function subnetOutsideVpc(subnet: string): string {
  const within =
    `cidrsubnet("\${${addressOf(subnet)}}/\${${prefixOf("block")}}", 0, 0) == cidrsubnet(block, 0, 0) && ` +
    `tonumber(${prefixOf(subnet)}) >= tonumber(${prefixOf("block")})`;
  const isHeld = `anytrue([for block in local.vpc_cidr_blocks : try(${within}, false)])`;
  return `(\n${knownOf(subnet)} &&\n!${isHeld}\n)`;
}

/** Whether blocks of the VPC are given, of the family of an address or block. */
function knownOf(text: string): string {
  return `anytrue([for block in local.vpc_cidr_blocks : ${isIpv6("block")} == ${isIpv6(text)}])`;
}

/** Whether an address is in the VPC, as far as that is known. */
export function inVpc(address: string): string {
  return inBlocks(address, "local.vpc_cidr_blocks");
}

/** Whether an address is known to be outside the VPC: blocks of its family are given, and none of them holds it. */
export function outsideVpc(address: string): string {
  return `(\n${knownOf(address)} &&\n!${inVpc(address)}\n)`;
}

/** Whether a target is outside the VPC, given or found. */
export function isExternal(target: string): string {
  return `coalesce(${target}.external, ${outsideVpc(`${target}.target_ip`)})`;
}

/** What a target is named by among those of `forward`: its key, or its IP and port. */
export function targetIdentity(target: string): string {
  const socket = `"\${${target}.target_ip}:\${coalesce(${target}.target_port, forward.target_port)}"`;
  return `${target}.key != null ? ${target}.key : ${socket}`;
}
