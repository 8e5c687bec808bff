import { canonical, CidrBlocks } from "./addresses";
import type { TargetGroup } from "./event";
import type { Answers } from "./names";
import { keyOf, type Target } from "./target";

/** What the names of a target group say about its targets. */
export interface Wanted {
  readonly targets: readonly Target[];
  /** Addresses that AWS doesn't accept as targets, each with its name. */
  readonly refused: readonly Pick<Target, "name" | "address">[];
  /** Names with addresses, but without one that AWS accepts. */
  readonly unusable: readonly string[];
  /** Whether every name has a target. */
  readonly complete: boolean;
  /** Ports of the hosts. */
  readonly ports: ReadonlySet<number>;
}

/**
 * Blocks that AWS accepts targets from, besides the VPC's own. For IPv6, these are unique local and global unicast
 * addresses.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-type
 */
const ACCEPTED = new CidrBlocks(
  "10.0.0.0/8",
  "100.64.0.0/10",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "fc00::/7",
  "2000::/3",
);

/**
 * Unspecified, loopback, link-local, multicast, reserved and IPv4-mapped addresses. They aren't accepted even if
 * `vpcCidrBlocks` is wrong.
 */
const NEVER_ACCEPTED = new CidrBlocks(
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/3",
  "::/8",
  "fe80::/10",
  "ff00::/8",
);

/** Returns the targets that a group's names resolve to now. */
export function wantedTargets(group: TargetGroup, answers: Answers, vpcBlocks: CidrBlocks): Wanted {
  const targets = new Map<string, Target>();
  const refused: Pick<Target, "name" | "address">[] = [];
  const resolved = answers[group.family];
  const usable = new Set<string>();
  for (const { name, port, external } of group.hosts) {
    for (const address of resolved.get(name)?.addresses ?? []) {
      if (!isAccepted(address, vpcBlocks)) {
        refused.push({ name, address });
        continue;
      }
      usable.add(name);
      const isOutside = vpcBlocks.knows(group.family) && !vpcBlocks.contains(address);
      const target = { address: canonical(address), port, external: external ?? isOutside, name };
      if (!targets.has(keyOf(target))) targets.set(keyOf(target), target);
    }
  }
  const names = [...new Set(group.hosts.map(({ name }) => name))];
  return {
    targets: [...targets.values()],
    refused,
    unusable: names.filter((name) => resolved.get(name)?.addresses !== undefined && !usable.has(name)),
    complete: names.every((name) => usable.has(name)),
    ports: new Set(group.hosts.map(({ port }) => port)),
  };
}

function isAccepted(address: string, vpcBlocks: CidrBlocks): boolean {
  return !NEVER_ACCEPTED.contains(address) && (ACCEPTED.contains(address) || vpcBlocks.contains(address));
}
