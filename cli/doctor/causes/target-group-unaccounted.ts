import type { Cause } from "../cause";
import { forward } from "../finding";
import type { Situation } from "../situation";

/** A target group of the list's kind of names is there that no listener forwards to. */
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
        expected: "only target groups that a row of the list has",
        fix: {
          advice: "put its row into the list (importFrom takes it over), or delete it",
          commands: [`aws elbv2 delete-target-group --target-group-arn ${arn}`],
        },
        harmless: true,
        concerns: [forward({ listenerPort: isOwn(name) ?? 0 })],
      }));
  },
};

/** Of a name that no row has, the port that it is made of, where it is made as those of the list are: `example-tg-10022`. */
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
