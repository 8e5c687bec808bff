import { ARTICLE_ADDRESSES, ARTICLE_FORWARDS } from "./support/article";
import { moduleExample } from "./support/module";
import { Suite } from "./support/suite";
import type { Terraform } from "./support/terraform";

describe("the module's example of the article, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(await moduleExample("complete"));
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("applies, with a VPC and two subnets", async () => {
    expect(await terraform.apply()).toContain("Apply complete! Resources: 25 added, 0 changed, 0 destroyed.");
  });

  test("creates the article's load balancer and forwards", async () => {
    const loadBalancers = await suite.aws.loadBalancers();
    expect(loadBalancers).toEqual([
      expect.objectContaining({ LoadBalancerName: "example-nlb", Type: "network", Scheme: "internal" }),
    ]);
    const [{ LoadBalancerArn = "", AvailabilityZones = [] } = {}] = loadBalancers;
    expect(
      new Map(AvailabilityZones.map(({ ZoneName, LoadBalancerAddresses }) => [ZoneName, LoadBalancerAddresses])),
    ).toEqual(ARTICLE_ADDRESSES);
    const attributes = await suite.aws.loadBalancerAttributes(LoadBalancerArn);
    expect(attributes.get("deletion_protection.enabled")).toBe("true");
    expect(attributes.get("load_balancing.cross_zone.enabled")).toBe("true");
    expect(await suite.aws.forwards(LoadBalancerArn)).toEqual(ARTICLE_FORWARDS);
    expect(await suite.aws.targetGroups()).toHaveLength(5);
  });

  test("plans again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });
});
