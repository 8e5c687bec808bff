import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import type { Situation } from "../situation";

/** Additional certificates that a listener gets or loses. */
export function certificateCauses({ network, forward: { before, after } }: Situation): Cause[] {
  if (!before || !after) return [];
  const certificates = new Set([...before.certificates, ...after.certificates].map((one) => network.planned(one)));
  return [...certificates].flatMap((certificate) => {
    if (!certificate || certificate.action === "none") return [];
    const { action, address } = certificate;
    return [{ ...EVENTS.certificatesChanged, change: `additional certificate: ${action}`, resource: address }];
  });
}
