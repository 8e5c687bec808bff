import { isDeepStrictEqual } from "node:util";
import { isObject, type Json, list, number, text } from "../inventory/json";
import type { TerraformResource } from "../inventory/terraform-resource";
import type { Refusal } from "./cause";
import { groupsInUse } from "./causes/target-group";
import type { Network, PlannedForward, PlannedLoadBalancer } from "./network";
import type { PlannedResource } from "./plan";
import { isSensitive, nameText } from "./situation";

// What AWS or the provider refuses although Terraform plans it, and what the failed apply leaves.

const BESIDE = "Create a second load balancer, then move the clients.";

/** Returns what is refused in the plan of a load balancer. */
export function refusalsOf(network: Network, loadBalancer: PlannedLoadBalancer): Refusal[] {
  const { planned, forwards } = loadBalancer;
  const isEnding = planned !== undefined && isGone(planned);
  return [
    ...(planned ? REFUSALS.flatMap((refusal) => refusal(planned, network, loadBalancer)) : []),
    ...(isEnding ? [] : forwards.flatMap((forward) => refusalsOfForward(network, forward))),
  ];
}

function refusalsOfForward(network: Network, forward: PlannedForward): Refusal[] {
  const { before, after } = forward;
  const listener = network.planned(after?.listener);
  const others = otherListeners(network, forward);
  if (!before || !after || !listener) return others;
  const groups = [...new Set(after.targetGroups.map(({ resource }) => network.planned(resource)))];
  return [
    ...others,
    ...groupsInUse(network, before, after).map((group) => targetGroupInUse(group, listener)),
    ...groups.flatMap((group) => (group ? sameTargetGroupName(group) : [])),
    ...secondListener(listener),
    ...tlsToTcp(listener),
  ];
}

type RefusalOf = (planned: PlannedResource, network: Network, loadBalancer: PlannedLoadBalancer) => Refusal[];

const REFUSALS: readonly RefusalOf[] = [
  deletionProtection,
  endpointService,
  sameName,
  staticAddresses,
  firstGroup,
  groupInUse,
];

function isGone({ action }: PlannedResource): boolean {
  return action === "replace" || action === "delete";
}

function deletionProtection(planned: PlannedResource): Refusal[] {
  if (!isGone(planned) || planned.before?.values.enable_deletion_protection !== true) return [];
  return [
    {
      what: "AWS refuses to delete the load balancer, because deletion protection is on.",
      leaves: planned.createsFirst
        ? "The new load balancer exists, and the old one has no listeners: all its forwards are down until the next apply."
        : "Its listeners are already gone: all forwards stay down until the next apply.",
      resource: planned.address,
      instead:
        "Keep the load balancer. Or turn deletion protection off in an apply of its own: then replacing it is an outage of minutes.",
    },
  ];
}

function endpointService(planned: PlannedResource, network: Network): Refusal[] {
  const arn = text(planned.before?.values.arn);
  if (!isGone(planned) || arn === undefined) return [];
  const services = network.plan.before.filter(
    ({ type, values }) => type === "aws_vpc_endpoint_service" && list(values.network_load_balancer_arns).includes(arn),
  );
  const stillUses = (service: TerraformResource): boolean => {
    const { after, unknown = [] } = network.planned(service) ?? {};
    const argument = "network_load_balancer_arns";
    return after !== undefined && (unknown.includes(argument) || list(after.values[argument]).includes(arn));
  };
  return services.filter(stillUses).map((service) => ({
    what: `AWS refuses to delete the load balancer, because ${service.address} uses it (ResourceInUse).`,
    leaves: "Its listeners are already gone: all forwards stay down until the next apply.",
    resource: planned.address,
    instead: "Give the endpoint service another load balancer first.",
  }));
}

function sameName(planned: PlannedResource): Refusal[] {
  const [old, next] = [planned.before, planned.after].map((side) => text(side?.values.name));
  if (planned.action !== "replace" || !planned.createsFirst || old === undefined || old !== next) return [];
  return [
    {
      what: `AWS refuses to create the new load balancer, because the old one has the same name, ${nameText(planned.before)}.`,
      leaves: "Nothing has changed.",
      resource: planned.address,
      instead: "Remove create_before_destroy, or use another name.",
    },
  ];
}

function staticAddresses({ action, before, after, address }: PlannedResource): Refusal[] {
  if (action !== "update") return [];
  const [old, next] = [mappings(before), mappings(after)];
  const changed = [...old].filter(
    ([subnet, mapping]) => next.has(subnet) && !isDeepStrictEqual(mapping, next.get(subnet)),
  );
  return changed.map(([subnet]) => ({
    what: `AWS can't change the static address in ${before && isSensitive(before, "subnet_mapping") ? "a subnet" : subnet}.`,
    leaves: "The load balancer is as before. Other changes of this apply may be done.",
    resource: address,
    instead: BESIDE,
  }));
}

