import type { Rule, Transport } from "../../inventory/security-group-rules";
import type { Network } from "../network";

/** What happens to something that a security group rule allows. */
export type Continuity =
  /** It's allowed the whole time. */
  | "kept"
  /** Terraform removes the rule, then adds one that allows the same. */
  | "gap"
  /** The same rule at another Terraform address. AWS rejects the second one while the first one is there. */
  | "moved"
  /** No rule allows it afterwards. */
  | "lost";

/**
 * Returns what happens to what a rule allows.
 *
 * @param usable rules that allow it after the apply
 */
export function continuityOf(network: Network, rule: Rule, usable: readonly Rule[]): Continuity {
  if (usable.some((other) => isLasting(network, rule, other))) return "kept";
  if (usable.length === 0 || isGroupDeleted(network, rule)) return "lost";
  const isMoved = usable.some((other) => isDuplicate(network, rule, other));
  return isMoved ? "moved" : "gap";
}

export function allows({ transport }: Rule, wanted: Transport): boolean {
  return transport === undefined || transport === wanted;
}

/** Whether AWS has a rule the whole time that allows the same. */
function isLasting(network: Network, rule: Rule, { resource, group }: Rule): boolean {
  const planned = network.planned(resource);
  const { action = "none", createsFirst = false } = planned ?? {};
  if (action === "replace") return createsFirst && network.group(group)?.action !== "delete";
  // Another rule that is updated may not have allowed it before.
  if (action === "update") return planned === network.planned(rule.resource);
  return action === "none" || action === "forget";
}

/** Whether Terraform deletes the rule's group, which takes its rules away first. */
function isGroupDeleted(network: Network, { group }: Rule): boolean {
  const { action, createsFirst = false } = network.group(group) ?? {};
  return (action === "replace" || action === "delete") && !createsFirst;
}

function isDuplicate(network: Network, one: Rule, other: Rule): boolean {
  return (
    network.planned(one.resource) !== network.planned(other.resource) &&
    one.group === other.group &&
    one.peer === other.peer &&
    one.transport === other.transport &&
    String(one.ports) === String(other.ports)
  );
}
