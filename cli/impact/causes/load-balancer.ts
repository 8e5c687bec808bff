import { isObject, type JsonObject, list, text } from "../../inventory/json";
import type { TerraformResource } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import type { PlannedLoadBalancer } from "../network";
import { replacementReasons } from "../plan";
import { isSensitive } from "../situation";
import { updateCauses } from "./update";

/** Arguments that other causes explain. */
const EXPLAINED = ["security_groups", "subnet_mapping", "subnets", "name", "internal"];

/** A load balancer that is replaced, removed or updated. Concerns all its forwards. */
export function loadBalancerCauses({ planned }: PlannedLoadBalancer): Cause[] {
  if (!planned?.before) return [];
  const { action, address } = planned;
  if (action === "replace") {
    const because = replacementReasons(planned);
    const renamed = hasStaticAddresses(planned.after) ? "the DNS name changes" : "the DNS name and addresses change";
    const clients = planned.createsFirst
      ? `every forward is down for clients of the old load balancer, and ${renamed}`
      : `every forward is down for minutes, and ${renamed}`;
    return [{ ...EVENTS.loadBalancerReplaced, change: "load balancer replaced", clients, resource: address, because }];
  }
  if (action === "delete") {
    return [{ ...EVENTS.loadBalancerRemoved, change: "load balancer removed", resource: address }];
  }
  return [...updateCauses(planned, "load balancer", EXPLAINED), ...zoneCauses(planned)];
}

/** Whether the load balancer has a static address in each subnet. */
function hasStaticAddresses(resource: TerraformResource | undefined): boolean {
  const mappings = list(resource?.values.subnet_mapping).filter(isObject);
  const isStatic = ({ private_ipv4_address, allocation_id }: JsonObject): boolean =>
    text(private_ipv4_address) !== undefined || text(allocation_id) !== undefined;
  return mappings.length > 0 && mappings.every(isStatic);
}

/** Zones that the load balancer leaves, and zones that it joins. */
function zoneCauses({
  action,
  address,
  before,
  after,
  changed,
  unknown,
}: NonNullable<PlannedLoadBalancer["planned"]>): Cause[] {
  if (action !== "update" || !changed.some((name) => name === "subnets" || name === "subnet_mapping")) return [];
  if (unknown.includes("subnets") && list(after?.values.subnet_mapping).length === 0) {
    const clients = "its new subnets are known only after the apply";
    return [{ verdict: "unknown", change: "subnets", clients, resource: address, because: ["subnets"] }];
  }
  const isHidden = [before, after].some(
    (side) => side && ["subnets", "subnet_mapping"].some((name) => isSensitive(side, name)),
  );
  const texts = (subnets: readonly string[]): string => (isHidden ? "(sensitive value)" : subnets.join(", "));
  const [old, next] = [subnetsOf(before), subnetsOf(after)];
  const left = [...old].filter((subnet) => !next.has(subnet));
  if (left.length > 0) {
    const clients = `clients that use the address in ${texts(left)} can't connect`;
    return [
      {
        ...EVENTS.zoneRemoved,
        change: `subnet ${texts(left)} removed`,
        clients,
        resource: address,
        because: ["subnet_mapping"],
      },
    ];
  }
  const joined = [...next].filter((subnet) => !old.has(subnet));
  if (joined.length === 0) return [];
  return [
    {
      ...EVENTS.zoneAdded,
      change: `subnet ${texts(joined)} added`,
      resource: address,
      because: ["subnet_mapping"],
    },
  ];
}

function subnetsOf(resource: TerraformResource | undefined): Set<string> {
  const { subnet_mapping = null, subnets = null } = resource?.values ?? {};
  const mapped = list(subnet_mapping).map((mapping) => (isObject(mapping) ? text(mapping.subnet_id) : undefined));
  return new Set([...mapped, ...list(subnets).map(text)].filter((subnet) => subnet !== undefined));
}
