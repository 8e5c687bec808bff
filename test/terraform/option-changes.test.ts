import { isDeepStrictEqual } from "node:util";
import type { PortForward } from "cdktf-port-forward-nlb";
import {
  FORWARD_OPTIONS,
  type ForwardOption,
  type Line,
  LOAD_BALANCER_OPTIONS,
  type LoadBalancerOption,
  type Surroundings,
  TOGETHER,
} from "../../scripts/docs/option-changes";
import type { LoadBalancerImpact } from "../../cli/impact/impact";
import type { Verdict } from "../../cli/impact/verdict";
import { diagnose, type Explained } from "../../cli/doctor/diagnosis";
import { namelessProps } from "./support/article";
import { comparable, comparableForward, valuesIn } from "./support/comparable";
import type { ArticleNetwork, FakeAws } from "./support/fake-aws";
import { type Case, Fleet, type Outcome } from "./support/fleet";
import { CONSTRUCT, type Maker, MODULE } from "./support/makers";
import { Suite } from "./support/suite";

// AWS always ends up with what the list says. Each option is added, changed and removed; after each change the API
// must report the same as for a load balancer that had those props from the start.

const MAKERS: readonly { by: string; id: string; maker: Maker }[] = [
  { by: "the construct", id: "c", maker: CONSTRUCT },
  { by: "the module", id: "m", maker: MODULE },
];

const FIRST_PORT = 10000;
const TARGET = { targetIp: "172.31.129.10", targetPort: 80 };

let around: Surroundings;
let compared = 0;

/** After its last state, an option goes back to its first and stays there. */
function stateAt<T>(states: readonly [T, ...T[]], step: number): T {
  return states[step] ?? states[0];
}

function row(option: ForwardOption, index: number, step: number): PortForward {
  const states = option.forward(around);
  return { listenerPort: FIRST_PORT + index, ...TARGET, ...states[stateOf(option, step)] };
}

function stateOf({ forward, stays = false }: ForwardOption, step: number): number {
  const last = forward(around).length - 1;
  return step <= last ? step : stays ? last : 0;
}

/** A load balancer with one option that changes, or several that change at once. */
interface ChangedLoadBalancer {
  readonly title: string;
  /** Verdicts that `impact` may return. */
  readonly verdicts: readonly Verdict[];
  readonly plan?: readonly string[];
  readonly states: () => readonly [Partial<Props>, ...Partial<Props>[]];
}

const CHANGED_LOAD_BALANCERS: readonly ChangedLoadBalancer[] = [
  ...LOAD_BALANCER_OPTIONS.filter(({ together }) => together === undefined).map((option) => ({
    title: option.option,
    verdicts: verdictsOf(option),
    plan: option.plan,
    states: () => option.loadBalancer(around),
  })),
  ...[...new Set(LOAD_BALANCER_OPTIONS.flatMap(({ together }) => together ?? []))].map((name) => ({
    title: `all of the ${name}`,
    verdicts: LOAD_BALANCER_OPTIONS.filter((option) => option.together === name).flatMap(verdictsOf),
    states: () => together(LOAD_BALANCER_OPTIONS.filter((option) => option.together === name)),
  })),
];

/** Returns the verdicts of an option in docs/changing.md. */
function verdictsOf({ effects }: Line): readonly Verdict[] {
  return effects.length === 0 ? ["unchanged"] : effects.map(({ verdict }) => verdict);
}

/** States of a load balancer whose options change at once. An option with fewer states stays at its last. */
function together(options: readonly LoadBalancerOption[]): readonly [Partial<Props>, ...Partial<Props>[]] {
  const all = options.map(({ loadBalancer }) => loadBalancer(around));
  const count = Math.max(...all.map(({ length }) => length));
  const [first = {}, ...others] = Array.from({ length: count }, (_, state) =>
    all
      .map((states) => states[state] ?? states.at(-1) ?? {})
      .reduceRight((merged, props) => ({
        ...merged,
        ...props,
        ...(props.alarms && { alarms: { ...merged.alarms, ...props.alarms } }),
        ...(props.accessLogs && { accessLogs: { ...merged.accessLogs, ...props.accessLogs } }),
      })),
  );
  return [first, ...others];
}

