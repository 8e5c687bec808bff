import type { Host } from "../inventory/hosts";
import type { Forward } from "../inventory/inventory";
import { parseAddress } from "./parsed";
import type { HostTargetsFacts, TargetFacts } from "./facts";
import { normalized } from "./network";
import { type Pair, served, type Situation, socket } from "./situation";

// Forwards to hosts: what their names resolve to, and whether the function keeps their targets equal to that.

/** A forward to hosts, whose target group's targets could be read. */
export interface HostPair {
  readonly pair: Pair;
  readonly hosts: readonly ResolvedHost[];
  /** Registered targets that aren't draining. */
  readonly targets: readonly TargetFacts[];
  readonly groupName: string;
}

export interface ResolvedHost extends Host {
  /** Addresses of the target group's family. Undefined if the name doesn't resolve from here. */
  readonly addresses?: readonly string[];
  /** Why it doesn't resolve. Undefined if it does, or wasn't asked. */
  readonly reason?: string;
}

/** Returns the forwards to hosts that AWS has, without those whose targets couldn't be read. */
export function hostPairs({ pairs, facts }: Situation): HostPair[] {
  const names = new Map((facts.names ?? []).map((one) => [one.name, one]));
  return pairs.flatMap((pair) => {
    const { row, targetGroup } = pair;
    if (!row || !targetGroup?.targets) return [];
    const listed = hostsOf(row);
    if (listed.length === 0) return [];
    const kind = targetGroup.ipAddressType === "ipv6" ? "ipv6" : "ipv4";
    const hosts = listed.map((host): ResolvedHost => {
      const { addresses, reason } = names.get(host.name) ?? {};
      const own = addresses?.filter((ip) => parseAddress(ip)?.kind() === kind).map(normalized);
      if (own?.length === 0) return { ...host, reason: `no ${kind === "ipv6" ? "IPv6" : "IPv4"} address` };
      return { ...host, ...(own && { addresses: own }), ...(reason !== undefined && { reason }) };
    });
    return [{ pair, hosts, targets: served(targetGroup), groupName: targetGroup.name }];
  });
}

/** Returns the hosts of a forward whose ports are known. Empty if its targets aren't hosts. */
function hostsOf({ targets }: Forward): Host[] {
  return targets.flatMap(({ host, port }) => (host === undefined || port === undefined ? [] : [{ name: host, port }]));
}

/** Returns the addresses of a host that aren't registered. */
export function missingAddresses({ targets }: HostPair, { addresses = [], port }: ResolvedHost): string[] {
  const registered = new Set(targets.map(socket));
  return addresses.filter((ip) => !registered.has(socket({ ip, port })));
}

/** Returns the registered targets that no name has now. Empty unless all names resolve from here. */
export function formerTargets({ hosts, targets }: HostPair): TargetFacts[] {
  if (hosts.some(({ addresses }) => addresses === undefined)) return [];
  const current = new Set(hosts.flatMap(({ addresses = [], port }) => addresses.map((ip) => socket({ ip, port }))));
  return targets.filter((target) => !current.has(socket(target)));
}

/** Whether a forward lacks targets that it should have, as far as that can be seen from here. */
export function isOutdated(one: HostPair): boolean {
  return one.targets.length === 0 || one.hosts.some((host) => missingAddresses(one, host).length > 0);
}

/** How the function is doing. */
export interface Health {
  /** What is wrong, or what it does: `the function's last run failed`. */
  readonly text: string;
  /** Whether it doesn't keep targets current. */
  readonly broken: boolean;
  readonly advice: string;
  readonly commands?: readonly string[];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const WAY_TO_API = "a NAT gateway, or an interface endpoint of Elastic Load Balancing";

/** Minutes for which runs count. The longest interval between two runs is five minutes. */
export const RECENT_MINUTES = 10;

/** Returns how the function is doing. Undefined if its metrics couldn't be read. */
export function healthOf(facts: HostTargetsFacts | undefined): Health | undefined {
  if (!facts) return undefined;
  const { functionName, invocations, failed, unresolvedNames = 0 } = facts;
  const log = `read why in its log: aws logs tail /aws/lambda/${functionName} --since 15m`;
  if (invocations === 0) {
    return {
      text: `the function hasn't run in the last ${RECENT_MINUTES} minutes`,
      broken: true,
      advice:
        "wait if the list was applied a few minutes ago; or else enable the function's schedule, and apply the list if the function is missing",
      commands: [`aws events enable-rule --name ${functionName}`],
    };
  }
  if (failed) {
    return {
      text: "the function's last run failed",
      broken: true,
      advice: `${log}; if it can't reach AWS's API, give its subnets a way there: ${WAY_TO_API}`,
    };
  }
  if (unresolvedNames > 0) {
    const names = unresolvedNames === 1 ? "a name" : `${unresolvedNames} names`;
    return {
      text: `the function's last run couldn't resolve ${names}`,
      broken: true,
      advice: `${log}; then correct targetHost, or the hostTargets.nameServers that it asks`,
    };
  }
  return { text: "the function runs", broken: false, advice: "wait for the function's next run" };
}

/** Returns the finding's end that says how the function is doing, if that is known. */
export function because(health: Health | undefined): string {
  return health?.broken ? `: ${health.text}` : "";
}
