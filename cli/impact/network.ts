import { type CidrBlock, parseCidr } from "../../src/private/addresses";
import { grouped } from "../inventory/grouped";
import { isObject, type Json, list, number, text } from "../inventory/json";
import { type LinkedForward, type LinkedLoadBalancer, linkedLoadBalancers } from "../inventory/linked";
import { Links } from "../inventory/links";
import { type Rule, RulesByGroup, securityGroupRules } from "../inventory/security-group-rules";
import type { TerraformResource } from "../inventory/terraform-resource";
import { HostFunctions } from "./host-function";
import type { Plan, PlannedResource } from "./plan";

const GROUP_TYPES: ReadonlySet<string> = new Set(["aws_security_group", "aws_default_security_group"]);

/** A load balancer before and after the apply. */
export interface PlannedLoadBalancer {
  readonly name: string;
  /** Undefined if the load balancer isn't in the plan, but its listeners are. */
  readonly planned: PlannedResource | undefined;
  readonly before: LinkedLoadBalancer | undefined;
  readonly after: LinkedLoadBalancer | undefined;
  /** By ascending port. */
  readonly forwards: readonly PlannedForward[];
}

/** The listener on a port of a load balancer, before and after the apply. */
export interface PlannedForward {
  readonly listenerPort: number;
  readonly before: LinkedForward | undefined;
  readonly after: LinkedForward | undefined;
  /** More listeners on the port after the apply. */
  readonly others: readonly LinkedForward[];
}

/** The load balancers, listeners, target groups and security group rules of a plan, before and after the apply. */
export class Network {
  public readonly loadBalancers: readonly PlannedLoadBalancer[];
  /** Rules before and after the apply. `group` and `peer` are Terraform addresses if the groups are in the plan. */
  public readonly rules: { readonly before: RulesByGroup; readonly after: RulesByGroup };
  private readonly byResource = new Map<TerraformResource, PlannedResource>();
  private readonly groupKeys = new Map<string, string>();
  /** ARNs of target groups in which something other than an attachment registers targets after the apply. */
  public readonly registered: ReadonlySet<string>;
  /** What no longer registers targets in a target group, by its ARN. */
  public readonly lostRegistrars: ReadonlyMap<string, readonly PlannedResource[]>;
  /** IDs of prefix lists whose entries change. */
  public readonly changedPrefixLists: ReadonlySet<string>;
  /** Resources that remove rules of a security group that they don't list, by the group's key. */
  public readonly exclusive: ReadonlyMap<string, readonly PlannedResource[]>;
  /** The functions that register the addresses of hosts. */
  public readonly hostFunctions: HostFunctions;
  private readonly groups = new Map<string, PlannedResource>();
  private readonly blocks = new Map<string, CidrBlock | undefined>();
  private readonly links: Links[] = [];

  public constructor(public readonly plan: Plan) {
    for (const planned of plan.resources) {
      for (const side of [planned.before, planned.after]) if (side) this.byResource.set(side, planned);
    }
    const before = new Links(plan.before);
    this.links.push(before);
    // If Terraform doesn't know a reference yet, it refers to the same resource as before.
    const otherwise = (from: TerraformResource, attribute: string, type: string): TerraformResource | undefined => {
      const former = this.planned(from)?.before;
      const found = former && this.planned(before.find(former, attribute, type))?.after;
      return found && isNew(found) ? found : undefined;
    };
    // A reference is unknown only if the ID of what it refers to is.
    const isNew = ({ values }: TerraformResource): boolean =>
      text(values.id) === undefined && text(values.arn) === undefined;
    const after = new Links(plan.after, otherwise, isNew);
    this.links.push(after);
    for (const planned of plan.resources) {
      const { address, type, before: old, after: next } = planned;
      if (!GROUP_TYPES.has(type)) continue;
      this.groups.set(address, planned);
      for (const id of [old?.values.id, old?.address, next?.values.id, next?.address].map(text)) {
        if (id !== undefined) this.groupKeys.set(id, address);
      }
    }
    this.registered = new Set(plan.after.flatMap(registeredGroups));
    this.lostRegistrars = grouped(plan.resources, lostGroups);
    this.changedPrefixLists = new Set(plan.resources.flatMap(prefixListIds));
    this.exclusive = grouped(plan.resources.filter(mayRemoveRules), ({ after: next }) => [
      this.groupKey(text(next?.values.security_group_id) ?? ""),
    ]);
    this.hostFunctions = new HostFunctions(this);
    this.loadBalancers = this.paired(linkedLoadBalancers(before), linkedLoadBalancers(after));
    this.rules = this.withoutCopies(securityGroupRules(before), securityGroupRules(after));
  }

