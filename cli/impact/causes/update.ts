import type { Json } from "../../inventory/json";
import type { TerraformResource } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { effectOf, onlyEffectOf } from "../effects";
import type { PlannedResource } from "../plan";
import { isSensitive } from "../situation";

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
  const names = changed.filter((name) => !COMPUTED.has(name) && !explained.includes(name));
  return names.map((name): Cause => {
    const isUnknown = unknown.includes(name);
    const values = [valueText(before, name), isUnknown ? "(known after apply)" : valueText(after, name)];
    const change = `${name} of the ${what}${values.includes(undefined) ? "" : `: ${values.join(" -> ")}`}`;
    const common = { change, resource: address, because: [name] };
    const effect = isUnknown
      ? onlyEffectOf(type, name)
      : effectOf(type, name, before?.values[name] ?? null, after?.values[name] ?? null);
    if (!effect && isUnknown) {
      return { ...common, verdict: "unknown", clients: "the new value is known only after the apply" };
    }
    if (!effect) return { ...common, verdict: "unknown", clients: `this version doesn't know what ${name} does` };
    return { ...effect, ...common };
  });
}

/** Returns the text of a value. Undefined if it isn't a single one. */
function valueText(resource: TerraformResource | undefined, name: string): string | undefined {
  const value: Json = resource?.values[name] ?? null;
  if (resource && isSensitive(resource, name)) return "(sensitive value)";
  if (value === null || value === "") return "none";
  return typeof value === "object" ? undefined : String(value);
}
