import { EVERYDAY_CHANGES } from "../support/change-matrix";
import { ChangedLists } from "../support/changed-lists";

// One change of each kind; ../change-matrix.test.ts has the others.

describe("a change of the list, applied and taken back", () => {
  const lists = ChangedLists.begin(EVERYDAY_CHANGES.map(({ change, ...list }) => ({ title: change, lists: [list] })));

  test.each(lists.all)("$title, by $by", (list) => {
    expect(lists.seen(list)).toEqual(lists.expected(list));
    expect(lists.takenBack(list)).toEqual(lists.expectedBack(list));
  });
});
