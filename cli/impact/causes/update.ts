import type { Cause } from "../cause";
import { effectOf } from "../effects";
import type { PlannedResource } from "../plan";

/** Attributes that AWS or Terraform sets. They change only as a consequence of other changes. */
const COMPUTED = new Set([
  "arn",
  "arn_suffix",
  "dns_name",
  "id",
  "load_balancer_arns",
  "tags_all",
  "zone_id",
  "vpc_id",
]);

/**
 * Arguments that Terraform updates in place.
 *
 * @param what the resource: `target group`
 * @param explained arguments that other causes explain
 */
export function updateCauses(
  { action, address, type, before, after, changed, unknown }: PlannedResource,
  what: string,
  explained: readonly string[] = [],
): Cause[] {
  if (action !== "update") return [];
  const known = changed.filter((name) => !COMPUTED.has(name) && !explained.includes(name));
  return known.map((name): Cause => {
    const effect = effectOf(type, name, before?.values[name] ?? null, after?.values[name] ?? null);
    const common = { change: `${what}: ${name}`, resource: address, because: [name] };
    if (unknown.includes(name))
      return { ...common, verdict: "unknown", clients: `the new ${name} is known only after the apply` };
    if (!effect) return { ...common, verdict: "unknown", clients: `this version doesn't know what ${name} does` };
    return { ...effect, ...common };
  });
}
