import type { NlbSubnetMapping, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { articleProps } from "./support/article";
import { NO_CHANGES, ROWS, served } from "./support/change-matrix";
import { Suite } from "./support/suite";
import { synthesize } from "./support/synth";
import { type Terraform, withoutHash } from "./support/terraform";

// Destroys that AWS refuses halfway: each test continues where the previous one ended.

describe("a load balancer with deletion protection", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let props: PortForwardNlbProps;

  beforeAll(async () => {
    props = articleProps(suite.network);
    terraform = await suite.initialize(synthesize(props));
    await terraform.apply();
  });

  async function expectServed(): Promise<void> {
    expect(await suite.aws.targets()).toEqual(served(ROWS).targets);
    expect(await suite.aws.targetGroups()).toHaveLength(ROWS.length);
    expect(await terraform.planText()).toContain(NO_CHANGES);
  }

  /** Addresses of the load balancer, by Availability Zone. */
  async function addresses(): Promise<(string | undefined)[]> {
    const [{ AvailabilityZones = [] } = {}] = await suite.aws.loadBalancers();
    return AvailabilityZones.flatMap(({ LoadBalancerAddresses = [] }) =>
      LoadBalancerAddresses.map(({ PrivateIPv4Address }) => PrivateIPv4Address),
    ).sort();
  }

  test("isn't destroyed, but loses its forwards; it gets them back with the protection off", async () => {
    await expect(terraform.destroy()).rejects.toThrow("deletion protection is enabled");
    // docs/changing.md warns about this.
    expect(await suite.aws.loadBalancers()).toHaveLength(1);
    expect(await suite.aws.targets()).toEqual([]);

    props = { ...props, deletionProtection: false };
    await terraform.write(synthesize(props));
    await terraform.apply();
    await expectServed();
  });

  test("keeps its static address and all forwards until it is replaced", async () => {
    const [first, ...others] = props.subnetMappings as [NlbSubnetMapping, ...NlbSubnetMapping[]];
    const before = await addresses();
    props = { ...props, subnetMappings: [{ ...first, privateIpv4Address: "172.31.128.11" }, ...others] };
    await terraform.write(synthesize(props));
    const [update = ""] = await terraform.planChanges();
    expect(withoutHash(update)).toBe("update aws_lb.forwarding_lb");
    await expect(terraform.applyPlan()).rejects.toThrow("SetSubnets");
    expect(await addresses()).toEqual(before);
    expect(await suite.aws.targets()).toEqual(served(ROWS).targets);

    await terraform.applyReplacing(update.replace("update ", ""));
    expect(await addresses()).toEqual(["172.31.128.11", ...before.slice(1)]);
    await expectServed();
  });

  test("is destroyed after the protection is off, and leaves nothing", async () => {
    await terraform.destroy();
    expect(await suite.aws.loadBalancers()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});
