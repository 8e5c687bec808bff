import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { Aws } from "../../../cli/doctor/aws/aws";
import { collect } from "../../../cli/doctor/aws/collect";
import type { Facts } from "../../../cli/doctor/facts";
import { type LoadBalancerImpact, impactOf } from "../../../cli/impact/impact";
import { planOf } from "../../../cli/impact/plan";
import { loadBalancersOf } from "../../../cli/inventory/from-terraform";
import type { LoadBalancer } from "../../../cli/inventory/inventory";
import type { JsonObject } from "../../../cli/inventory/json";
import { ofShown } from "../../../cli/inventory/terraform-resource";
import { moduleArguments } from "../../module-arguments";
import type { ArticleNetwork, FakeAws } from "./fake-aws";
import { type Maker, MODULE } from "./makers";
import { instanceAddress, moduleInstances } from "./module";
import { type ReportedNlb, reportedNlbs } from "./reported";
import type { Suite } from "./suite";
import { synthesizeStack } from "./synth";
import { changes, type Terraform, withoutHash } from "./terraform";

// The provider waits a minute for each load balancer, and a Terraform process takes seconds of processor time; a
// resource costs next to nothing. So all cases of a table share one configuration: each is its own load balancer, and
// all take their next step in the same apply.

/** A load balancer and the props that it gets one by one. */
export interface Case {
  readonly maker: Maker;
  /** It stays as it is after the last step. Its name is the case's ID, unless a step sets another. */
  readonly steps: readonly (Omit<PortForwardNlbProps, "name"> & { readonly name?: string })[];
  /** Moves of each step, between addresses as in an `Outcome`. */
  readonly moved?: readonly (readonly { readonly from: string; readonly to: string }[])[];
}

/** Result of a step for one case. */
export interface Outcome {
  /** Planned changes, each an action and an address. The load balancer is always called `forwarding`. */
  readonly planned: readonly string[];
  /** Errors of the apply. */
  readonly failed: readonly string[];
  readonly reported: ReportedNlb | undefined;
  /** Target groups of the load balancer's forwards, with or without a listener. */
  readonly targetGroups: readonly string[];
  /** What `impact` says about the plan. */
  readonly impact: LoadBalancerImpact | undefined;
  /** Changes of the plan after the apply, in the format of `planned`. */
  readonly next: readonly string[];
  /** What the doctor compares, for a case to examine. */
  readonly examined?: { readonly list: LoadBalancer; readonly facts: Facts };
}

/** Returns cases by ID. The ID names the load balancer in Terraform and on AWS: at most 20 of `[a-z0-9]`. */
export type FleetCases = (
  network: ArticleNetwork,
  aws: FakeAws,
) => Readonly<Record<string, Case>> | Promise<Readonly<Record<string, Case>>>;

export class Fleet {
  /**
   * Registers the hook that applies every step of every case.
   *
   * @param cases cases of the fleet
   */
  public static begin(suite: Suite, cases: FleetCases): Fleet {
    const fleet = new Fleet(suite);
    beforeAll(async () => fleet.run(await cases(suite.network, suite.aws)));
    return fleet;
  }

  /**
   * Applies every step of every case, in a new folder.
   *
   * @param isExamined whether the doctor reads a case after each step
   */
  public static async applied(
    suite: Suite,
    cases: Readonly<Record<string, Case>>,
    isExamined?: (id: string) => boolean,
  ): Promise<Fleet> {
    const fleet = new Fleet(suite, isExamined);
    await fleet.run(cases);
    return fleet;
  }

  private readonly outcomes = new Map<string, Outcome[]>();

  private constructor(
    private readonly suite: Suite,
    private readonly isExamined: (id: string) => boolean = () => false,
  ) {}

  /** Returns the outcome of a case's step. Steps count from 0. */
  public outcome(id: string, step: number): Outcome {
    const outcome = this.outcomes.get(id)?.[step];
    if (!outcome) throw new Error(`case ${id} has no step ${step}, or the fleet has not begun`);
    return outcome;
  }

  private async run(cases: Readonly<Record<string, Case>>): Promise<void> {
    const all = Object.entries(cases);
    const last = Math.max(...all.map(([, { steps }]) => steps.length)) - 1;
    const terraform = await this.suite.initialize(configuration(all.map((each) => at(each, 0))));
    for (let step = 0; step <= last; step++) {
      const nlbs = all.map((each) => at(each, step));
      await terraform.write(configuration(nlbs));
      await this.take(terraform, nlbs);
    }
  }

