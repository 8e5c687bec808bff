import { HealthCheckProtocol, type PortForward } from "cdktf-port-forward-nlb";
import {
  attachment,
  CHANGES,
  ChangingList,
  documentedChanges,
  EVERYDAY_CHANGES,
  first,
  ROWS,
  SECOND,
  served,
  servedBy,
  updated,
  whole,
} from "./support/change-matrix";
import { ChangedLists, inOneStep, type Sequence } from "./support/changed-lists";
import { loadBalancerCases } from "./support/load-balancer-cases";
import { CONSTRUCT } from "./support/makers";
import { MODULE_CHANGES, MODULE_ROWS, moduleCases, ONE_ROW } from "./support/module-cases";
import { Suite } from "./support/suite";

// Each change in docs/changing.md except those in everyday/changes.test.ts.

const OLD = "172.31.129.10";

const IN_STEPS: readonly Sequence[] = [
  {
    title: "another target in two steps: the old one stays until the new one is there",
    lists: [
      {
        to: first({ targetIp: SECOND, targetPort: 2222, additionalTargets: [{ targetIp: OLD, targetPort: 22 }] }),
        plan: [attachment("create", 10022, `${SECOND}:2222`)],
        verdicts: { 10022: "elsewhere" },
      },
      {
        to: first({ targetIp: SECOND, targetPort: 2222 }),
        plan: [attachment("delete", 10022, `${OLD}:22`)],
        verdicts: { 10022: "drained" },
      },
    ],
    back: { 10022: "interrupted" },
  },
  {
    title: "an additional target becomes the row's own",
    lists: [
      {
        to: first({ additionalTargets: [{ targetIp: SECOND }] }),
        plan: [attachment("create", 10022, `${SECOND}:22`)],
        verdicts: { 10022: "elsewhere" },
      },
      { to: first({ targetIp: SECOND, additionalTargets: [{ targetIp: OLD }] }), plan: [], verdicts: {} },
    ],
    back: { 10022: "drained" },
  },
];

const OTHERS = CHANGES.filter((change) => !EVERYDAY_CHANGES.includes(change));

// All of them are load balancers of one fleet.
const lists = ChangedLists.begin([...OTHERS.map(inOneStep), ...IN_STEPS], async (network, aws) => ({
  ...(await loadBalancerCases(network, aws)),
  ...moduleCases(network),
}));

describe("a change of the list, applied and taken back", () => {
  test.each(lists.all)("$title, by $by", (list) => {
    expect(lists.seen(list)).toEqual(lists.expected(list));
    expect(lists.takenBack(list)).toEqual(lists.expectedBack(list));
  });
});

describe("a change of the load balancer, applied", () => {
  const LOAD_BALANCER = "aws_lb.forwarding_lb";
  const LISTENERS = ROWS.map(({ listenerPort }) => `aws_lb_listener.forwarding_${listenerPort}_listener`);
  const GROUPS = ROWS.map(({ listenerPort }) => `aws_lb_target_group.forwarding_${listenerPort}_target-group`);
  const ATTACHMENTS = ROWS.map(
    ({ listenerPort, targetIp, targetPort }) =>
      `aws_lb_target_group_attachment.forwarding_${listenerPort}_attachment-${targetIp.replaceAll(".", "-")}-${targetPort}`,
  );

  function each(action: string, addresses: readonly string[]): string[] {
    return addresses.map((address) => `${action} ${address}`).sort();
  }

  /** Expects a step's plan, an apply without errors, and an empty plan after it. Returns what AWS has then. */
  function step(id: string, index: number, plan: readonly string[]) {
    const { planned, failed, next, ...outcome } = lists.fleet.outcome(id, index);
    expect({ planned, failed, next }).toEqual({ planned: plan, failed: [], next: [] });
    if (!outcome.reported) throw new Error(`AWS has no load balancer of ${id}`);
    return { ...outcome, reported: outcome.reported };
  }

  const EVERYTHING_WITH_TAGS = each("update", [LOAD_BALANCER, ...LISTENERS, ...GROUPS]);

  test("tags: updates the tagged resources, and removes the tags again", () => {
    const tagged = step("tags", 1, EVERYTHING_WITH_TAGS);
    expect(tagged.reported.tags).toEqual({ team: "network" });
    expect(tagged.reported.forwards.map(({ listenerTags }) => listenerTags)).toEqual(
      ROWS.map(() => ({ team: "network" })),
    );
    const untagged = step("tags", 2, EVERYTHING_WITH_TAGS);
    expect(untagged.reported.tags).toEqual({});
    expect(servedBy(untagged)).toEqual(served(ROWS));
  });

  test("cross-zone: updates the load balancer", () => {
    const plan = [`update ${LOAD_BALANCER}`];
    const off = step("crosszone", 1, plan);
    expect(off.reported.attributes["load_balancing.cross_zone.enabled"]).toBe("false");
    expect(servedBy(off)).toEqual(served(ROWS));
    expect(step("crosszone", 2, plan).reported.attributes["load_balancing.cross_zone.enabled"]).toBe("true");
  });

  test("an added subnet: updates the load balancer", () => {
    const outcome = step("subnet", 1, [`update ${LOAD_BALANCER}`]);
    const zones = outcome.reported.loadBalancer.AvailabilityZones ?? [];
    const addresses = zones.flatMap(({ LoadBalancerAddresses: own = [] }) =>
      own.map(({ PrivateIPv4Address: address }) => address),
    );
    expect(addresses.sort()).toEqual(["172.31.128.10", "172.31.136.10", "172.31.144.10"]);
    expect(servedBy(outcome)).toEqual(served(ROWS));
  });

  test("another target with the same key: deregisters the old one, then registers the new one", () => {
    const plan = ["delete/create aws_lb_target_group_attachment.forwarding_10022_attachment-bastion"];
    expect(servedBy(step("key", 1, plan)).targets[0]).toEqual(["172.31.129.20:22"]);
    expect(servedBy(step("key", 2, plan))).toEqual(served(ROWS));
  });

  test("name: replaces the load balancer and the target groups, with deletion protection off", () => {
    const unprotected = step("name", 1, [`update ${LOAD_BALANCER}`]);
    const renamed = step("name", 2, each("delete/create", [LOAD_BALANCER, ...LISTENERS, ...GROUPS, ...ATTACHMENTS]));
    const arn = renamed.reported.loadBalancer.LoadBalancerArn;
    expect(arn).toContain("/renamed-nlb/");
    expect(arn).not.toBe(unprotected.reported.loadBalancer.LoadBalancerArn);
    expect(servedBy(renamed)).toEqual(served(ROWS));
  });

  test("name, with the same names on AWS: changes nothing", () => {
    expect(servedBy(step("name", 3, [])).targets).toEqual(served(ROWS).targets);
  });

  test("internal to internet-facing: replaces the load balancer", () => {
    const outcome = step("scheme", 1, each("delete/create", [LOAD_BALANCER, ...LISTENERS]));
    expect(outcome.reported.loadBalancer.Scheme).toBe("internet-facing");
    expect(servedBy(outcome)).toEqual(served(ROWS));
  });
});