/** Steps until each option has been through its states and is back at its first. */
const STEPS = 4;
const ALL_STEPS = Array.from({ length: STEPS }, (_, step) => step);
const CHANGES = ALL_STEPS.slice(1);

type Props = Case["steps"][number];

/** Load balancers that change, and one that has each list from the start. */
async function cases(
  network: ArticleNetwork,
  aws: FakeAws,
): Promise<Readonly<Record<"changing" | "unchanging", Record<string, Case>>>> {
  const base = namelessProps(network);
  const further = await aws.createSubnet(network.vpc_id, "172.31.144.0/21", "d");
  const pairOf = async (name: string): Promise<[string, string]> =>
    Promise.all([
      aws.createSecurityGroup(network.vpc_id, `${name} 1`),
      aws.createSecurityGroup(network.vpc_id, `${name} 2`),
    ]);
  const [one, two] = base.subnetMappings;
  if (!one || !two) throw new Error("the article has two subnets");
  const certificate = "arn:aws:iam::123456789012:server-certificate/";
  around = {
    certificateArns: [`${certificate}first`, `${certificate}second`, `${certificate}third`],
    // Separate groups: the test reads a rule that refers to a group for every load balancer with that group.
    securityGroupIds: await pairOf("load balancer"),
    clientSecurityGroupIds: await pairOf("clients"),
    targetSecurityGroupIds: await pairOf("targets"),
    subnetMappings: [one, two, { subnetId: further, privateIpv4Address: "172.31.144.10" }],
  };
  const unchanging = (id: string, props: Props): [string, Case] => [id, { maker: CONSTRUCT, steps: [props] }];
  const changing = (id: string, steps: readonly Props[]): [string, Case][] =>
    MAKERS.map((each) => [each.id + id, { maker: each.maker, steps }]);

  const rows = ALL_STEPS.map((step) => ({
    ...base,
    forwards: FORWARD_OPTIONS.map((option, index) => row(option, index, step)),
  }));
  const defaults = TOGETHER.flatMap(({ protocol, everything, bare }, index) => {
    const lists = {
      everything: { ...base, forwards: [{ listenerPort: FIRST_PORT, ...TARGET, ...everything(around) }] },
      bare: { ...base, forwards: [{ listenerPort: FIRST_PORT, ...TARGET, ...bare(around) }] },
    };
    const fromDefaults = {
      ...base,
      forwards: [{ listenerPort: FIRST_PORT, ...TARGET, protocol }],
      forwardDefaults: everything(around),
    };
    return {
      changing: changing(`defaults${index}`, [lists.everything, fromDefaults, lists.bare, fromDefaults]),
      unchanging: [unchanging(`everything${index}`, lists.everything), unchanging(`bare${index}`, lists.bare)],
    };
  });
  const ofLoadBalancer = CHANGED_LOAD_BALANCERS.flatMap(({ states: statesOf }, index) => {
    const states = statesOf().map((props) => ({
      ...base,
      ...props,
      forwards: [{ listenerPort: FIRST_PORT, ...TARGET }],
    }));
    const [first, ...later] = states;
    if (!first) return [];
    return [
      {
        changing: changing(
          `option${index}`,
          ALL_STEPS.map((step) => stateAt([first, ...later], step)),
        ),
        unchanging: states.map((props, state) => unchanging(`fresh${index}x${state}`, props)),
      },
    ];
  });
  const ofRows = {
    changing: changing("rows", rows),
    unchanging: ALL_STEPS.slice(0, -1).map((step) => unchanging(`rows${step}`, rows[step] ?? base)),
  };
  const all = [ofRows, ...defaults, ...ofLoadBalancer];
  return {
    changing: Object.fromEntries(all.flatMap((each) => each.changing)),
    unchanging: Object.fromEntries(all.flatMap((each) => each.unchanging)),
  };
}

const suite = Suite.begin();
let changed: Fleet;
let fresh: Fleet;

