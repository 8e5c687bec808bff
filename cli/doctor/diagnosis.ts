import { grouped } from "../inventory/grouped";
import type { LoadBalancer } from "../inventory/inventory";
import type { Cause } from "./cause";
import { CAUSES } from "./causes";
import type { Facts, TargetFacts } from "./facts";
import { type Concern, distinct, type Finding, isSame, through } from "./finding";
import { knownSockets, listedTargets, ownTargets, type Pair, Situation, socket } from "./situation";

/** Whether a forward works. `partly` if only some of its targets or zones do. */
export type Condition = "works" | "partly" | "fails";

/** A finding with its effects. */
export interface Explained extends Omit<Finding, "harmless"> {
  /** ID of its cause. */
  readonly cause: string;
  readonly severity: "fault" | "warning";
  readonly effects: readonly Explained[];
}

/** A forward of the list, with its targets as AWS reports them. */
export interface Examined {
  readonly listenerPort: number;
  readonly protocol: string;
  readonly condition: Condition;
  readonly targets: readonly (Pick<TargetFacts, "ip"> & Partial<TargetFacts>)[];
}

/** The result for a load balancer. */
export interface Diagnosis {
  readonly loadBalancer: LoadBalancer;
  readonly facts: Facts;
  /** The forwards of the list, sorted by port. */
  readonly forwards: readonly Examined[];
  /** The findings that aren't effects of others. Faults come first. */
  readonly findings: readonly Explained[];
}

/** Finds out why forwards don't work, from the facts that were read from AWS. Makes no calls itself. */
export function diagnose(list: LoadBalancer, facts: Facts): Diagnosis {
  const situation = new Situation(list, facts);
  const found = CAUSES.flatMap((cause) => merged(cause.find(situation)).map((finding) => ({ cause, finding })));
  const explained = explain(found);
  const faults = found.map(({ finding }) => finding).filter(({ harmless }) => harmless !== true);
  const spoiled = byPort(faults.flatMap(({ concerns }) => concerns));
  return {
    loadBalancer: list,
    facts,
    forwards: situation.pairs
      .filter(({ row }) => row)
      .map((pair) => examined(situation, pair, spoiled.get(pair.listenerPort) ?? [])),
    findings: [...explained.filter(isFault), ...explained.filter((one) => !isFault(one))],
  };
}

export function isFault({ severity }: Explained): boolean {
  return severity === "fault";
}

/** Merges equal findings of different forwards into one that concerns all of them. */
function merged(findings: readonly Finding[]): Finding[] {
  const alike = grouped(findings, ({ subject, seen, expected }) => [[subject, seen, expected].join("\n")]);
  return [...alike.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const commands = [...new Set(all.flatMap(({ fix }) => fix.commands ?? []))];
    return [
      {
        ...first,
        fix: { ...first.fix, ...(commands.length > 0 && { commands }) },
        concerns: distinct(all.flatMap(({ concerns }) => concerns)),
      },
    ];
  });
}

interface Found {
  readonly cause: Cause;
  readonly finding: Finding;
}

/** Nests each finding below the findings that explain it. */
function explain(all: readonly Found[]): Explained[] {
  const places = new Map(all.map((found, place) => [found, place]));
  const placeOf = (found: Found): number => places.get(found) ?? 0;
  const concerns = new Map(all.map((found) => [found, byPort(found.finding.concerns)]));
  // Group by port, too. Comparing every finding with every other takes quadratic time.
  const byCauseAndPort = grouped(all, (found) =>
    [...(concerns.get(found)?.keys() ?? [])].map((port) => `${found.cause.id} ${port}`),
  );
  const effectsOf = (found: Found): readonly Found[] => {
    if (found.finding.harmless) return [];
    const own = [...(concerns.get(found) ?? [])];
    const isEffect = (other: Found): boolean =>
      own.some(([port, ones]) => {
        const others = concerns.get(other)?.get(port) ?? [];
        return others.some((concern) => ones.some((one) => isSame(one, concern)));
      });
    return found.cause.explains.flatMap((id) => {
      const near = own.flatMap(([port]) => byCauseAndPort.get(`${id} ${port}`) ?? []);
      return [...new Set(near)].sort((one, other) => placeOf(one) - placeOf(other)).filter(isEffect);
    });
  };
  const effects = new Map(all.map((one) => [one, effectsOf(one)]));
  const explained = new Set([...effects.values()].flat());
  const nested = (one: Found): Explained => {
    const own = effects.get(one) ?? [];
    const { harmless, ...finding } = one.finding;
    // Show an effect's own effects only below that effect.
    const further = new Set(own.flatMap((effect) => effects.get(effect) ?? []));
    return {
      cause: one.cause.id,
      ...finding,
      severity: harmless ? "warning" : "fault",
      effects: own.filter((effect) => !further.has(effect)).map(nested),
    };
  };
  return all.filter((one) => !explained.has(one)).map(nested);
}

function byPort(concerns: readonly Concern[]): ReadonlyMap<number, readonly Concern[]> {
  return grouped(concerns, ({ listenerPort }) => [listenerPort]);
}

/** @param faults the faults of this forward */
function examined({ loadBalancer }: Situation, pair: Pair, faults: readonly Concern[]): Examined {
  const { listenerPort, protocol, row } = pair;
  const registered = new Map(ownTargets(pair).map((target) => [socket(target), target]));
  const targets =
    row && knownSockets(row)
      ? listedTargets(row).map((target) => registered.get(socket(target)) ?? target)
      : [...registered.values()];
  const ways = targets.flatMap((target) =>
    (loadBalancer?.nodes ?? []).map(({ zone }) => ({ ...through(pair, target), zone })),
  );
  const isOpen = ways.some((way) => !faults.some((concern) => isSame(concern, way)));
  return { listenerPort, protocol, condition: faults.length === 0 ? "works" : isOpen ? "partly" : "fails", targets };
}
