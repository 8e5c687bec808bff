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

  let subnets: string[];

  beforeAll(async () => {
    const { private_subnet_1a_id: one, private_subnet_1c_id: other } = suite.network;
    subnets = [one, other];
    terraform = await suite.initialize(configuration());
    await terraform.apply();
  });

  /** A load balancer of the construct, and one of the module with its addresses submodule. */
  function configuration(): Record<string, string> {
    const props = {
      ...namelessProps(suite.network),
      subnetMappings: subnets.map((subnetId) => ({ subnetId })),
      deletionProtection: false,
    };
    const module = {
      forwarding: moduleBlock(moduleArguments({ ...props, name: "module" })),
      addresses: {
        source: path.join(MODULE, "modules/addresses"),
        arn_suffix: "${module.forwarding.arn_suffix}",
        subnet_ids: Object.fromEntries(subnets.map((subnetId, index) => [String(index), subnetId])),
        depends_on: ["module.forwarding"],
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
    return subnets.map((subnet) => NetworkInterfaces.find(({ SubnetId }) => SubnetId === subnet)?.PrivateIpAddress);
  }

  test.each(["construct", "module"])("are outputs of the %s", async (name) => {
    const addresses = await addressesOf(name);
    expect(addresses).toEqual([
      expect.stringMatching(/^172\.31\.1(2[89]|3[0-5])\./),
      expect.stringMatching(/^172\.31\.1(3[6-9]|4[0-3])\./),
    ]);
    expect((await terraform.outputs())[name]).toEqual(addresses);
  });

  test("plan again without changes", async () => {
    expect(await terraform.planChanges()).toEqual([]);
  });

  test("include that of a subnet added in place, which has none yet at plan time", async () => {
    subnets = [...subnets, await suite.aws.createSubnet(suite.network.vpc_id, "172.31.144.0/21", "d")];
    await terraform.write(configuration());
    expect((await terraform.planChanges()).filter((change) => / (module\.forwarding\.)?aws_lb\./.test(change))).toEqual(
      [expect.stringMatching(/^update aws_lb\./), "update module.forwarding.aws_lb.this"],
    );
    await terraform.apply();
    for (const name of ["construct", "module"]) {
      const addresses = await addressesOf(name);
      expect(addresses[2]).toMatch(/^172\.31\.1(4[4-9]|5[01])\./);
      expect((await terraform.outputs())[name]).toEqual(addresses);
    }
    expect(await terraform.planChanges()).toEqual([]);
  });
});
