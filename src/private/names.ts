import { createHash } from "node:crypto";
import { targetText } from "./targets";
import { isUnresolved } from "./unresolved";

/** AWS's limit for the name of a load balancer or target group. */
export const MAX_NAME_LENGTH = 32;

const NAME_HASH_LENGTH = 8;

/** Returns the default name of the load balancer, from the construct's `name`. */
export function defaultLoadBalancerName(name: string): string {
  return withSuffix(name, "-nlb");
}

/** Returns the default name of a target group, from the construct's `name`. */
export function defaultTargetGroupName(name: string, listenerPort: number): string {
  return withSuffix(name, `-tg-${listenerPort}`);
}

/** Joins `name` and `suffix`. If the result is too long, it shortens `name` and adds a hash of it. */
function withSuffix(name: string, suffix: string): string {
  if (isUnresolved(name) || name.length + suffix.length <= MAX_NAME_LENGTH) return name + suffix;
  const kept = name.slice(0, MAX_NAME_LENGTH - suffix.length - NAME_HASH_LENGTH - 1).replace(/-+$/, "");
  return `${kept}-${hashOf(name)}${suffix}`;
}

/**
 * Returns the construct ID of a target's attachment, which is part of its Terraform address. It depends on the
 * target, never on its index, so that changes elsewhere in the list don't replace the attachment.
 *
 * Dots and colons become hyphens because cdktf drops them from an address.
 */
export function attachmentId(target: { key?: unknown; id: unknown; targetPort: unknown }): string {
  const { key, id, targetPort } = target;
  if (typeof key === "string" && !isUnresolved(key)) return `attachment-${key}`;
  if (isUnresolved(id) || isUnresolved(targetPort)) return "attachment";
  return `attachment-${hyphened(targetText(String(id)))}-${String(targetPort)}`;
}

export function hyphened(text: string): string {
  return text.replace(/[^\w-]/g, "-");
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, NAME_HASH_LENGTH);
}
