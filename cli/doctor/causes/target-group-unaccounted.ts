import type { Cause } from "../cause";
import { forward } from "../finding";
import type { Situation } from "../situation";

/** A target group is named like the list's target groups, but no listener forwards to it. */
export const targetGroupUnaccounted: Cause = {
  id: "target-group-unaccounted",
  explains: [],
  find: (situation) => {
    const { facts, loadBalancer } = situation;
    const isOwn = namedAlike(situation);
    return facts.targetGroups
      .filter(({ used, vpcId, name }) => !used && vpcId === loadBalancer?.vpcId && isOwn(name) !== undefined)
      .map(({ name, arn }) => ({
        subject: `target group ${name}`,
        seen: "no listener forwards to it",
        expected: "only target groups in the list",
        fix: {
          advice: "add its forward to the list (importFrom adopts it), or delete it",
          commands: [`aws elbv2 delete-target-group --target-group-arn ${arn}`],
        },
        harmless: true,
        concerns: [forward({ listenerPort: isOwn(name) ?? 0 })],
      }));
  },
};

/** Returns the port in a name such as `example-tg-10022`, if the list's names look like it but the list doesn't have it. */
function namedAlike({ pairs }: Situation): (name: string) => number | undefined {
  const named = new Set(pairs.map(({ row }) => row?.targetGroup));
  const prefixes = new Set(
    pairs.flatMap(({ row, listenerPort }) => {
      const { targetGroup = "" } = row ?? {};
      return targetGroup.endsWith(`-${listenerPort}`) ? [targetGroup.slice(0, -String(listenerPort).length)] : [];
    }),
  );
  return (name) => {
    const [, prefix = "", port = ""] = /^(.*-)(\d{1,5})$/.exec(name) ?? [];
    return prefixes.has(prefix) && !named.has(name) ? Number(port) : undefined;
  };
}
