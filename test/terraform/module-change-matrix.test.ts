import { CHANGES, ChangingList, RESOURCES, ROWS, served } from "./support/change-matrix";
import { moduleCall } from "./support/module";
import { articleProps } from "./support/article";
import { Suite } from "./support/suite";
import { moduleArguments } from "../module-arguments";

describe("a change of the module's list, applied and taken back", () => {
  const list = new ChangingList(Suite.begin(), {
    files: ({ network }, forwards) => moduleCall(moduleArguments(articleProps(network, forwards))),
    address: (part, listenerPort, target) => {
      const key = target === undefined ? String(listenerPort) : `${listenerPort}/${target}`;
      return `module.forwarding.${RESOURCES[part]}.this["${key}"]`;
    },
  });

  beforeAll(async () => list.begin());

  test.each(CHANGES)("$change", async ({ to, plan }) => {
    expect(await list.apply(to)).toEqual(list.expected(to, plan));
    expect(await list.takeBack()).toEqual(served(ROWS));
  });
});
