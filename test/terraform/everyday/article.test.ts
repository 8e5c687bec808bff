import { ARTICLE_ADDRESSES, ARTICLE_FORWARDS } from "../support/article";
import { Suite } from "../support/suite";
import { synthesizeExample } from "../support/synth";
import { type Terraform } from "../support/terraform";

describe("the article's example, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(await synthesizeExample("article"));
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("plans 16 resources on AWS, and 6 that exist only in the state", async () => {
    const plan = await terraform.plan();
    expect(plan.resource_changes.map(({ change }) => change.actions)).toEqual(Array(22).fill(["create"]));
    expect(plan.resource_changes.map(({ type }) => type).sort()).toEqual([
      "aws_lb",
      ...Array<string>(5).fill("aws_lb_listener"),
      ...Array<string>(5).fill("aws_lb_target_group"),
      ...Array<string>(5).fill("aws_lb_target_group_attachment"),
      ...Array<string>(6).fill("terraform_data"),
    ]);
  });

  test("applies", async () => {
    expect(await terraform.apply()).toContain("Apply complete! Resources: 22 added, 0 changed, 0 destroyed.");
  });

  test("creates the article's load balancer", async () => {
    const loadBalancers = await suite.aws.loadBalancers();
    expect(loadBalancers).toEqual([
      expect.objectContaining({
        LoadBalancerName: "example-nlb",
        Type: "network",
        Scheme: "internal",
        SecurityGroups: [],
      }),
    ]);
    const zones = loadBalancers.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones);
    expect(new Map(zones.map(({ ZoneName, LoadBalancerAddresses }) => [ZoneName, LoadBalancerAddresses]))).toEqual(
      ARTICLE_ADDRESSES,
    );
    const [{ LoadBalancerArn = "" } = {}] = loadBalancers;
    expect(LoadBalancerArn).toContain(":loadbalancer/net/example-nlb/");
    const attributes = await suite.aws.loadBalancerAttributes(LoadBalancerArn);
    expect(attributes.get("deletion_protection.enabled")).toBe("true");
    expect(attributes.get("load_balancing.cross_zone.enabled")).toBe("true");
  });

  test("creates the forwards of the article's table", async () => {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    expect(await suite.aws.forwards(LoadBalancerArn)).toEqual(ARTICLE_FORWARDS);
    expect(await suite.aws.targetGroups()).toHaveLength(5);
  });

  test("plans again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("rejects a destroy while deletion protection is on, and is destroyed after", async () => {
    await expect(terraform.destroy()).rejects.toThrow("deletion protection is enabled");

    // The destroy removed listeners and targets before AWS refused, so only the load balancer is left to change.
    await terraform.write({
      "unprotected_override.tf.json": JSON.stringify({
        resource: { aws_lb: { [loadBalancerOf(await terraform.plan())]: { enable_deletion_protection: false } } },
      }),
    });
    await terraform.apply();
    expect(await terraform.planChanges()).toEqual([]);
    expect(await terraform.destroy()).toContain("Destroy complete! Resources: 22 destroyed.");
    expect(await suite.aws.loadBalancers()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});

function loadBalancerOf(plan: Awaited<ReturnType<Terraform["plan"]>>): string {
  const address = plan.resource_changes.find(({ type }) => type === "aws_lb")?.address ?? "";
  return address.slice("aws_lb.".length);
}
