import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { documentedChanges, ROWS, served } from "./support/change-matrix";
import { articleProps } from "./support/article";
import { Suite } from "./support/suite";
import { synthesize, synthesizeStack } from "./support/synth";
import { type Terraform, withoutHash } from "./support/terraform";

// Changes that need more than one apply: each test continues where the previous one ended. change-matrix.test.ts has
// the others.

test("docs/changing.md has each change", () => {
  const props = ["tags", "crossZone", "subnetMappings", "name", "privateIpv4Address", "internal", "external", "key"];
  expect(documentedChanges()).toEqual(expect.arrayContaining(["destroy", ...props.map((prop) => `\`${prop}\``)]));
});

describe("a load balancer that stays", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let current: PortForwardNlbProps;

  /** Every resource of the article's five forwards, as a plan names it. */
  const forwardIds = ROWS.flatMap(({ listenerPort, targetIp, targetPort }) => [
    `aws_lb_listener.forwarding_${listenerPort}_listener`,
    `aws_lb_target_group.forwarding_${listenerPort}_target-group`,
    `aws_lb_target_group_attachment.forwarding_${listenerPort}_attachment-${targetIp.replaceAll(".", "-")}-${targetPort}`,
  ]);
  const listeners = forwardIds.filter((id) => id.startsWith("aws_lb_listener."));

  beforeAll(async () => {
    const { network } = suite;
    current = articleProps(network);
    terraform = await suite.initialize(synthesize(current));
    await terraform.apply();
  });

  async function planned(): Promise<string[]> {
    return (await terraform.planChanges()).map(withoutHash);
  }

  /** Changes props, and returns the plan. */
  async function change(props: Partial<PortForwardNlbProps>): Promise<string[]> {
    current = { ...current, ...props };
    await terraform.write(synthesize(current));
    const plan = await planned();
    await terraform.applyPlan();
    return plan;
  }

  async function expectServed(): Promise<void> {
    expect(await suite.aws.targets()).toEqual(served(current.forwards).targets);
    expect(await suite.aws.targetGroups()).toHaveLength(current.forwards.length);
    expect(await terraform.planText()).toContain("No changes.");
  }

  function each(action: string, ids: readonly string[]): string[] {
    return ids.map((id) => `${action} ${id}`);
  }

  test("a key for a target without one: nothing, after moving its attachment in the state", async () => {
    const [first, ...others] = ROWS;
    const forwards = [...(first ? [{ ...first, key: "bastion" }] : []), ...others];
    current = { ...current, forwards };
    await terraform.write(synthesize(current));
    const [created = "", deleted = ""] = (await terraform.planChanges()).map((line) => line.split(" ")[1]);
    expect([created, deleted].map(withoutHash)).toEqual([
      "aws_lb_target_group_attachment.forwarding_10022_attachment-bastion",
      "aws_lb_target_group_attachment.forwarding_10022_attachment-172-31-129-10-22",
    ]);
    await terraform.moveState(deleted, created);
    await expectServed();
  });

  test("external alone, after the VPC got another block: deregisters the target, then registers it again", async () => {
    await suite.aws.addCidrBlock(suite.network.vpc_id, "10.0.0.0/16");
    const forwards = current.forwards.map(({ external: _, ...row }) => row);
    expect(await change({ forwards })).toEqual([
      "delete/create aws_lb_target_group_attachment.forwarding_30080_attachment-10-0-0-10-80",
    ]);
    await expectServed();
  });

  test("a replacement is rejected by the plan with preventDestroy", async () => {
    const guarded = (props: PortForwardNlbProps) =>
      synthesizeStack((stack) => {
        const { loadBalancer } = new PortForwardNlb(stack, "forwarding", props);
        loadBalancer.lifecycle = { ...loadBalancer.lifecycle, preventDestroy: true };
      });
    await terraform.write(guarded({ ...current, name: "other" }));
    const [error] = await terraform.planErrors();
    expect(error).toMatchObject({ severity: "error", summary: "Instance cannot be destroyed" });
    await terraform.write(guarded(current));
    await expectServed();
  });

  test("a replacement behind an endpoint service: is planned, and fails after the listeners are deleted", async () => {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    const serviceId = await suite.aws.createEndpointService(LoadBalancerArn);
    const replaced = { ...current, deletionProtection: false, loadBalancerName: "other-nlb" };
    await terraform.write(synthesize({ ...current, deletionProtection: false }));
    await terraform.apply();
    await terraform.write(synthesize(replaced));
    expect(await planned()).toEqual(["delete/create aws_lb.forwarding_lb", ...each("delete/create", listeners)]);
    const errors = await terraform.applyErrors();
    expect(errors.map(({ detail, summary }) => `${summary}${detail}`)).toEqual([
      expect.stringContaining("ResourceInUse"),
    ]);
    expect(await suite.aws.forwards(LoadBalancerArn)).toEqual([]);
    // The way out: the endpoint service releases the load balancer, or the list gets its old name back.
    await terraform.write(synthesize({ ...current, deletionProtection: false }));
    await terraform.apply();
    await expectServed();
    await suite.aws.deleteEndpointService(serviceId);
    await terraform.write(synthesize(current));
    await terraform.apply();
  });

  test("the first security group: is planned as a replacement of the load balancer", async () => {
    await terraform.write(synthesize({ ...current, securityGroupIds: ["sg-0a1b2c3d"] }));
    const plan = await planned();
    expect(plan).toContain("delete/create aws_lb.forwarding_lb");
    expect(plan).toEqual(expect.arrayContaining(each("delete/create", listeners)));
    await terraform.write(synthesize(current));
  });
});
