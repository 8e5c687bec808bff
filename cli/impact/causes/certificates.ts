import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import type { PlannedResource } from "../plan";
import type { Situation } from "../situation";

/** Additional certificates that a listener gets or loses. */
export function certificateCauses({ network, forward: { before, after } }: Situation): Cause[] {
  if (!before || !after) return [];
  const certificates = new Set([...before.certificates, ...after.certificates].map((one) => network.planned(one)));
  return [...certificates].flatMap((certificate) => (certificate ? certificateCause(certificate) : []));
}

function certificateCause({ action, address: resource }: PlannedResource): Cause[] {
  if (action === "create") return [{ ...EVENTS.certificateAdded, change: "additional certificate added", resource }];
  if (action === "delete" || action === "replace") {
    return [{ ...EVENTS.certificateRemoved, change: `additional certificate ${action}d`, resource }];
  }
  return [];
}