beforeAll(async () => {
  const { changing, unchanging } = await cases(suite.network, suite.aws);
  // In its own folder, so that it isn't planned and read again for each change.
  [changed, fresh] = await Promise.all([
    Fleet.applied(suite, changing, (id) => /^[cm](rows|option)/.test(id)),
    Fleet.applied(suite, unchanging),
  ]);
});

afterAll(() => {
  process.stdout.write(`changes of options: ${compared} values compared\n`);
});

/** Security groups that the construct doesn't create. */
function given(): readonly string[] {
  const { securityGroupIds, clientSecurityGroupIds, targetSecurityGroupIds } = around;
  return [...securityGroupIds, ...clientSecurityGroupIds, ...targetSecurityGroupIds];
}

/** The doctor doesn't read tags. */
const TAGLESS = { listenerTags: {}, targetGroupTags: {} };

/** Action and type of each change in a plan, as in the table. */
function kinds(planned: readonly string[]): string[] {
  return planned.map((change) => change.replace(/^(\S+) .*?\baws_(\w+)\..*$/, "$1 $2")).sort();
}

const findings = new Map<string, readonly Explained[]>();

/** The doctor's findings about one step's list and another step's AWS, for one port or the load balancer. */
function differences(id: string, listStep: number, factsStep: number, port?: number): string[] {
  const key = `${id} ${listStep} ${factsStep}`;
  const found = findings.get(key) ?? diagnose(examinedOf(id, listStep).list, examinedOf(id, factsStep).facts).findings;
  findings.set(key, found);
  return found
    .filter(({ cause }) => cause === "option-differs" || cause === "listener-differs")
    .filter(({ subject, concerns }) =>
      port === undefined
        ? subject.startsWith("load balancer ")
        : !subject.startsWith("load balancer ") && concerns.some(({ listenerPort }) => listenerPort === port),
    )
    .map(({ seen, expected }) => `${seen}, expected ${expected}`);
}

function examinedOf(id: string, step: number): Required<Outcome>["examined"] {
  const { examined } = changed.outcome(id, step);
  if (!examined) throw new Error(`the doctor has not read ${id}`);
  return examined;
}

function impactOn(id: string, step: number): LoadBalancerImpact {
  const { impact } = changed.outcome(id, step);
  if (!impact) throw new Error(`the plan has no load balancer of ${id}`);
  return impact;
}

/** @param step step of a load balancer that changes */
function reportedOf(id: string, step?: number): NonNullable<Outcome["reported"]> {
  const { reported } = step === undefined ? fresh.outcome(id, 0) : changed.outcome(id, step);
  if (!reported) throw new Error(`the API reports no load balancer of ${id}`);
  return reported;
}

