import type { PortForward } from "cdktf-port-forward-nlb";
import { namelessProps } from "./article";
import { expectedPlan, type Planned, ROWS, served, servedBy } from "./change-matrix";
import { type Case, Fleet } from "./fleet";
import { CONSTRUCT, type Maker, MODULE } from "./makers";
import { Suite } from "./suite";

/** Lists that a load balancer gets one after the other, from the article's on and back to it. */
export interface Sequence {
  readonly title: string;
  readonly lists: readonly { readonly to: readonly PortForward[]; readonly plan: readonly Planned[] }[];
}

/** A sequence, by construct or module. */
interface ChangedList extends Sequence {
  readonly id: string;
  readonly by: string;
  readonly maker: Maker;
}

const MAKERS: readonly Pick<ChangedList, "id" | "by" | "maker">[] = [
  { id: "construct", by: "the construct", maker: CONSTRUCT },
  { id: "module", by: "the Terraform module", maker: MODULE },
];

/** Load balancers whose lists change, all in the same applies. */
export class ChangedLists {
  /** Registers the suite's hooks: to be called once, in its `describe`. */
  public static begin(sequences: readonly Sequence[]): ChangedLists {
    const all = MAKERS.flatMap(({ id, ...maker }) =>
      sequences.map((sequence, index) => ({ ...sequence, ...maker, id: `${id}${index}` })),
    );
    const fleet = Fleet.begin(Suite.begin(), (network) => {
      const cases = all.map(({ id, maker, lists }): [string, Case] => {
        const steps = [ROWS, ...lists.map(({ to }) => to), ROWS].map((rows) => namelessProps(network, rows));
        return [id, { maker, steps }];
      });
      return Object.fromEntries(cases);
    });
    return new ChangedLists(all, fleet);
  }

  private constructor(
    public readonly all: readonly ChangedList[],
    private readonly fleet: Fleet,
  ) {}

  /** Returns what Terraform planned at each change, what AWS has then, and what the next plan would change. */
  public seen({ id, lists }: ChangedList): unknown[] {
    return lists.map((_, index) => {
      const { planned, failed, next, ...outcome } = this.fleet.outcome(id, index + 1);
      return { planned, failed, next, served: servedBy(outcome) };
    });
  }

  /** Returns what `seen()` must be. */
  public expected({ maker, lists }: ChangedList): unknown[] {
    return lists.map(({ to, plan }) => ({
      planned: expectedPlan(maker, plan),
      failed: [],
      next: [],
      served: served(to),
    }));
  }

  /** Returns what AWS has once the article's list is back. */
  public takenBack({ id, lists }: ChangedList): unknown {
    const { failed, next, ...outcome } = this.fleet.outcome(id, lists.length + 1);
    return { failed, next, served: servedBy(outcome) };
  }
}
