import { parseAddress } from "../parsed";
import type { Cause } from "../cause";
import { type Finding, through } from "../finding";
import { type Pair, type Situation, socket } from "../situation";

/** `external` of a row contradicts the VPC's blocks of addresses: AWS refuses such a target, or sends its packets astray. */
export const externalMismatch: Cause = {
  id: "external-mismatch",
  explains: ["target-missing", "target-health", "target-absent"],
  find: (situation) =>
    situation.pairs.flatMap((pair) => {
      const registered = new Map((pair.targetGroup?.targets ?? []).map((target) => [socket(target), target]));
      return (pair.row?.targets ?? []).flatMap((target) => {
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
        : `it is not external, but ${vpc.id} (${blocks}) does not contain it`,
      expected: external ? "a target in the VPC without external" : "external: true for a target outside the VPC",
      fix: {
        advice: external
          ? "remove external: true from the row, and apply"
          : "set external: true on the row, or correct its targetIp, and apply",
      },
      concerns: [through(pair, target)],
    },
  ];
}