describe.each(MAKERS)("by $by", ({ id }) => {
  describe.each(FORWARD_OPTIONS.map((option, index) => ({ ...option, index })))("$option, row $index", (option) => {
    const { index, plan } = option;
    const port = FIRST_PORT + index;

    function forwardOf(nlb: string, step?: number): unknown {
      const forward = reportedOf(nlb, step).forwards.find(({ listener }) => listener.Port === port);
      return forward && comparableForward(forward, nlb);
    }

    /** Changes of the forward's own resources. */
    const ofRow = (changes: readonly string[]): string[] =>
      changes.filter((change) => new RegExp(`[_"]${port}["_/]`).test(change));

    test.each(CHANGES)("change %d leaves what a new load balancer would have", (step) => {
      const { planned, failed, next } = changed.outcome(`${id}rows`, step);
      const [state, before] = [stateOf(option, step), stateOf(option, step - 1)];
      const forward = forwardOf(`${id}rows`, step);
      compared += valuesIn(forward);
      expect({
        failed,
        next: ofRow(next),
        ...(plan && { planned: kinds(ofRow(planned)) }),
        forward,
      }).toEqual({
        failed: [],
        next: [],
        ...(plan && { planned: state === before ? [] : plan }),
        forward: forwardOf(`rows${state}`),
      });
    });
  });

  test.each(FORWARD_OPTIONS.map((option, index) => ({ ...option, index })))(
    "impact gives $option, row $index, a verdict of the table",
    (option) => {
      for (const step of CHANGES) {
        const isSame = stateOf(option, step) === stateOf(option, step - 1);
        const told = impactOn(`${id}rows`, step).forwards.find(
          ({ listenerPort }) => listenerPort === FIRST_PORT + option.index,
        );
        expect(isSame ? ["unchanged"] : verdictsOf(option)).toContain(told?.verdict);
      }
    },
  );

  test.each(CHANGED_LOAD_BALANCERS.map((each, index) => ({ ...each, index })))(
    "impact gives $title, load balancer $index, a verdict of the table",
    ({ index, states, verdicts }) => {
      for (const step of CHANGES) {
        const { verdict } = impactOn(`${id}option${index}`, step);
        expect(step > states().length ? ["unchanged"] : verdicts).toContain(verdict);
      }
    },
  );

  describe.each(TOGETHER.map((each, index) => ({ ...each, index })))("all options of $protocol", ({ index }) => {
    test.each([
      [1, "everything"],
      [2, "bare"],
      [3, "everything"],
    ])("move between the row and forwardDefaults, change %d", (step, state) => {
      const nlb = `${id}defaults${index}`;
      const { failed, next, planned } = changed.outcome(nlb, step);
      const forwards = reportedOf(nlb, step).forwards.map((each) => comparableForward(each, nlb));
      compared += valuesIn(forwards);
      expect({ failed, next, moved: step === 1 ? planned : [], forwards }).toEqual({
        failed: [],
        next: [],
        moved: [],
        forwards: reportedOf(`${state}${index}`).forwards.map((each) => comparableForward(each, `${state}${index}`)),
      });
    });
  });

  describe.each(CHANGED_LOAD_BALANCERS.map((each, index) => ({ ...each, index })))(
    "$title, load balancer $index",
    ({ index, plan, states: statesOf }) => {
      test.each(CHANGES)("change %d leaves what a new load balancer would have", (step) => {
        const states = statesOf();
        const nlb = `${id}option${index}`;
        const state = step < states.length ? step : 0;
        const { planned, failed, next } = changed.outcome(nlb, step);
        const has = comparable(reportedOf(nlb, step), nlb, given());
        compared += valuesIn(has);
        expect({ failed, next, ...(plan && { planned: kinds(planned) }), has }).toEqual({
          failed: [],
          next: [],
          ...(plan && { planned: step > states.length ? [] : plan }),
          has: comparable(reportedOf(`fresh${index}x${state}`), `fresh${index}x${state}`, given()),
        });
      });
    },
  );

  // Compares each step's list with every other step's AWS: the doctor must find exactly what differs.
  describe("the doctor, with the list of one step and the AWS of another,", () => {
    const PAIRS = ALL_STEPS.flatMap((list) => ALL_STEPS.map((facts) => [list, facts] as const));

    test.each(FORWARD_OPTIONS.map(({ option }, index) => ({ option, index })))(
      "finds where $option differs, row $index",
      ({ index }) => {
        const port = FIRST_PORT + index;
        const served = ALL_STEPS.map((step) => {
          const forward = reportedOf(`${id}rows`, step).forwards.find(({ listener }) => listener.Port === port);
          return forward && comparableForward({ ...forward, ...TAGLESS }, `${id}rows`);
        });
        const wrong = PAIRS.filter(
          ([list, facts]) =>
            differences(`${id}rows`, list, facts, port).length > 0 === isDeepStrictEqual(served[list], served[facts]),
        );
        expect(wrong).toEqual([]);
      },
    );

    test.each(CHANGED_LOAD_BALANCERS.map(({ title }, index) => ({ title, index })))(
      "finds where $title differs, load balancer $index",
      ({ index }) => {
        const nlb = `${id}option${index}`;
        const had = ALL_STEPS.map((step) => {
          const { loadBalancer, attributes } = reportedOf(nlb, step);
          const read = { loadBalancer, attributes, tags: {}, rules: [], alarms: [], forwards: [] };
          return comparable(read, nlb, given());
        });
        const wrong = PAIRS.filter(
          ([list, facts]) => differences(nlb, list, facts).length > 0 === isDeepStrictEqual(had[list], had[facts]),
        );
        expect(wrong).toEqual([]);
      },
    );
  });
});
