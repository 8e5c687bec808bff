import { HealthCheckProtocol } from "cdktf-port-forward-nlb";
import {
  attachment,
  CHANGES,
  ChangingList,
  documentedChanges,
  first,
  ROWS,
  SECOND,
  served,
  updated,
  whole,
} from "./support/change-matrix";
import { CONSTRUCT } from "./support/makers";
import { Suite } from "./support/suite";

describe("a change of the construct's list, applied and taken back", () => {
  const OLD = "172.31.129.10";

  const list = new ChangingList(Suite.begin(), CONSTRUCT);

  beforeAll(async () => list.begin());

  test.each(CHANGES)("$change", async ({ to, plan }) => {
    expect(await list.apply(to)).toEqual(list.expected(to, plan));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });

  test("another target in two steps: the old one stays until the new one is there", async () => {
    const next = { targetIp: SECOND, targetPort: 2222 };
    const both = first({ ...next, additionalTargets: [{ targetIp: OLD, targetPort: 22 }] });
    expect(await list.apply(both)).toEqual(list.expected(both, [attachment("create", 10022, `${SECOND}:2222`)]));
    const alone = first(next);
    expect(await list.apply(alone)).toEqual(list.expected(alone, [attachment("delete", 10022, `${OLD}:22`)]));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });

  test("a further target becomes the row's own", async () => {
    await list.apply(first({ additionalTargets: [{ targetIp: SECOND }] }));
    const promoted = first({ targetIp: SECOND, additionalTargets: [{ targetIp: OLD }] });
    expect(await list.apply(promoted)).toEqual(list.expected(promoted, []));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });

  test("a health check becomes one of requests in place; back, the row is taken out, and put in again", async () => {
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

  test("docs/changing.md has each", () => {
    expect(documentedChanges()).toEqual(expect.arrayContaining(CHANGES.map(({ change }) => change)));
  });
});
