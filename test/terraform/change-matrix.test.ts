import { HealthCheckProtocol } from "cdktf-port-forward-nlb";
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
  updated,
  whole,
} from "./support/change-matrix";
import { ChangedLists, type Sequence } from "./support/changed-lists";
import { CONSTRUCT } from "./support/makers";
import { Suite } from "./support/suite";

// Each change of docs/changing.md but those of everyday/changes.test.ts.

const OLD = "172.31.129.10";

const IN_STEPS: readonly Sequence[] = [
  {
    title: "another target in two steps: the old one stays until the new one is there",
    lists: [
      {
        to: first({ targetIp: SECOND, targetPort: 2222, additionalTargets: [{ targetIp: OLD, targetPort: 22 }] }),
        plan: [attachment("create", 10022, `${SECOND}:2222`)],
      },
      {
        to: first({ targetIp: SECOND, targetPort: 2222 }),
        plan: [attachment("delete", 10022, `${OLD}:22`)],
      },
    ],
  },
  {
    title: "a further target becomes the row's own",
    lists: [
      {
        to: first({ additionalTargets: [{ targetIp: SECOND }] }),
        plan: [attachment("create", 10022, `${SECOND}:22`)],
      },
      { to: first({ targetIp: SECOND, additionalTargets: [{ targetIp: OLD }] }), plan: [] },
    ],
  },
];

const OTHERS = CHANGES.filter((change) => !EVERYDAY_CHANGES.includes(change));

describe("a change of the list, applied and taken back", () => {
  const lists = ChangedLists.begin([
    ...OTHERS.map(({ change, ...list }) => ({ title: change, lists: [list] })),
    ...IN_STEPS,
  ]);

  test.each(lists.all)("$title, by $by", (list) => {
    expect(lists.seen(list)).toEqual(lists.expected(list));
    expect(lists.takenBack(list)).toEqual(lists.expectedBack(list));
  });
});

describe("a health check that becomes one of requests", () => {
  const list = new ChangingList(Suite.begin(), CONSTRUCT);

  beforeAll(async () => list.begin());

  test("changes in place; back, the row is taken out, and put in again", async () => {
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
  expect(documentedChanges()).toEqual(expect.arrayContaining(CHANGES.map(({ change }) => change)));
});
