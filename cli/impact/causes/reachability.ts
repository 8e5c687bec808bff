import { parseAddress } from "../../../src/private/addresses";
import { number } from "../../inventory/json";
import type { Rule, Transport } from "../../inventory/security-group-rules";
import { at } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { type Effect, EVENTS } from "../effects";
import type { Network } from "../network";
import { type PlannedTarget, type Situation, targetsOf, targetText, transportsOf } from "../situation";
import { allows, type Continuity, continuityOf } from "./continuity";

/** What a target must get from the load balancer. */
interface Flow {
  readonly target: PlannedTarget;
  readonly transport: Transport;
  readonly port: number;
}

/** Targets that the load balancer can't reach any more, for traffic or for health checks. */
export function reachabilityCauses(situation: Situation): Cause[] {
  const { forward, groups } = situation;
  const { before, after } = forward;
  if (!after || !before || groups.keys.after.size === 0) return [];
  const former = new Set(targetsOf(before).map(targetText));
  const causes = flowsOf(situation).flatMap((flow): Cause[] => {
    const wasThere = former.has(targetText(flow.target));
    return [...outboundCauses(situation, flow, wasThere), ...(wasThere ? admissionCauses(situation, flow) : [])];
  });
  return [...new Map(causes.map((cause) => [cause.change, cause])).values()];
}

function flowsOf({ forward: { after } }: Situation): Flow[] {
  return (after ? targetsOf(after) : []).flatMap((target) => {
    const { targetGroup, port } = target;
    const checked = number(at(targetGroup?.values, "health_check.port"));
    // Health checks are TCP, for UDP target groups, too.
    const transports = new Set<Transport>([
      ...transportsOf(targetGroup),
      ...(checked === undefined ? ["tcp" as const] : []),
    ]);
    const traffic = port === undefined ? [] : [...transports].map((transport) => ({ target, transport, port }));
    return [...traffic, ...(checked === undefined ? [] : [{ target, transport: "tcp" as const, port: checked }])];
  });
}

/** The load balancer's own rules that let it reach a target. */
function outboundCauses({ network, groups }: Situation, flow: Flow, wasThere: boolean): Cause[] {
  const { target, port } = flow;
  const old = groups.egress.before.for(port).filter((rule) => reaches(network, rule, flow) === true);
  const usable = groups.egress.after.for(port);
  const next = usable.filter((rule) => reaches(network, rule, flow) === true);
  const areOthers = groups.hasForeign || usable.some((rule) => reaches(network, rule, flow) === undefined);
  const [rule] = old;
  const what = targetText(target);
  if (!wasThere) {
    const isBlocked = next.length === 0 && !areOthers && groups.hasEgress;
    return isBlocked ? [notReachable(target, what, target.attachment.address)] : [];
  }
  if (!rule) return [];
  const { address } = rule.resource;
  switch (continuityOf(network, rule, next)) {
    case "kept":
      return [];
    case "lost":
      return [areOthers ? maybeNotReachable(what, address) : notReachable(target, what, address)];
    case "gap": {
      const clients = `the load balancer can't reach ${what} until the new rule is there, a few seconds`;
      return [{ ...EVENTS.outboundReplaced, change: `outbound rule for ${what} replaced`, clients, resource: address }];
    }
    case "moved":
      return [
        {
          ...EVENTS.outboundMoved,
          change: `outbound rule for ${what} at another Terraform address`,
          resource: address,
        },
      ];
  }
}

function maybeNotReachable(what: string, resource: string): Cause {
  const clients = `connections fail, unless another outbound rule or security group allows ${what}`;
  return { verdict: "unknown", change: `outbound rule for ${what} removed`, clients, resource };
}

function notReachable(target: PlannedTarget, what: string, resource: string): Cause {
  const clients = `the load balancer's security groups don't let it reach ${what}, so connections fail`;
  return { ...EVENTS.targetNotReachable, change: `no outbound rule for ${targetText(target)}`, clients, resource };
}

/** Whether a rule of the load balancer lets it reach a target. Undefined if the plan doesn't say. */
function reaches(network: Network, rule: Rule, { transport, target }: Flow): boolean | undefined {
  if (!allows(rule, transport)) return false;
  const [block, address] = [network.block(rule.peer ?? ""), parseAddress(target.ip)];
  if (!block) return undefined;
  return address ? block.contains(address) : block.prefix === 0 || undefined;
}

/** What happens to a rule in a target's own group that admits the load balancer. */
const ADMISSIONS: Readonly<Record<Exclude<Continuity, "kept">, { effect: Effect; change: string }>> = {
  lost: { effect: EVENTS.targetRuleRemoved, change: "removed" },
  gap: { effect: EVENTS.outboundReplaced, change: "replaced" },
  moved: { effect: EVENTS.outboundMoved, change: "at another Terraform address" },
};

/** Rules in the targets' own groups that admit the load balancer before or after the apply, but not both. */
function admissionCauses({ network, groups: { admitting } }: Situation, { target, transport, port }: Flow): Cause[] {
  const old = admitting.before.for(port).filter((rule) => allows(rule, transport));
  const next = admitting.after.for(port).filter((rule) => allows(rule, transport));
  const ofGroup = (rules: readonly Rule[], { group }: Rule): Rule[] => rules.filter((other) => other.group === group);
  return [
    ...old.flatMap((rule): Cause[] => {
      const continuity = continuityOf(network, rule, ofGroup(next, rule));
      if (continuity === "kept") return [];
      const { effect, change } = ADMISSIONS[continuity];
      const clients =
        continuity === "lost"
          ? `connections to ${targetText(target)} fail if no other rule admits the load balancer`
          : effect.clients;
      const { address } = rule.resource;
      return [{ ...effect, change: `rule in ${rule.group} for port ${port} ${change}`, clients, resource: address }];
    }),
    ...next
      .filter((rule) => ofGroup(old, rule).length === 0)
      .map(({ group, resource }) => ({
        ...EVENTS.targetRuleAdded,
        change: `rule in ${group} for port ${port} added`,
        resource: resource.address,
      })),
  ];
}
