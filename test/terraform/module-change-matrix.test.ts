import { CHANGES, ChangingList, RESOURCES, ROWS, served } from "./support/change-matrix";
import { moduleCall } from "./support/module";
import { Suite } from "./support/suite";
import { moduleArguments } from "../module-arguments";

describe("a change of the module's list, applied and taken back", () => {
  const list = new ChangingList(Suite.begin(), {
    files: ({ network }, forwards) =>
      moduleCall(
        moduleArguments({
          name: "example",
          vpcId: network.vpc_id,
          subnetMappings: [
            { subnetId: network.private_subnet_1a_id, privateIpv4Address: "172.31.128.10" },
            { subnetId: network.private_subnet_1c_id, privateIpv4Address: "172.31.136.10" },
          ],
          securityGroupIds: [],
          forwards,
        }),
      ),
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