  /** Returns what the plan does to a resource from either side. */
  public planned(resource: TerraformResource | undefined): PlannedResource | undefined {
    return resource && this.byResource.get(resource);
  }

  /** Returns what the plan does to a security group, by its key. */
  public group(key: string): PlannedResource | undefined {
    return this.groups.get(key);
  }

  /** Parses a CIDR block. Returns undefined for anything else. */
  public block(text: string): CidrBlock | undefined {
    if (!this.blocks.has(text)) this.blocks.set(text, parseCidr(text));
    return this.blocks.get(text);
  }

  /** Returns the target group of an attachment, if it is in the plan. */
  public targetGroupOf(attachment: TerraformResource): TerraformResource | undefined {
    return this.found(attachment, "target_group_arn", "aws_lb_target_group");
  }

  /** Returns the load balancer of a listener, if it is in the plan. */
  public loadBalancerOf(listener: TerraformResource): TerraformResource | undefined {
    return this.found(listener, "load_balancer_arn", "aws_lb");
  }

  /** Returns the resource to which an attribute refers, if it is in the plan. */
  public found(from: TerraformResource, attribute: string, type: string): TerraformResource | undefined {
    return this.links.map((links) => links.find(from, attribute, type)).find((resource) => resource !== undefined);
  }

  /** Returns the Terraform address of a security group, or the ID if the group isn't in the plan. */
  public groupKey(id: string): string {
    return this.groupKeys.get(id) ?? id;
  }

  private paired(
    before: readonly LinkedLoadBalancer[],
    after: readonly LinkedLoadBalancer[],
  ): readonly PlannedLoadBalancer[] {
    const keyOf = ({ resource, arn = "" }: LinkedLoadBalancer): string => this.planned(resource)?.address ?? arn;
    const pairs = new Map<string, { before?: LinkedLoadBalancer; after?: LinkedLoadBalancer }>();
    for (const one of before) pairs.set(keyOf(one), { before: one });
    for (const one of after) pairs.set(keyOf(one), { ...pairs.get(keyOf(one)), after: one });
    return [...pairs].map(([key, { before: old, after: next }]) => ({
      name: nameOf(old) ?? nameOf(next) ?? key,
      planned: this.planned(old?.resource ?? next?.resource),
      before: old,
      after: next,
      forwards: this.forwardsOf(old, next),
    }));
  }