  private async take(terraform: Terraform, nlbs: readonly Nlb[]): Promise<void> {
    // No refresh: the plan after the last step has read AWS, and found nothing to change.
    const names = new Set(nlbs.map(({ props }) => nameOf(props)));
    const plan = await terraform.plan("-refresh=false");
    const planned = byCase(changes(plan), (change) => change);
    const { loadBalancers: impacts } = impactOf(planOf(plan as unknown as JsonObject));
    const failed = byCase(await terraform.applyErrors(), ({ address = "" }) => address);
    const [reported, groups, next] = await Promise.all([
      reportedNlbs(this.suite.aws, ({ LoadBalancerName = "" }) => names.has(LoadBalancerName)),
      this.suite.aws.targetGroups(),
      terraform.planChanges().then((lines) => byCase(lines, (change) => change)),
    ]);
    const examined = await this.examined(
      terraform,
      nlbs.filter(({ id }) => this.isExamined(id)),
    );
    const groupNames = groups.map(({ TargetGroupName = "" }) => TargetGroupName);
    for (const { id, props } of nlbs) {
      const outcome: Outcome = {
        planned: (planned.get(id) ?? []).map((change) => inGeneral(change, id)),
        failed: (failed.get(id) ?? []).map(({ summary, detail }) => `${summary}\n${detail}`),
        reported: reported.get(nameOf(props)),
        targetGroups: groupNames.filter((name) => name.startsWith(`${props.name}-tg-`)),
        impact: impacts.find(({ name }) => name === nameOf(props)),
        next: (next.get(id) ?? []).map((change) => inGeneral(change, id)),
        examined: examined.get(id),
      };
      this.outcomes.set(id, [...(this.outcomes.get(id) ?? []), outcome]);
    }
  }

  private async examined(
    terraform: Terraform,
    nlbs: readonly Nlb[],
  ): Promise<ReadonlyMap<string, Required<Outcome>["examined"]>> {
    const found = new Map<string, Required<Outcome>["examined"]>();
    if (nlbs.length === 0) return found;
    const lists = loadBalancersOf(ofShown((await terraform.shown()) as JsonObject));
    Object.assign(process.env, this.suite.aws.environment);
    // Shared, so that it makes each call once.
    const aws = new Aws();
    try {
      for (const { id, props } of nlbs) {
        const list = lists.find(({ name }) => name === nameOf(props));
        if (!list) throw new Error(`the state has no load balancer of case ${id}`);
        found.set(id, { list, facts: await collect(aws, { name: list.name, targetIds: [] }) });
      }
    } finally {
      aws.destroy();
    }
    return found;
  }
}

function nameOf({ name, loadBalancerName = `${name}-nlb` }: PortForwardNlbProps): string {
  return loadBalancerName;
}

/** A case at one of its steps. */
interface Nlb {
  readonly id: string;
  readonly maker: Maker;
  readonly props: PortForwardNlbProps;
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}

function at([id, { maker, steps, moved = [] }]: readonly [string, Case], step: number): Nlb {
  const props = steps[step] ?? steps.at(-1) ?? never(id);
  return {
    id,
    maker,
    props: { ...props, name: props.name ?? id },
    moved: moved[step] ?? [],
  };
}

function configuration(nlbs: readonly Nlb[]): Record<string, string> {
  const ofModule = nlbs.filter(({ maker }) => maker === MODULE);
  const module = moduleInstances(Object.fromEntries(ofModule.map(({ id, props }) => [id, moduleArguments(props)])));
  const moved = nlbs.flatMap(({ id, moved }) =>
    moved.map(({ from, to }) => ({ from: inParticular(from, id), to: inParticular(to, id) })),
  );
  return {
    ...synthesizeStack((stack) => {
      for (const { id, maker, props } of nlbs) if (maker !== MODULE) new PortForwardNlb(stack, id, props);
    }),
    // Terraform rejects a block without a label.
    "modules.tf.json": JSON.stringify({ ...(ofModule.length > 0 && { module }), moved }),
  };
}

function never(id: string): never {
  throw new Error(`case ${id} has no steps`);
}

/** For example, the case of `update aws_lb.case7_lb_0123ABCD` is `case7`. */
const OF_CONSTRUCT = /(?<=(?:^|\s)\w+\.)([a-z0-9]+)(?=_)/;
/** For example, `update module.instances["case7"].aws_lb.this`. */
const OF_MODULE = /\bmodule\.\w+\["([a-z0-9]+)"\]/;
/** Module address as a case writes it: `module.case7.aws_lb.this`. */
const IN_GENERAL = /\bmodule\.([a-z0-9]+)\./;

/** @throws if an item belongs to no case: every address in the fleet belongs to one */
function byCase<T>(items: readonly T[], address: (item: T) => string): Map<string, T[]> {
  const cases = new Map<string, T[]>();
  for (const item of items) {
    const [, id] = OF_MODULE.exec(address(item)) ?? OF_CONSTRUCT.exec(address(item)) ?? [];
    if (id === undefined) throw new Error(`${JSON.stringify(item)} belongs to no case`);
    cases.set(id, [...(cases.get(id) ?? []), item]);
  }
  return cases;
}

/** Writes a change as if the load balancer were the only one, with the ID `forwarding`. */
function inGeneral(change: string, id: string): string {
  const inModule = change.replace(OF_MODULE, "module.forwarding");
  return withoutHash(
    inModule === change ? change.replace(OF_CONSTRUCT, (found) => (found === id ? "forwarding" : found)) : inModule,
  );
}

function inParticular(address: string, id: string): string {
  const inModule = address.replace(IN_GENERAL, `${instanceAddress(id)}.`);
  return inModule === address ? address.replace(OF_CONSTRUCT, id) : inModule;
}
