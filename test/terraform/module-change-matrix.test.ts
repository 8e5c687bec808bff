import { CHANGES, ChangingList, ROWS, served } from "./support/change-matrix";
import { MODULE } from "./support/makers";
import { Suite } from "./support/suite";

describe("a change of the module's list, applied and taken back", () => {
  const list = new ChangingList(Suite.begin(), MODULE);

  beforeAll(async () => list.begin());

  test.each(CHANGES)("$change", async ({ to, plan }) => {
    expect(await list.apply(to)).toEqual(list.expected(to, plan));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });
});
