import { Token } from "cdktf";
import type { PortForward } from "../port-forward";

/** Name of the load balancer of the construct called `name`. */
export function defaultLoadBalancerName(name: string): string {
  return `${name}-nlb`;
}

/** Name of the target group behind `listenerPort` of the construct called `name`. */
export function defaultTargetGroupName(name: string, listenerPort: number): string {
  return `${name}-tg-${listenerPort}`;
}

/**
 * Construct id of a target's attachment, and with it its Terraform address: made of what the attachment is, never of
 * its place in a list, so that no change elsewhere in the list replaces it.
 *
 * Dots and colons become hyphens because cdktf drops them from an address.
 */
export function attachmentId({ key, targetIp, targetPort }: PortForward): string {
  if (key !== undefined) return `attachment-${key}`;
  if (Token.isUnresolved(targetIp) || Token.isUnresolved(targetPort)) return "attachment";
  return `attachment-${targetIp.replace(/[.:]/g, "-")}-${targetPort}`;
}
