import path from "node:path";
import { DescribeNetworkInterfacesCommand } from "@aws-sdk/client-ec2";
import { TerraformOutput } from "cdktf";
import { PortForwardNlb } from "cdktf-port-forward-nlb";
import { moduleArguments } from "../module-arguments";
import { namelessProps } from "./support/article";
import { MODULE, moduleBlock } from "./support/module";
import { Suite } from "./support/suite";
import { synthesizeStack } from "./support/synth";
import type { Terraform } from "./support/terraform";

describe("private addresses that AWS chooses", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(configuration());
    await terraform.apply();
  });

  /** A load balancer of the construct, and one of the module with its submodule for addresses. */
  function configuration(): Record<string, string> {
    const { private_subnet_1a_id: one, private_subnet_1c_id: other } = suite.network;
    const props = { ...namelessProps(suite.network), subnetMappings: [{ subnetId: one }, { subnetId: other }] };
    const module = {
      forwarding: moduleBlock(moduleArguments({ ...props, name: "module" })),
      addresses: {
        source: path.join(MODULE, "modules/addresses"),
        arn_suffix: "${module.forwarding.arn_suffix}",
        subnet_ids: { one, other },
      },
    };
    return {
      ...synthesizeStack((stack) => {
        const nlb = new PortForwardNlb(stack, "forwarding", { ...props, name: "construct" });
        new TerraformOutput(stack, "construct", { value: nlb.endpoints()[0]?.addresses });
      }),
      "module.tf.json": JSON.stringify({
        module,
        output: { module: { value: "${values(module.addresses.private_ipv4_addresses)}" } },
      }),
    };
  }

  /** Addresses of a load balancer's network interfaces, in the order of the subnets. */
  async function addressesOf(name: string): Promise<(string | undefined)[]> {
    const Filters = [{ Name: "description", Values: [`ELB net/${name}-nlb/*`] }];
    const { NetworkInterfaces = [] } = await suite.aws.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    return [suite.network.private_subnet_1a_id, suite.network.private_subnet_1c_id].map(
      (subnet) => NetworkInterfaces.find(({ SubnetId }) => SubnetId === subnet)?.PrivateIpAddress,
    );
  }

  test.each(["construct", "module"])("are outputs of the %s", async (name) => {
    const addresses = await addressesOf(name);
    expect(addresses).toEqual([
      expect.stringMatching(/^172\.31\.1(2[89]|3[0-5])\./),
      expect.stringMatching(/^172\.31\.1(3[6-9]|4[0-3])\./),
    ]);
    expect((await terraform.outputs())[name]).toEqual(addresses);
  });

  test("re-plan clean", async () => {
    expect(await terraform.planChanges()).toEqual([]);
  });
});