  private forwardsOf(before: LinkedLoadBalancer | undefined, after: LinkedLoadBalancer | undefined): PlannedForward[] {
    const [old, next] = [before, after].map((side) =>
      grouped(side?.forwards ?? [], ({ listener }) => [this.portOf(listener)]),
    );
    const ports = [...new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])])];
    return ports
      .sort((one, other) => one - other)
      .map((listenerPort) => {
        const former = old?.get(listenerPort)?.[0];
        const all = next?.get(listenerPort) ?? [];
        const after = all.find(({ listener }) => this.planned(listener) === this.planned(former?.listener)) ?? all[0];
        const isKnown = all.every(({ listener }) => number(listener.values.port) !== undefined);
        const others = isKnown ? all.filter((other) => other !== after) : [];
        return { listenerPort, before: former, after, others };
      });
  }

  /** Returns a listener's port. If Terraform doesn't know it yet, returns the one before. */
  private portOf(listener: TerraformResource): number {
    return number(listener.values.port) ?? number(this.planned(listener)?.before?.values.port) ?? 0;
  }

  /**
   * Returns the rules, without those in the arguments of groups that have rule resources: there, the arguments are copies of
   * what AWS has.
   */
  private withoutCopies(before: readonly Rule[], after: readonly Rule[]): Network["rules"] {
    const [old, next] = [before, after].map((side) =>
      side.map((rule) => ({
        ...rule,
        group: this.groupKey(rule.group),
        peer: rule.peer === undefined ? undefined : this.groupKey(rule.peer),
      })),
    );
    const isOwn = ({ resource }: Rule): boolean => GROUP_TYPES.has(resource.type);
    const keyOf = ({ group, direction }: Rule): string => `${direction} ${group}`;
    const separate = new Set([...(old ?? []), ...(next ?? [])].filter((rule) => !isOwn(rule)).map(keyOf));
    const isCopy = (rule: Rule): boolean =>
      isOwn(rule) &&
      separate.has(keyOf(rule)) &&
      this.planned(rule.resource)?.changed.includes(rule.direction) !== true;
    const own = (side: readonly Rule[] = []): Rule[] => side.filter((rule) => !isCopy(rule));
    return { before: new RulesByGroup(own(old)), after: new RulesByGroup(own(next)) };
  }
}

/** Returns the ARNs of the target groups in which a resource no longer registers targets. */
function lostGroups({ action, before, after }: PlannedResource): string[] {
  if (!before || action === "none") return [];
  const kept = after && action !== "replace" ? registeredGroups(after) : [];
  return registeredGroups(before).filter((arn) => !kept.includes(arn));
}

/** Returns the ARNs of the target groups in which a resource registers targets, other than an attachment. */
function registeredGroups({ type, values }: TerraformResource): string[] {
  const arns: readonly (Json | undefined)[] =
    type === "aws_autoscaling_attachment"
      ? [values.lb_target_group_arn]
      : type === "aws_autoscaling_group"
        ? list(values.target_group_arns)
        : type === "aws_ecs_service"
          ? list(values.load_balancer).map((each) => (isObject(each) ? each.target_group_arn : undefined))
          : [];
  return arns.map(text).filter((arn) => arn !== undefined);
}

/** Returns the ID of the prefix list from which a change of a resource may remove entries, if any. */
function prefixListIds({ type, action, before, changed }: PlannedResource): string[] {
  if (action === "none" || action === "create" || action === "forget") return [];
  if (type === "aws_ec2_managed_prefix_list" && (action !== "update" || changed.includes("entry"))) {
    return [text(before?.values.id) ?? ""];
  }
  return type === "aws_ec2_managed_prefix_list_entry" ? [text(before?.values.prefix_list_id) ?? ""] : [];
}

/** Whether a resource may remove rules of a security group that aren't in the plan. */
function mayRemoveRules({ type, action, before, after }: PlannedResource): boolean {
  if (type !== "aws_vpc_security_group_rules_exclusive" || !after || action === "none" || action === "forget")
    return false;
  return ["ingress_rule_ids", "egress_rule_ids"].some((argument) => {
    const [old, next] = [before, after].map((side) => list(side?.values[argument]));
    const isLess = old?.some((id) => next?.includes(id) !== true) === true;
    return action !== "update" || isLess;
  });
}

function nameOf(loadBalancer: LinkedLoadBalancer | undefined): string | undefined {
  const [, name] = /:loadbalancer\/net\/([^/]+)\//.exec(loadBalancer?.arn ?? "") ?? [];
  return text(loadBalancer?.resource?.values.name) ?? name;
}
