import { parseAddress } from "../parsed";
import type { Cause } from "../cause";
import { type Finding, through } from "../finding";
import { isToHosts, listedTargets, type Pair, served, type Situation, socket } from "../situation";

/** A target's `external` contradicts the VPC's CIDR blocks. AWS rejects such a target, or routes its packets wrongly. */
export const externalMismatch: Cause = {
  id: "external-mismatch",
  explains: ["target-missing", "target-health", "target-absent"],
  find: (situation) =>
    situation.pairs.flatMap((pair) => {
      const registered = new Map((pair.targetGroup?.targets ?? []).map((target) => [socket(target), target]));
      if (!pair.row) return [];
      // The function registers what its names resolve to. Any of that may be outside the VPC.
      if (isToHosts(pair.row)) {
        return served(pair.targetGroup).flatMap((target) => mismatch(situation, pair, target, target.zone === "all"));
      }
      return listedTargets(pair.row).flatMap((target) => {
        const { zone } = registered.get(socket(target)) ?? {};
        const external = zone === undefined ? target.external : zone === "all";
        return external === undefined ? [] : mismatch(situation, pair, target, external);
      });
    }),
};

function mismatch(
  { network, facts, vpcId }: Situation,
  pair: Pair,
  target: { readonly ip: string; readonly port?: number },
  external: boolean,
): Finding[] {
  const vpc = facts.vpcs?.find(({ id }) => id === vpcId);
  if (!vpc || !parseAddress(target.ip)) return [];
  const block = network.blockOf(vpc.id, target.ip);
  if (external === (block === undefined)) return [];
  const blocks = vpc.cidrBlocks.join(", ");
  return [
    {
      subject: `target ${socket(target)}`,
      seen: external
        ? `it is external (Availability Zone "all"), but ${block ?? ""} of ${vpc.id} contains it`
        : `it isn't external, but ${vpc.id} (${blocks}) doesn't contain it`,
      expected: external ? "no external: true for a target in the VPC" : "external: true for a target outside the VPC",
      fix: {
        advice:
          pair.row && isToHosts(pair.row)
            ? "set vpcCidrBlocks to all blocks of the VPC, or correct the host's external, and apply"
            : external
              ? "remove external: true from the forward and apply"
              : "set external: true on the forward, or correct its targetIp, and apply",
      },
      concerns: [through(pair, target)],
    },
  ];
}
