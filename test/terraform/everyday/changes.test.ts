import { EVERYDAY_CHANGES } from "../support/change-matrix";
import { ChangedLists, inOneStep } from "../support/changed-lists";

// One change of each kind; ../change-matrix.test.ts has the others.

describe("a change of the list, applied and taken back", () => {
  const lists = ChangedLists.begin(EVERYDAY_CHANGES.map(inOneStep));

  test.each(lists.all)("$title, by $by", (list) => {
    expect(lists.seen(list)).toEqual(lists.expected(list));
    expect(lists.takenBack(list)).toEqual(lists.expectedBack(list));
  });
});
