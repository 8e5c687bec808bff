import { isDeepStrictEqual } from "node:util";
import type { PortForward } from "cdktf-port-forward-nlb";
import type { LoadBalancerImpact } from "../../../cli/impact/impact";
import { namelessProps } from "./article";
import { type Change, expectedPlan, type Planned, ROWS, served, servedBy, type Verdicts } from "./change-matrix";
import { type Case, Fleet, type FleetCases } from "./fleet";
import { CONSTRUCT, type Maker, MODULE } from "./makers";
import { Suite } from "./suite";

/** Lists that a load balancer gets one by one, starting and ending with the article's. */
export interface Sequence {
  readonly title: string;
  readonly lists: readonly {
    readonly to: readonly PortForward[];
    readonly plan: readonly Planned[];
    readonly verdicts: Verdicts;
  }[];
  /** What `impact` says when the first list is taken back. */
  readonly back: Verdicts;
}

/** Returns a change of the matrix as a sequence. */
export function inOneStep({ change: title, to, plan, verdicts: [verdicts, back] }: Change): Sequence {
  return { title, lists: [{ to, plan, verdicts }], back };
}

/** A sequence for the construct or the module. */
interface ChangedList extends Sequence {
  /** The list that it starts and ends with. */
  readonly rows: readonly PortForward[];
  readonly id: string;
  readonly by: string;
  readonly maker: Maker;
}

/**
 * Reduces a sequence to the forwards that change in it and one that doesn't, since each forward costs three
 * resources. Keeps all forwards if only their order changes.
 */
function onFewRows({ title, lists, back }: Sequence): Sequence & Pick<ChangedList, "rows"> {
  const stays = (row: PortForward): boolean =>
    lists.every(({ to }) => to.some((other) => isDeepStrictEqual(row, other)));
  const [bystander, ...spared] = ROWS.filter(stays);
  if (!bystander || spared.length === ROWS.length - 1) return { title, lists, back, rows: ROWS };
  const kept = (rows: readonly PortForward[]): PortForward[] =>
    rows.filter((row) => !spared.some((other) => isDeepStrictEqual(row, other)));
  return { title, lists: lists.map((list) => ({ ...list, to: kept(list.to) })), back, rows: kept(ROWS) };
}

const MAKERS: readonly Pick<ChangedList, "id" | "by" | "maker">[] = [
  { id: "construct", by: "the construct", maker: CONSTRUCT },
  { id: "module", by: "the Terraform module", maker: MODULE },
];

/** Load balancers whose lists change, all in the same applies. */
export class ChangedLists {
  /**
   * Registers the suite's hooks. Call it once, in the suite's `describe`.
   *
   * @param others more load balancers for the fleet, whose IDs start with neither `construct` nor `module`
   */
  public static begin(sequences: readonly Sequence[], others: FleetCases = () => ({})): ChangedLists {
    const few = sequences.map(onFewRows);
    const all = MAKERS.flatMap(({ id, ...maker }) =>
      few.map((sequence, index) => ({ ...sequence, ...maker, id: `${id}${index}` })),
    );
    const fleet = Fleet.begin(Suite.begin(), async (network, aws) => {
      const cases = all.map(({ id, maker, lists, rows }): [string, Case] => {
        const steps = [rows, ...lists.map(({ to }) => to), rows].map((each) => namelessProps(network, each));
        return [id, { maker, steps }];
      });
      return { ...(await others(network, aws)), ...Object.fromEntries(cases) };
    });
    return new ChangedLists(all, fleet);
  }

  private constructor(
    public readonly all: readonly ChangedList[],
    public readonly fleet: Fleet,
  ) {}

  /** Returns Terraform's plan for each change, what AWS has then, and the next plan. */
  public seen({ id, lists }: ChangedList): unknown[] {
    return lists.map((_, index) => {
      const { planned, failed, next, impact, ...outcome } = this.fleet.outcome(id, index + 1);
      return { planned, failed, next, served: servedBy(outcome), verdicts: verdictsOf(impact) };
    });
  }

  /** Returns the expected result of `seen()`. */
  public expected({ maker, lists }: ChangedList): unknown[] {
    return lists.map(({ to, plan, verdicts }) => ({
      planned: expectedPlan(maker, plan),
      failed: [],
      next: [],
      served: served(to),
      verdicts,
    }));
  }

  /** Returns what AWS has once the first list is back. */
  public takenBack({ id, lists }: ChangedList): unknown {
    const { failed, next, impact, ...outcome } = this.fleet.outcome(id, lists.length + 1);
    return { failed, next, served: servedBy(outcome), verdicts: verdictsOf(impact) };
  }

  /** Returns the expected result of `takenBack()`. */
  public expectedBack({ rows, back }: ChangedList): unknown {
    return { failed: [], next: [], served: served(rows), verdicts: back };
  }
}

/** Returns the verdicts other than `unchanged`, by listener port. */
export function verdictsOf(impact: LoadBalancerImpact | undefined): Verdicts {
  const changed = (impact?.forwards ?? []).filter(({ verdict }) => verdict !== "unchanged");
  return Object.fromEntries(changed.map(({ listenerPort, verdict }) => [listenerPort, verdict]));
}
