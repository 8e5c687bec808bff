import { type Host, hostsOf } from "../inventory/hosts";
import { number, text } from "../inventory/json";
import type { LinkedForward } from "../inventory/linked";
import { type Direction, RulesByPort, type Transport } from "../inventory/security-group-rules";
import { at, type TerraformResource } from "../inventory/terraform-resource";
import { socketText } from "../../echo/socket-text";
import { targetText as targetName } from "../../src/private/targets";
import type { Network, PlannedForward, PlannedLoadBalancer } from "./network";
import type { PlannedResource } from "./plan";

/** Something before and after the apply. */
export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** What the causes of a forward's verdict look at. */
export interface Situation {
  readonly network: Network;
  readonly loadBalancer: PlannedLoadBalancer;
  readonly groups: LoadBalancerGroups;
  /** Target groups that a listener of the load balancer uses before the apply: AWS checks their targets. */
  readonly served: ReadonlySet<PlannedResource | undefined>;
  readonly forward: PlannedForward;
}

/** The security groups of a load balancer, and the rules that concern it. */
export interface LoadBalancerGroups {
  /** Terraform addresses, or IDs of groups that aren't in the plan. */
  readonly keys: Sides<ReadonlySet<string>>;
  /** Groups that are in the plan. */
  readonly managed: ReadonlySet<string>;
  /** Whether it has groups after the apply whose rules aren't in the plan. */
  readonly hasForeign: boolean;
  /** Clients that its groups admit. */
  readonly ingress: Sides<RulesByPort>;
  /** Destinations that its groups allow. */
  readonly egress: Sides<RulesByPort>;
  /** Whether its groups have outbound rules in the plan. */
  readonly hasEgress: boolean;
  /** Rules of other groups that admit it. */
  readonly admitting: Sides<RulesByPort>;
}

/** Returns the target groups that a listener of the load balancer uses before the apply. */
export function servedGroups(
  network: Network,
  { forwards }: PlannedLoadBalancer,
): ReadonlySet<PlannedResource | undefined> {
  const groups = forwards.flatMap(({ before }) => before?.targetGroups ?? []);
  return new Set(groups.map(({ resource }) => network.planned(resource)));
}

export function groupsOf(network: Network, { before, after }: PlannedLoadBalancer): LoadBalancerGroups {
  const [old, next] = [before, after].map((side) => side?.securityGroups ?? []);
  const keysOf = (groups: typeof old = []): ReadonlySet<string> =>
    new Set(groups.map(({ id }) => network.groupKey(id)));
  const keys = { before: keysOf(old), after: keysOf(next) };
  const inPlan = [...(old ?? []), ...(next ?? [])].filter(({ resource }) => resource);
  const managed = new Set(inPlan.map(({ id }) => network.groupKey(id)));
  const { rules } = network;
  const sides = (direction: Direction): Sides<RulesByPort> => ({
    before: new RulesByPort(rules.before.of(keys.before, direction)),
    after: new RulesByPort(rules.after.of(keys.after, direction)),
  });
  const admitting = (side: keyof Sides<unknown>): RulesByPort =>
    new RulesByPort(rules[side].admitting(keys[side]).filter(({ group }) => !keys[side].has(group)));
  return {
    keys,
    managed,
    hasForeign: [...keys.after].some((key) => !managed.has(key)),
    ingress: sides("ingress"),
    egress: sides("egress"),
    hasEgress: [rules.before, rules.after].some((side) => side.of(keys.after, "egress").length > 0),
    admitting: { before: admitting("before"), after: admitting("after") },
  };
}

/** Returns the transport protocols of a listener or target group. */
export function transportsOf(resource: TerraformResource | undefined): Transport[] {
  const protocol = text(resource?.values.protocol) ?? "TCP";
  if (protocol.startsWith("TCP_")) return ["tcp", "udp"];
  return protocol === "UDP" || protocol === "QUIC" ? ["udp"] : ["tcp"];
}

/** A target as Terraform plans it. */
export interface PlannedTarget {
  readonly attachment: TerraformResource;
  /** Undefined if the target group isn't in the plan. */
  readonly targetGroup: TerraformResource | undefined;
  /** IP address. Undefined if Terraform doesn't know it yet. */
  readonly ip: string | undefined;
  readonly port: number | undefined;
}

export function targetsOf({ targetGroups }: LinkedForward): PlannedTarget[] {
  return targetGroups.flatMap(({ resource: targetGroup, attachments }) =>
    attachments.map((attachment) => ({
      attachment,
      targetGroup,
      ip: text(attachment.values.target_id),
      port: number(attachment.values.port) ?? number(targetGroup?.values.port),
    })),
  );
}

/** Returns `172.31.129.10:22`. Never returns a sensitive value. */
export function targetText({ attachment, targetGroup, ip, port }: PlannedTarget): string {
  const hidesPort = [attachment, targetGroup].some((resource) => resource && isSensitive(resource, "port"));
  if (hidesPort || isSensitive(attachment, "target_id")) return "(sensitive value)";
  return ip === undefined ? "(known after apply)" : socketText(targetName(ip), port ?? "?");
}

/** Returns the targets of a forward: addresses, or names of hosts. */
export function targetTexts(forward: LinkedForward): string[] {
  const hosts = forward.targetGroups.flatMap(({ hosts: shown }) => {
    if (!shown) return [];
    if (isSensitive(shown, "input")) return ["(sensitive value)"];
    const known = hostsOf(shown);
    return known ? hostTexts(known) : ["(known after apply)"];
  });
  return [...targetsOf(forward).map(targetText), ...hosts];
}

/** Returns `db.example.internal:5432` for each host. */
export function hostTexts(hosts: readonly Host[]): string[] {
  return hosts.map(({ name, port }) => socketText(name, port));
}

/** Returns the name of a resource. Never returns a sensitive value. */
export function nameText(resource: TerraformResource | undefined): string {
  if (!resource) return "";
  return isSensitive(resource, "name") ? resource.address : (text(resource.values.name) ?? resource.address);
}

/** Whether any part of an argument is sensitive. */
export function isSensitive({ sensitive = null }: TerraformResource, argument: string): boolean {
  const marked = at(sensitive, argument);
  return marked !== undefined && marked !== false && JSON.stringify(marked).includes("true");
}

/** Returns how long a new target takes to pass its health checks, in seconds. */
export function healthySeconds(targetGroup: TerraformResource | undefined): number {
  const check = at(targetGroup?.values, "health_check");
  const threshold = number(at(check, "healthy_threshold")) ?? 5;
  const interval = number(at(check, "interval")) ?? 30;
  return threshold * interval;
}
