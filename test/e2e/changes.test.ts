import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { PortForward } from "cdktf-port-forward-nlb";
import { markdownTable } from "markdown-table";
import type { ForwardImpact } from "../../cli/impact/impact";
import { type Verdict, worst } from "../../cli/impact/verdict";
import { CHANGES, ChangingList, first, NO_CHANGES, ROWS, SECOND } from "../terraform/support/change-matrix";
import { CONSTRUCT, MODULE } from "../terraform/support/makers";
import { Suite } from "../terraform/support/suite";
import { hostAt } from "./support/article-network";
import type { Lap, Probed } from "./support/prober";
import { Traffic } from "./support/traffic";
import { QUICK_CHECKS, Twin } from "./support/twin";

// Changes of the matrix, applied while a client keeps opening connections to every forward.
// terraform/change-matrix.test.ts and everyday/changes.test.ts check the next plan after each change; here only the
// plan after the last one is checked.

const CHANGED = [
  "a row is added",
  "the first row is removed",
  "another target port",
  "the targets of two rows are swapped",
  "another protocol",
  "the deregistration delay",
].map((name) => {
  const change = CHANGES.find(({ change }) => change === name);
  if (!change) throw new Error(`the matrix has no change "${name}"`);
  return change;
});

const [SSH, WEB, ...OTHERS] = ROWS;
if (!SSH || !WEB) throw new Error("the article has five rows");

/** More changes whose effects `impact` says. */
const PREDICTED = [
  { change: "a description", to: first({ description: "SSH" }) },
  {
    change: "PROXY protocol, which the server doesn't expect",
    to: [SSH, { ...WEB, proxyProtocolV2: true }, ...OTHERS],
  },
  { change: "another listener port", to: first({ listenerPort: 10023 }) },
];

/** Every port of any list, and the service behind it. */
const PROBED: Probed[] = [ROWS, ...[...CHANGED, ...PREDICTED].map(({ to }) => to)]
  .flat()
  .map(({ listenerPort: port, targetPort }) => ({ port, service: targetPort % 100 === 22 ? "ssh" : "http" }) as const)
  .filter(({ port }, index, all) => all.findIndex((other) => other.port === port) === index);

/** Forwards that both lists have. */
function unchanged(before: readonly PortForward[], after: readonly PortForward[]): PortForward[] {
  return before.filter((row) => after.some((other) => isDeepStrictEqual(row, other)));
}

/** Verdicts that promise that no connection fails. */
const CALM: readonly Verdict[] = ["unchanged", "no-effect", "elsewhere", "drained"];

/** Verdicts that promise that some connection fails. */
const FAILING: readonly Verdict[] = ["interrupted", "cut-off", "down"];

/** Time until the client has noticed a change: a little more than it waits for an answer. */
const NOTICED_MILLISECONDS = 6_000;

/** Returns what the traffic shows otherwise than `impact` said. */
function contradictionsOf(
  { listenerPort, ...forward }: ForwardImpact,
  earlier: ReadonlyMap<number, Lap>,
  laps: ReadonlyMap<number, Lap>,
): string[] {
  const lap = laps.get(listenerPort);
  // A plan doesn't know that a forward was down before, and may be well again.
  if (forward.verdict === "cut-off" && earlier.get(listenerPort)?.answers === false) return [];
  // The traffic is TCP.
  const causes = forward.causes.filter(({ clients }) => !clients.startsWith("clients over UDP"));
  const verdict = forward.verdict === "down" ? "down" : worst(causes.map((cause) => cause.verdict));
  if (!lap) return [`${listenerPort}: not probed`];
  const seconds = Math.max(0, ...causes.map((cause) => cause.seconds ?? 0));
  const wrong: Record<string, boolean> = {
    "connections failed": CALM.includes(verdict) && lap.failed > 0,
    "the open connection was lost": CALM.includes(verdict) && lap.held !== true,
    "no connection failed": FAILING.includes(verdict) && lap.failed === 0,
    "the open connection stayed": verdict === "down" && lap.held === true,
    [`${lap.gap} ms without an answer`]: verdict === "interrupted" && lap.gap > seconds * 1000 + NOTICED_MILLISECONDS,
    "it answers at the end": verdict === "cut-off" && lap.answers === true,
    "it doesn't answer at the end": verdict !== "cut-off" && verdict !== "down" && lap.answers !== true,
  };
  const found = Object.entries(wrong).filter(([, isWrong]) => isWrong);
  return found.map(([what]) => `${listenerPort} ${verdict}: ${what}`);
}

