import { parseAddress, parseCidr } from "../../../src/private/addresses";
import { number } from "../../inventory/json";
import type { Rule, Transport } from "../../inventory/security-group-rules";
import { at } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import { type PlannedTarget, type Situation, targetsOf, targetText, transportsOf } from "../situation";
import { allows } from "./clients";

/** What a target must get from the load balancer. */
interface Flow {
  readonly target: PlannedTarget;
  readonly transport: Transport;
  readonly port: number;
}

/** Targets that the load balancer can't reach any more, for traffic or for health checks. */
export function reachabilityCauses(situation: Situation): Cause[] {
  const { forward, groups, network } = situation;
  const { before, after } = forward;
  if (!after || !before || groups.keys.after.size === 0) return [];
  const flows = flowsOf(situation);
  const former = new Map(targetsOf(before).map((target) => [targetText(target), target]));
  const causes = flows.flatMap((flow): Cause[] => {
    const { target, port } = flow;
    const wasThere = former.has(targetText(target));
    const [old, next] = [groups.egress.before.for(port), groups.egress.after.for(port)];
    const isBlocked =
      [...groups.keys.after].every((key) => groups.managed.has(key)) &&
      !next.some((rule) => reaches(rule, flow)) &&
      (old.some((rule) => reaches(rule, flow)) || !wasThere) &&
      network.rules.after
        .concat(network.rules.before)
        .some(({ direction, group }) => direction === "egress" && groups.keys.after.has(group));
    const resource = target.attachment.address;
    const blocked = {
      ...EVENTS.targetNotReachable,
      change: `no outbound rule for ${targetText(target)}`,
      clients: `the load balancer's security groups don't let it reach ${targetText(target)} on port ${port}, so connections fail`,
      resource,
    };
    return [...(isBlocked ? [blocked] : []), ...(wasThere ? admissionCauses(situation, flow) : [])];
  });
  return [...new Map(causes.map((cause) => [cause.change, cause])).values()];
}

function flowsOf({ forward: { after } }: Situation): Flow[] {
  if (!after) return [];
  const { targetGroup } = after;
  const checked = number(at(targetGroup?.values, "health_check.port"));
  return targetsOf(after).flatMap((target) => {
    const traffic =
      target.port === undefined
        ? []
        : transportsOf(targetGroup).map((transport) => ({ target, transport, port: target.port ?? 0 }));
    return [...traffic, ...(checked === undefined ? [] : [{ target, transport: "tcp" as const, port: checked }])];
  });
}

/** Whether a rule of the load balancer lets it reach a target, or may do so. */
function reaches({ transport, peer, ...rule }: Rule, flow: Flow): boolean {
  if (!allows({ transport, peer, ...rule }, flow.transport)) return false;
  const [block, address] = [parseCidr(peer), parseAddress(flow.target.ip)];
  return !block || !address || block.contains(address);
}

/** Rules in the targets' own groups that admit the load balancer before or after the apply, but not both. */
function admissionCauses({ groups }: Situation, { target, transport, port }: Flow): Cause[] {
  const { before, after } = groups.admitting;
  const [old, next] = [before.for(port), after.for(port)].map((rules) =>
    rules.filter((rule) => allows(rule, transport)),
  );
  const without = (rules: readonly Rule[] = [], others: readonly Rule[] = []): Rule[] =>
    rules.filter(({ group }) => !others.some((other) => other.group === group));
  return [
    ...without(old, next).map(({ group, resource }) => ({
      ...EVENTS.targetRuleRemoved,
      change: `rule in ${group} for port ${port} removed`,
      clients: `connections to ${targetText(target)} fail if no other rule admits the load balancer`,
      resource: resource.address,
    })),
    ...without(next, old).map(({ group, resource }) => ({
      ...EVENTS.targetRuleAdded,
      change: `rule in ${group} for port ${port} added`,
      resource: resource.address,
    })),
  ];
}
