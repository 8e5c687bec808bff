import { text } from "../inventory/json";
import type { LinkedForward } from "../inventory/linked";
import type { TerraformResource } from "../inventory/terraform-resource";
import type { Cause, Refusal } from "./cause";
import { certificateCauses } from "./causes/certificates";
import { clientCauses } from "./causes/clients";
import { hostCauses } from "./causes/hosts";
import { listenerCauses } from "./causes/listener";
import { loadBalancerCauses } from "./causes/load-balancer";
import { reachabilityCauses } from "./causes/reachability";
import { targetGroupCauses } from "./causes/target-group";
import { targetCauses } from "./causes/targets";
import { Network, type PlannedForward, type PlannedLoadBalancer } from "./network";
import type { Action, Plan } from "./plan";
import { refusalsOf } from "./refusals";
import { groupsOf, isSensitive, nameText, servedGroups, type Situation, targetTexts } from "./situation";
import { type Verdict, VERDICTS, worst } from "./verdict";

/** What a plan does to a load balancer and its forwards. */
export interface LoadBalancerImpact {
  readonly name: string;
  readonly verdict: Verdict;
  /** Changes that concern all forwards. */
  readonly causes: readonly Cause[];
  readonly refusals: readonly Refusal[];
  readonly forwards: readonly ForwardImpact[];
}

export interface ForwardImpact {
  readonly listenerPort: number;
  readonly protocol: string;
  /** Name of its target group. Undefined if the group isn't in the plan, or the plan doesn't say which one it is. */
  readonly targetGroup: string | undefined;
  readonly targets: readonly string[];
  readonly verdict: Verdict;
  /** Its own causes, the worst first. Those of the load balancer concern it, too. */
  readonly causes: readonly Cause[];
}

export interface Impact {
  readonly loadBalancers: readonly LoadBalancerImpact[];
  /** Whether planning failed, so that Terraform can't apply the plan. */
  readonly errored: boolean;
  readonly notes: readonly string[];
}

/** Returns what a plan does to each forward. Takes time linear in the size of the plan. */
export function impactOf(plan: Plan): Impact {
  const network = new Network(plan);
  const loadBalancers = network.loadBalancers.map((loadBalancer) => impactOn(network, loadBalancer));
  return { loadBalancers, errored: plan.errored, notes: [...plan.notes, ...unexplained(network)] };
}

const CAUSES: readonly ((situation: Situation) => Cause[])[] = [
  listenerCauses,
  targetGroupCauses,
  targetCauses,
  hostCauses,
  clientCauses,
  reachabilityCauses,
  certificateCauses,
];

function impactOn(network: Network, loadBalancer: PlannedLoadBalancer): LoadBalancerImpact {
  const causes = loadBalancerCauses(loadBalancer);
  const groups = groupsOf(network, loadBalancer);
  const served = servedGroups(network, loadBalancer);
  const isEnding = loadBalancer.planned?.action === "replace" || loadBalancer.planned?.action === "delete";
  const forwards = loadBalancer.forwards.map((forward): ForwardImpact => {
    const situation = { network, loadBalancer, groups, served, forward };
    const own = isEnding && forward.before ? [] : CAUSES.flatMap((causesOf) => causesOf(situation));
    const sorted = own.sort((one, other) => VERDICTS.indexOf(other.verdict) - VERDICTS.indexOf(one.verdict));
    const shared = forward.before ? causes : [];
    return {
      ...shownForward(forward),
      verdict: worst([...sorted, ...shared].map(({ verdict }) => verdict)),
      causes: sorted,
    };
  });
  const { planned } = loadBalancer;
  const named = planned?.before ?? planned?.after;
  const name = named && isSensitive(named, "name") ? named.address : loadBalancer.name;
  const verdict = worst([...causes, ...forwards].map((one) => one.verdict));
  return { name, verdict, causes, refusals: refusalsOf(network, loadBalancer), forwards };
}

function shownForward({
  listenerPort,
  before,
  after,
}: PlannedForward): Pick<ForwardImpact, "listenerPort" | "protocol" | "targetGroup" | "targets"> {
  const shown = before ?? after;
  const protocol = text(shown?.listener.values.protocol) ?? "TCP";
  const groups = (shown?.targetGroups ?? []).flatMap(({ resource }) => (resource ? [nameText(resource)] : []));
  const targetGroup = groups.length > 0 ? groups.join(", ") : undefined;
  return {
    listenerPort,
    protocol,
    targetGroup,
    targets: shown ? [...new Set(targetTexts(shown))] : [],
  };
}

const DONE: Readonly<Partial<Record<Action, string>>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  forget: "removed from the state",
};

/** Returns a sentence for each listener, target group and target that changes, but belongs to no forward in the plan. */
function unexplained(network: Network): string[] {
  const explained = new Set(
    network.loadBalancers.flatMap(({ forwards }) =>
      forwards.flatMap(({ before, after }) => [before, after].flatMap((side) => (side ? partsOf(side) : []))),
    ),
  );
  const others = network.plan.resources.filter(
    ({ action, before, after }) =>
      action !== "none" &&
      ![before, after].some((side) => side && explained.has(side)) &&
      mayForward(network, before ?? after),
  );
  return others.map(
    ({ address, action }) =>
      `${address} is ${DONE[action] ?? action}, but the plan doesn't show a listener of a Network Load Balancer that uses it.`,
  );
}

function partsOf({ listener, targetGroups }: LinkedForward): readonly (TerraformResource | undefined)[] {
  return [listener, ...targetGroups.flatMap(({ resource, attachments }) => [resource, ...attachments])];
}

/** Whether a resource may belong to a forward of a Network Load Balancer, as far as the plan says. */
function mayForward(network: Network, resource: TerraformResource | undefined): boolean {
  if (!resource) return false;
  const { type, values } = resource;
  if (type === "aws_lb_target_group_attachment") {
    const group = network.targetGroupOf(resource);
    return group === undefined || mayForward(network, group);
  }
  if (type !== "aws_lb_target_group" && type !== "aws_lb_listener") return false;
  const loadBalancer = network.loadBalancerOf(resource);
  if (loadBalancer && loadBalancer.values.load_balancer_type !== "network") return false;
  return /^(TCP|UDP|TLS|QUIC|TCP_UDP|TCP_QUIC)$/.test(text(values.protocol) ?? "");
}