/** What a plan changes besides the list, and the ports that it concerns. */
interface Disturbance {
  readonly option?: (list: ChangingList) => Promise<string[]>;
  readonly ports: readonly number[];
}

function replacing(what: Parameters<ChangingList["addressOf"]>[0]): NonNullable<Disturbance["option"]> {
  return async (list) => [`-replace=${await list.addressOf(what)}`];
}

let plans = 0;

describe("a list that changes under traffic", () => {
  // The construct and the module run side by side, since they mostly wait.
  const runs = [
    { by: "the construct", maker: CONSTRUCT },
    { by: "the Terraform module", maker: MODULE },
  ].map(({ by, maker }) => {
    const suite = Suite.begin();
    const twin = Twin.begin(suite);
    const options = { deletionProtection: false, forwardDefaults: { healthCheck: QUICK_CHECKS } };
    const list = new ChangingList(suite, maker, options);
    const printed: string[][] = [["Change", "impact says", "Rows not changed", "Changed rows"]];
    return { by, twin, list, printed, traffic: [] as Traffic[] };
  });

  beforeAll(async () => {
    const begun = runs.map(async ({ list, twin, traffic }) => {
      await list.begin();
      await twin.dataPlane.followDuring(Promise.resolve());
      traffic.push(await Traffic.start(twin.network, PROBED));
    });
    await Promise.all(begun);
  });

  afterAll(() => {
    for (const { by, printed } of runs) {
      process.stdout.write(`\nUnder traffic, by ${by}:\n\n${markdownTable(printed)}\n\n`);
    }
    process.stdout.write(`plans that impact predicted: ${plans}\n`);
  });

  /**
   * Applies a list, and returns the results of the connections until all its targets are healthy, and what `impact` says
   * about the plan.
   *
   * @param disturbed what the plan changes besides the list
   */
  async function under(
    change: string,
    before: readonly PortForward[],
    after: readonly PortForward[],
    disturbed: Disturbance = { ports: [] },
  ): Promise<{ by: string; laps: ReadonlyMap<number, Lap>; contradictions: string[] }[]> {
    const applied = runs.map(async ({ by, twin, list, printed, traffic: [traffic] }) => {
      const predicted = await list.predict(after, ...((await disturbed.option?.(list)) ?? []));
      const earlier = (await traffic?.lap()) ?? new Map<number, Lap>();
      await twin.dataPlane.followDuring(list.applyPlanned());
      await setTimeout(NOTICED_MILLISECONDS);
      const laps = (await traffic?.lap()) ?? new Map<number, Lap>();
      const stay = unchanged(before, after).filter(({ listenerPort }) => !disturbed.ports.includes(listenerPort));
      const own = stay.map(({ listenerPort }) => laps.get(listenerPort));
      const verdicts = predicted.filter(({ verdict }) => verdict !== "unchanged");
      const said = verdicts.map(({ listenerPort, verdict }) => `${listenerPort}: ${verdict}`).join("; ");
      printed.push([change, said, inSum(own), told(before, after, laps, disturbed)]);
      plans++;
      return { by, laps, contradictions: predicted.flatMap((forward) => contradictionsOf(forward, earlier, laps)) };
    });
    return Promise.all(applied);
  }

  /** What a client sees of unchanged forwards. */
  function undisturbed(before: readonly PortForward[], after: readonly PortForward[]): [number, unknown][] {
    return unchanged(before, after).map(({ listenerPort, targetIp }) => [
      listenerPort,
      expect.objectContaining({ failed: 0, problems: [], servers: [hostAt(targetIp ?? "")], held: true }),
    ]);
  }

  test.each([...CHANGED, ...PREDICTED])(
    "$change: no other forward loses a connection, and impact says what happens",
    async ({ change, to }) => {
      for (const [name, before, after] of [
        [change, ROWS, to],
        ["… and back", to, ROWS],
      ] as const) {
        const ports = unchanged(before, after).map(({ listenerPort }) => listenerPort);
        for (const { by, laps, contradictions } of await under(name, before, after)) {
          expect({ by, contradictions, laps: [...laps] }).toEqual({
            by,
            contradictions: [],
            laps: expect.arrayContaining(undisturbed(before, after)),
          });
          expect(Math.min(...ports.map((port) => laps.get(port)?.connections ?? 0))).toBeGreaterThan(20);
        }
      }
    },
  );

  test("a replaced listener loses connections for as long as impact says", async () => {
    const listener = { option: replacing(10022), ports: [10022] };
    for (const { by, contradictions } of await under("a listener is replaced", ROWS, ROWS, listener)) {
      expect({ by, contradictions }).toEqual({ by, contradictions: [] });
    }
  });

  test("another target in two steps: the forward loses no connection", async () => {
    const both = first({ targetIp: SECOND, additionalTargets: [{ targetIp: "172.31.129.10" }] });
    const steps = [ROWS, both, first({ targetIp: SECOND })];
    for (const [index, name] of ["another target IP, first step", "… second step"].entries()) {
      const [before = [], after = []] = steps.slice(index);
      for (const { by, laps, contradictions } of await under(name, before, after)) {
        const itself = [10022, expect.objectContaining({ failed: 0, problems: [], held: true })];
        expect({ by, contradictions, laps: [...laps] }).toEqual({
          by,
          contradictions: [],
          laps: expect.arrayContaining([itself, ...undisturbed(before, after)]),
        });
      }
    }
    for (const { list, traffic } of runs) {
      // Before the end of the lap, so that the lap has connections.
      expect(await list.next()).toBe(NO_CHANGES);
      expect((await traffic[0]?.lap())?.get(10022)).toMatchObject({ failed: 0, servers: ["TargetServer2"] });
    }
  });

  test.each([
    { change: "the load balancer is replaced", option: replacing("load balancer"), answers: true },
    // Last, since nothing is left.
    { change: "the load balancer is removed", option: async () => Promise.resolve(["-destroy"]), answers: false },
  ])("$change: every forward is down, as impact says", async ({ change, option, answers }) => {
    const ports = ROWS.map(({ listenerPort }) => listenerPort);
    for (const { by, laps, contradictions } of await under(change, ROWS, ROWS, { option, ports })) {
      expect({ by, contradictions }).toEqual({ by, contradictions: [] });
      const seen = ports.map((port) => laps.get(port));
      expect(seen).toEqual(ports.map((): unknown => expect.objectContaining({ held: false, answers })));
    }
  });
});

