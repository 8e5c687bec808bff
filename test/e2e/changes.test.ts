import { isDeepStrictEqual } from "node:util";
import type { PortForward } from "cdktf-port-forward-nlb";
import { markdownTable } from "markdown-table";
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
].map((name) => {
  const change = CHANGES.find(({ change }) => change === name);
  if (!change) throw new Error(`the matrix has no change "${name}"`);
  return change;
});

/** Every port of any list, and the service behind it. */
const PROBED: Probed[] = [ROWS, ...CHANGED.map(({ to }) => to)]
  .flat()
  .map(({ listenerPort: port, targetPort }) => ({ port, service: targetPort % 100 === 22 ? "ssh" : "http" }) as const)
  .filter(({ port }, index, all) => all.findIndex((other) => other.port === port) === index);

/** Forwards that both lists have. */
function unchanged(before: readonly PortForward[], after: readonly PortForward[]): PortForward[] {
  return before.filter((row) => after.some((other) => isDeepStrictEqual(row, other)));
}

describe("a list that changes under traffic", () => {
  // The construct and the module run side by side, since they mostly wait.
  const runs = [
    { by: "the construct", maker: CONSTRUCT },
    { by: "the Terraform module", maker: MODULE },
  ].map(({ by, maker }) => {
    const suite = Suite.begin();
    const twin = Twin.begin(suite);
    const list = new ChangingList(suite, maker, { forwardDefaults: { healthCheck: QUICK_CHECKS } });
    const printed: string[][] = [["Change", "Rows not changed", "Changed rows"]];
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
  });

  /** Applies a list, and returns the results of the connections until all its targets are healthy. */
  async function under(change: string, before: readonly PortForward[], after: readonly PortForward[]) {
    const applied = runs.map(async ({ by, twin, list, printed, traffic: [traffic] }) => {
      await traffic?.lap();
      await twin.dataPlane.followDuring(list.applyUnseen(after));
      const laps = (await traffic?.lap()) ?? new Map<number, Lap>();
      const stay = unchanged(before, after).map(({ listenerPort }) => laps.get(listenerPort));
      printed.push([change, inSum(stay), told(before, after, laps)]);
      return { by, laps };
    });
    return Promise.all(applied);
  }

  /** What a client sees of unchanged forwards. */
  function undisturbed(before: readonly PortForward[], after: readonly PortForward[]): [number, unknown][] {
    return unchanged(before, after).map(({ listenerPort, targetIp }) => [
      listenerPort,
      expect.objectContaining({ failed: 0, problems: [], servers: [hostAt(targetIp)], held: true }),
    ]);
  }

  test.each(CHANGED)("$change: no other forward loses a connection", async ({ change, to }) => {
    for (const [name, before, after] of [
      [change, ROWS, to],
      ["… and back", to, ROWS],
    ] as const) {
      const ports = unchanged(before, after).map(({ listenerPort }) => listenerPort);
      for (const { by, laps } of await under(name, before, after)) {
        expect({ by, laps: [...laps] }).toEqual({
          by,
          laps: expect.arrayContaining(undisturbed(before, after)),
        });
        expect(Math.min(...ports.map((port) => laps.get(port)?.connections ?? 0))).toBeGreaterThan(20);
      }
    }
  });

  test("another target in two steps: the forward loses no connection", async () => {
    const both = first({ targetIp: SECOND, additionalTargets: [{ targetIp: "172.31.129.10" }] });
    const steps = [ROWS, both, first({ targetIp: SECOND })];
    for (const [index, name] of ["another target IP, first step", "… second step"].entries()) {
      const [before = [], after = []] = steps.slice(index);
      for (const { by, laps } of await under(name, before, after)) {
        const itself = [10022, expect.objectContaining({ failed: 0, problems: [], held: true })];
        expect({ by, laps: [...laps] }).toEqual({
          by,
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
});

function inSum(laps: readonly (Lap | undefined)[]): string {
  const sum = (count: (lap: Lap) => number): number => laps.reduce((all, lap) => all + (lap ? count(lap) : 0), 0);
  return `${sum(({ failed }) => failed)} of ${sum(({ connections }) => connections)} failed`;
}

/** What a client saw of the changed forwards. */
function told(before: readonly PortForward[], after: readonly PortForward[], laps: ReadonlyMap<number, Lap>): string {
  const ports = (rows: readonly PortForward[]): Set<number> => new Set(rows.map(({ listenerPort }) => listenerPort));
  const changed = [...before, ...after].filter(
    (row) => !unchanged(before, after).some((same) => isDeepStrictEqual(row, same)),
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
