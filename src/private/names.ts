import { createHash } from "node:crypto";
import { Token } from "cdktf";

/** AWS takes at most so many characters for the name of a load balancer or a target group. */
export const MAX_NAME_LENGTH = 32;

const HASH_LENGTH = 8;

/** Name of the load balancer of the construct called `name`. */
export function defaultLoadBalancerName(name: string): string {
  return withSuffix(name, "-nlb");
}

/** Name of the target group behind `listenerPort` of the construct called `name`. */
export function defaultTargetGroupName(name: string, listenerPort: number): string {
  return withSuffix(name, `-tg-${listenerPort}`);
}

/** `name` and `suffix`; where that is too long, the part of `name` that fits, with a hash of the whole of it. */
function withSuffix(name: string, suffix: string): string {
  if (Token.isUnresolved(name) || name.length + suffix.length <= MAX_NAME_LENGTH) return name + suffix;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  const kept = name.slice(0, MAX_NAME_LENGTH - suffix.length - HASH_LENGTH - 1).replace(/-+$/, "");
  return `${kept}-${hash}${suffix}`;
}

/**
 * Construct id of a target's attachment, and with it its Terraform address: made of what the attachment is, never of
 * its place in a list, so that no change elsewhere in the list replaces it.
 *
 * Dots and colons become hyphens because cdktf drops them from an address.
 */
export function attachmentId(target: { key?: unknown; targetIp: unknown; targetPort: unknown }): string {
  const { key, targetIp, targetPort } = target;
  if (typeof key === "string" && !Token.isUnresolved(key)) return `attachment-${key}`;
  if (Token.isUnresolved(targetIp) || Token.isUnresolved(targetPort)) return "attachment";
  return `attachment-${String(targetIp).replace(/[.:]/g, "-")}-${String(targetPort)}`;
}

/** Part of the construct id of a security group's rule: the block that it admits, for the same reason. */
export function blockId(block: unknown, index: number): string {
  return Token.isUnresolved(block) ? `token-${index}` : String(block).replace(/[.:/]/g, "-");
}