function inSum(laps: readonly (Lap | undefined)[]): string {
  const sum = (count: (lap: Lap) => number): number => laps.reduce((all, lap) => all + (lap ? count(lap) : 0), 0);
  return `${sum(({ failed }) => failed)} of ${sum(({ connections }) => connections)} failed`;
}

/** What a client saw of the changed forwards. */
function told(
  before: readonly PortForward[],
  after: readonly PortForward[],
  laps: ReadonlyMap<number, Lap>,
  { ports: disturbed }: Disturbance,
): string {
  const ports = (rows: readonly PortForward[]): Set<number> => new Set(rows.map(({ listenerPort }) => listenerPort));
  const changed = [...before, ...after].filter(
    (row) =>
      disturbed.includes(row.listenerPort) || !unchanged(before, after).some((same) => isDeepStrictEqual(row, same)),
  );
  const cells = [...ports(changed)].sort().map((port) => {
    const lap = laps.get(port);
    if (!lap) return `${port}: not probed`;
    if (!ports(after).has(port)) return `${port}: removed`;
    if (!ports(before).has(port)) return `${port}: added`;
    const failed = `${lap.failed} of ${lap.connections} failed`;
    const gap = lap.gap > 0 ? `, ${(lap.gap / 1000).toFixed(1)} s without an answer` : "";
    return `${port}: ${failed}${gap}, the open one ${lap.held === true ? "stayed" : "was lost"}`;
  });
  return cells.join("; ");
}
