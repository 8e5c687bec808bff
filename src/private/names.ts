import { createHash } from "node:crypto";
import { isUnresolved } from "./unresolved";

/** AWS takes at most so many characters for the name of a load balancer or a target group. */
export const MAX_NAME_LENGTH = 32;

const NAME_HASH_LENGTH = 8;

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
  if (isUnresolved(name) || name.length + suffix.length <= MAX_NAME_LENGTH) return name + suffix;
  const kept = name.slice(0, MAX_NAME_LENGTH - suffix.length - NAME_HASH_LENGTH - 1).replace(/-+$/, "");
  return `${kept}-${hashOf(name)}${suffix}`;
}

/**
 * Construct id of a target's attachment, and with it its Terraform address: made of what the attachment is, never of
 * its place in a list, so that no change elsewhere in the list replaces it.
 *
 * Dots and colons become hyphens because cdktf drops them from an address.
 */
export function attachmentId(target: { key?: unknown; targetIp: unknown; targetPort: unknown }): string {
  const { key, targetIp, targetPort } = target;
  if (typeof key === "string" && !isUnresolved(key)) return `attachment-${key}`;
  if (isUnresolved(targetIp) || isUnresolved(targetPort)) return "attachment";
  return `attachment-${hyphened(String(targetIp))}-${String(targetPort)}`;
}

export function hyphened(text: string): string {
  return text.replace(/[^\w-]/g, "-");
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, NAME_HASH_LENGTH);
}
