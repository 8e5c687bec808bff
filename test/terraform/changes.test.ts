import { type NlbSubnetMapping, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { documentedChanges, ROWS, served } from "./support/change-matrix";
import { articleProps } from "./support/article";
import { Suite } from "./support/suite";
import { synthesize, synthesizeStack } from "./support/synth";
import { changes, type Terraform, withoutHash } from "./support/terraform";

// Changes of the load balancer, and of what one row's target is known by: each test goes on where the one before ended.

test("docs/changing.md has each", () => {
  const changed = ["tags", "cross-zone", "a subnet more", "`name`", "a static address", "`internal`", "destroy"];
  const ofRows = ["`external` alone", "another target of one `key`", "a `key` is given to a target that has none"];
  expect(documentedChanges()).toEqual(expect.arrayContaining([...changed, ...ofRows]));
});

describe("a change of the load balancer, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let current: PortForwardNlbProps;

  /** Everything of the article's five forwards, as a plan names it. */
  const forwardIds = ROWS.flatMap(({ listenerPort, targetIp, targetPort }) => [
    `aws_lb_listener.forwarding_${listenerPort}_listener`,
    `aws_lb_target_group.forwarding_${listenerPort}_target-group`,
    `aws_lb_target_group_attachment.forwarding_${listenerPort}_attachment-${targetIp.replaceAll(".", "-")}-${targetPort}`,
  ]);
  const listeners = forwardIds.filter((id) => id.startsWith("aws_lb_listener."));
  const groups = forwardIds.filter((id) => id.startsWith("aws_lb_target_group."));

  beforeAll(async () => {
    const { network } = suite;
    current = articleProps(network);
    terraform = await suite.initialize(synthesize(current));
    await terraform.apply();
  });

  async function planned(): Promise<string[]> {
    return changes(await terraform.plan()).map(withoutHash);
  }

  /** Changes props, and says what that was planned as. */
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

  async function arns(): Promise<(string | undefined)[]> {
    const loadBalancers = await suite.aws.loadBalancers();
    return loadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
  }

  /** The load balancer's own, by Availability Zone. */
  async function addresses(): Promise<(string | undefined)[]> {
    const [{ AvailabilityZones = [] } = {}] = await suite.aws.loadBalancers();
    return AvailabilityZones.flatMap(({ LoadBalancerAddresses = [] }) =>
      LoadBalancerAddresses.map(({ PrivateIPv4Address }) => PrivateIPv4Address),
    ).sort();
  }

  test("tags: updates what has them", async () => {
    const lb = "aws_lb.forwarding_lb";
    expect(await change({ tags: { team: "network" } })).toEqual(each("update", [lb, ...listeners, ...groups].sort()));
    const [arn = ""] = await arns();
    expect(await suite.aws.tags(arn)).toEqual(new Map([["team", "network"]]));
    await expectServed();
  });

  test("cross-zone: updates the load balancer", async () => {
    expect(await change({ crossZone: false })).toEqual(["update aws_lb.forwarding_lb"]);
    await expectServed();
    expect(await change({ crossZone: true, tags: undefined })).toHaveLength(11);
  });

  test("a subnet more: updates the load balancer", async () => {
    const subnetId = await suite.aws.createSubnet(suite.network.vpc_id, "172.31.144.0/21", "d");
    const subnetMappings = [...current.subnetMappings, { subnetId, privateIpv4Address: "172.31.144.10" }];
    expect(await change({ subnetMappings })).toEqual(["update aws_lb.forwarding_lb"]);
    expect(await addresses()).toEqual(["172.31.128.10", "172.31.136.10", "172.31.144.10"]);
    await expectServed();
  });

  test("a key for a target that has none: nothing, once its attachment is moved in the state", async () => {
    const [first, ...others] = ROWS;
    const forwards = [...(first ? [{ ...first, key: "bastion" }] : []), ...others];
    current = { ...current, forwards };
    await terraform.write(synthesize(current));
    const [created = "", deleted = ""] = changes(await terraform.plan()).map((line) => line.split(" ")[1]);
    expect([created, deleted].map(withoutHash)).toEqual([
      "aws_lb_target_group_attachment.forwarding_10022_attachment-bastion",
      "aws_lb_target_group_attachment.forwarding_10022_attachment-172-31-129-10-22",
    ]);
    await terraform.moveState(deleted, created);
    await expectServed();
  });

  test("another target of one key: takes it out, then puts the other in", async () => {
    const [first, ...others] = current.forwards;
    const forwards = [...(first ? [{ ...first, targetIp: "172.31.129.20" }] : []), ...others];
    expect(await change({ forwards })).toEqual([
      "delete/create aws_lb_target_group_attachment.forwarding_10022_attachment-bastion",
    ]);
    await expectServed();
    // the article's list again
    await change({ forwards: [...ROWS] });
    await expectServed();
  });

  test("external alone, since the VPC got another block: takes the target out, then puts it in again", async () => {
    await suite.aws.addCidrBlock(suite.network.vpc_id, "10.0.0.0/16");
    const forwards = ROWS.map(({ external: _, ...row }) => row);
    expect(await change({ forwards })).toEqual([
      "delete/create aws_lb_target_group_attachment.forwarding_30080_attachment-10-0-0-10-80",
    ]);
    await expectServed();
  });

  const REPLACED = each("delete/create", ["aws_lb.forwarding_lb", ...forwardIds].sort());

  test("a replacement is refused by the plan, where preventDestroy says so", async () => {
    const guarded = (props: PortForwardNlbProps) =>
      synthesizeStack((stack) => {
        const { loadBalancer } = new PortForwardNlb(stack, "forwarding", props);
        loadBalancer.lifecycle = { preventDestroy: true };
      });
    await terraform.write(guarded({ ...current, name: "other" }));
    const [error] = await terraform.planErrors();
    expect(error).toMatchObject({ severity: "error", summary: "Instance cannot be destroyed" });
    await terraform.write(guarded(current));
    await expectServed();
  });

  test("the first security group: is planned as a replacement of the load balancer", async () => {
    await terraform.write(synthesize({ ...current, securityGroupIds: ["sg-0a1b2c3d"] }));
    const plan = await planned();
    expect(plan).toContain("delete/create aws_lb.forwarding_lb");
    expect(plan).toEqual(expect.arrayContaining(each("delete/create", listeners)));
    await terraform.write(synthesize(current));
  });

  test("name: replaces the load balancer and the target groups, in two steps", async () => {
    const [before] = await arns();
    expect(await change({ deletionProtection: false })).toEqual(["update aws_lb.forwarding_lb"]);
    expect(await change({ name: "renamed" })).toEqual(REPLACED);
    expect(await arns()).toEqual([expect.stringContaining("/renamed-nlb/")]);
    expect(await arns()).not.toEqual([before]);
    await expectServed();
  });

  test("name, with the names of AWS kept: nothing", async () => {
    const named = ROWS.map(({ external: _, ...row }) => ({
      ...row,
      targetGroupName: `renamed-tg-${row.listenerPort}`,
    }));
    expect(await change({ name: "third", loadBalancerName: "renamed-nlb", forwards: named })).toEqual([]);
    await expectServed();
  });

  test("a static address: an update that fails and changes nothing, until the load balancer is replaced", async () => {
    const [first, ...others] = current.subnetMappings as [NlbSubnetMapping, ...NlbSubnetMapping[]];
    const before = await addresses();
    current = { ...current, subnetMappings: [{ ...first, privateIpv4Address: "172.31.128.11" }, ...others] };
    await terraform.write(synthesize(current));
    const [update = ""] = changes(await terraform.plan());
    expect(withoutHash(update)).toBe("update aws_lb.forwarding_lb");
    await expect(terraform.applyPlan()).rejects.toThrow("SetSubnets");
    expect(await addresses()).toEqual(before);
    expect(await suite.aws.targets()).toEqual(served(current.forwards).targets);

    await terraform.applyReplacing(update.replace("update ", ""));
    expect(await addresses()).toEqual(["172.31.128.11", ...before.slice(1)]);
    await expectServed();
  });

  test("internal to internet-facing: replaces the load balancer", async () => {
    const subnetMappings = current.subnetMappings.map(({ subnetId }) => ({ subnetId }));
    const plan = await change({ internal: false, subnetMappings });
    expect(plan).toEqual(expect.arrayContaining(["delete/create aws_lb.forwarding_lb"]));
    const [loadBalancer] = await suite.aws.loadBalancers();
    expect(loadBalancer?.Scheme).toBe("internet-facing");
    await expectServed();
  });

  test("destroy: is refused while deletion protection is on, when the forwards are gone, and leaves nothing once it is off", async () => {
    await change({ deletionProtection: true });
    await expect(terraform.destroy()).rejects.toThrow("deletion protection is enabled");
    // what the page warns of: the load balancer is still there, and none of its forwards
    expect(await suite.aws.loadBalancers()).toHaveLength(1);
    expect(await suite.aws.targets()).toEqual([]);
    await change({ deletionProtection: false });
    await terraform.destroy();
    expect(await suite.aws.loadBalancers()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});