describe("a change of the module's list, applied", () => {
  const [, ...OTHERS_OF_MODULE] = MODULE_ROWS;

  /** Returns a step's plan, by names in the module, and what AWS serves then. */
  function step(id: string, index: number) {
    const { planned, failed, next, ...outcome } = lists.fleet.outcome(id, index);
    const plan = planned.map((change) => change.replace(/module\.forwarding\.(aws_)?/, ""));
    return { plan, failed, next, served: servedBy(outcome) };
  }

  function applied(plan: readonly string[], rows: readonly PortForward[]): ReturnType<typeof step> {
    return { plan: [...plan], failed: [], next: [], served: served(rows) };
  }

  test.each(Object.entries(MODULE_CHANGES).map(([id, change]) => ({ id, ...change })))(
    "with $title touches no other forward",
    ({ id, row, plan }) => {
      expect(step(id, 1)).toEqual(applied(plan, [row, ...OTHERS_OF_MODULE]));
      expect(step(id, 2)).toMatchObject({ failed: [], next: [], served: served(MODULE_ROWS) });
    },
  );

  test("to another order of the forwards changes nothing", () => {
    expect(step("order", 1)).toEqual(applied([], MODULE_ROWS));
  });

  test("by one forward touches only that forward", () => {
    const plan = (action: string): string[] => ONE_ROW.map((resource) => `${action} ${resource}`);
    expect(step("row", 1)).toEqual(applied(plan("delete"), OTHERS_OF_MODULE));
    expect(step("row", 2)).toEqual(applied(plan("create"), MODULE_ROWS));
  });

  test("that gives a server a key changes nothing, with moved blocks", () => {
    expect(step("keyed", 1)).toEqual(applied([], MODULE_ROWS));
  });
});

describe("a health check that changes from TCP to HTTP", () => {
  const list = new ChangingList(Suite.begin(), CONSTRUCT);

  beforeAll(async () => list.begin());

  test("changes in place; to change it back, the forward is removed and added again", async () => {
    const requests = first({ healthCheck: { protocol: HealthCheckProtocol.HTTP } });
    expect(await list.apply(requests)).toEqual(list.expected(requests, updated(10022)));
    expect(await list.refused(ROWS)).toEqual([
      expect.stringMatching(
        /health_check\[0\]\.(path|matcher)" cannot be specified when "health_check\[0\]\.protocol" is "TCP"/,
      ),
    ]);
    const without = ROWS.slice(1);
    expect(await list.apply(without)).toEqual(list.expected(without, whole("delete", 10022, `${OLD}:22`)));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });
});

test("docs/changing.md has each change", () => {
  expect(documentedChanges()).toEqual(expect.arrayContaining(CHANGES.map(({ change, page = change }) => page)));
});