const STATIC = ["private_ipv4_address", "allocation_id", "ipv6_address"];

/** Returns the static addresses of each subnet that a plan knows. */
function mappings(resource: TerraformResource | undefined): Map<string, Json[]> {
  const all = list(resource?.values.subnet_mapping).filter(isObject);
  return new Map(
    all.flatMap((mapping) => {
      const subnet = text(mapping.subnet_id);
      return subnet === undefined ? [] : [[subnet, STATIC.map((name) => text(mapping[name]) ?? null)] as const];
    }),
  );
}

/** The provider plans an update if it doesn't know the first security group yet. */
function firstGroup({ action, before, unknown, address }: PlannedResource): Refusal[] {
  const had = list(before?.values.security_groups).length > 0;
  if (action !== "update" || had || !unknown.includes("security_groups")) return [];
  return [
    {
      what: "The load balancer has no security group, and its first one is known only after the apply. Terraform then fails with 'Provider produced inconsistent final plan', because AWS can't add the first group.",
      leaves: "The load balancer is as before. The security group and its rules exist.",
      resource: address,
      instead: `${BESIDE} Or apply again, which replaces the load balancer.`,
    },
  ];
}

/** A security group that is deleted, or replaced, while the load balancer still has it. */
function groupInUse(planned: PlannedResource, network: Network, { before, after }: PlannedLoadBalancer): Refusal[] {
  if (isGone(planned) || !planned.after) return [];
  const kept = new Set((after?.securityGroups ?? []).map(({ id }) => network.groupKey(id)));
  return (before?.securityGroups ?? [])
    .map(({ resource }) => network.planned(resource))
    .filter((group) => group !== undefined)
    .filter((group) => isGone(group) && !group.createsFirst && kept.has(group.address))
    .map(({ address }) => ({
      what: `AWS refuses to delete ${address}, because the load balancer still has it (DependencyViolation).`,
      leaves: "Its rules are already gone: no client can open a new connection until the next apply.",
      resource: address,
      instead:
        "Keep the group, or replace it with create_before_destroy. To take off the last one, set security_groups = [], which replaces the load balancer.",
    }));
}

function targetGroupInUse(group: PlannedResource, listener: PlannedResource): Refusal {
  return {
    what: `AWS refuses to delete ${group.address}, because ${listener.address} uses it (ResourceInUse).`,
    leaves: "Its targets are already deregistered: the forward has no target until the next apply.",
    resource: group.address,
    instead: "Replace the listener in the same apply, with replace_triggered_by.",
  };
}

function sameTargetGroupName({ action, createsFirst, before, after, address }: PlannedResource): Refusal[] {
  const [old, next] = [before, after].map((side) => text(side?.values.name));
  if (action !== "replace" || !createsFirst || old === undefined || old !== next) return [];
  return [
    {
      what: `AWS refuses to create the new target group, because the old one has the same name, ${nameText(before)}.`,
      leaves: "The forward is as before.",
      resource: address,
      instead: "Use name_prefix, or another name.",
    },
  ];
}

function secondListener({ action, createsFirst, before, after, address }: PlannedResource): Refusal[] {
  const [old, next] = [before, after].map((side) => number(side?.values.port));
  if (action !== "replace" || !createsFirst || old !== next) return [];
  return [
    {
      what: `AWS refuses to create the new listener, because the old one has the same port, ${old ?? ""} (DuplicateListener).`,
      leaves: "The listener is as before.",
      resource: address,
      instead: "Remove create_before_destroy from the listener.",
    },
  ];
}

function otherListeners(network: Network, { listenerPort, after, others }: PlannedForward): Refusal[] {
  const listeners = [after, ...others]
    .map((side) => network.planned(side?.listener))
    .filter((one) => one !== undefined);
  const isNew = ({ action, changed }: PlannedResource): boolean => action === "create" || changed.includes("port");
  const created = listeners.filter(isNew).at(-1);
  if (others.length === 0 || !created) return [];
  return [
    {
      what: `AWS refuses a second listener on port ${listenerPort} (DuplicateListener): ${listeners.map(({ address }) => address).join(", ")}.`,
      leaves: "Only one of them is on the load balancer.",
      resource: created.address,
      instead: "Keep one of them. For TCP and UDP on the same port, give it the protocol TCP_UDP.",
    },
  ];
}

/** The provider sends the SSL policy, too, which AWS refuses for TCP. */
function tlsToTcp({ action, before, after, address }: PlannedResource): Refusal[] {
  const [old, next] = [before, after].map((side) => text(side?.values.protocol));
  if (action !== "update" || old !== "TLS" || next === "TLS" || next === undefined) return [];
  return [
    {
      what: `AWS refuses to change the listener from TLS to ${next} in place, because provider 5.100 also sends the SSL policy.`,
      leaves: "The listener is as before.",
      resource: address,
      instead: "Replace the listener, for example with terraform apply -replace, or add a row on another port.",
    },
  ];
}
