import { namelessProps } from "./support/article";
import { first, ROWS, served, servedBy } from "./support/change-matrix";
import { type Case, Fleet } from "./support/fleet";
import { CONSTRUCT } from "./support/makers";
import { Suite } from "./support/suite";

describe("a change of the load balancer, applied", () => {
  const suite = Suite.begin();
  const fleet = Fleet.begin(suite, async (network) => {
    const props = namelessProps(network);
    const further = await suite.aws.createSubnet(network.vpc_id, "172.31.144.0/21", "d");
    const subnetMappings = [...props.subnetMappings, { subnetId: further, privateIpv4Address: "172.31.144.10" }];
    const keyed = (targetIp: string) => ({ ...props, forwards: first({ targetIp, key: "bastion" }) });
    const unprotected = { ...props, deletionProtection: false };
    const renamedGroups = ROWS.map((row) => ({ ...row, targetGroupName: `renamed-tg-${row.listenerPort}` }));
    const steps: Record<string, Case["steps"]> = {
      tags: [props, { ...props, tags: { team: "network" } }, props],
      crosszone: [props, { ...props, crossZone: false }, props],
      subnet: [props, { ...props, subnetMappings }],
      key: [keyed("172.31.129.10"), keyed("172.31.129.20"), keyed("172.31.129.10")],
      name: [
        props,
        unprotected,
        { ...unprotected, name: "renamed" },
        { ...unprotected, name: "third", loadBalancerName: "renamed-nlb", forwards: renamedGroups },
      ],
      scheme: [
        unprotected,
        { ...unprotected, internal: false, subnetMappings: props.subnetMappings.map(({ subnetId }) => ({ subnetId })) },
      ],
    };
    return Object.fromEntries(Object.entries(steps).map(([id, each]) => [id, { maker: CONSTRUCT, steps: each }]));
  });

  const LOAD_BALANCER = "aws_lb.forwarding_lb";
  const LISTENERS = ROWS.map(({ listenerPort }) => `aws_lb_listener.forwarding_${listenerPort}_listener`);
  const GROUPS = ROWS.map(({ listenerPort }) => `aws_lb_target_group.forwarding_${listenerPort}_target-group`);
  const ATTACHMENTS = ROWS.map(
    ({ listenerPort, targetIp, targetPort }) =>
      `aws_lb_target_group_attachment.forwarding_${listenerPort}_attachment-${targetIp.replaceAll(".", "-")}-${targetPort}`,
  );

  function each(action: string, addresses: readonly string[]): string[] {
    return addresses.map((address) => `${action} ${address}`).sort();
  }

  /** Expects a step's plan, an apply without errors and a clean plan after it; returns what AWS then has. */
  function step(id: string, index: number, plan: readonly string[]) {
    const { planned, failed, next, ...outcome } = fleet.outcome(id, index);
    expect({ planned, failed, next }).toEqual({ planned: plan, failed: [], next: [] });
    if (!outcome.reported) throw new Error(`AWS has no load balancer of ${id}`);
    return { ...outcome, reported: outcome.reported };
  }

  const EVERYTHING_WITH_TAGS = each("update", [LOAD_BALANCER, ...LISTENERS, ...GROUPS]);

  test("tags: updates what has them, and takes them off again", () => {
    const tagged = step("tags", 1, EVERYTHING_WITH_TAGS);
    expect(tagged.reported.tags).toEqual({ team: "network" });
    expect(tagged.reported.forwards.map(({ listenerTags }) => listenerTags)).toEqual(
      ROWS.map(() => ({ team: "network" })),
    );
    const untagged = step("tags", 2, EVERYTHING_WITH_TAGS);
    expect(untagged.reported.tags).toEqual({});
    expect(servedBy(untagged)).toEqual(served(ROWS));
  });

  test("cross-zone: updates the load balancer", () => {
    const plan = [`update ${LOAD_BALANCER}`];
    const off = step("crosszone", 1, plan);
    expect(off.reported.attributes["load_balancing.cross_zone.enabled"]).toBe("false");
    expect(servedBy(off)).toEqual(served(ROWS));
    expect(step("crosszone", 2, plan).reported.attributes["load_balancing.cross_zone.enabled"]).toBe("true");
  });

  test("a subnet more: updates the load balancer", () => {
    const outcome = step("subnet", 1, [`update ${LOAD_BALANCER}`]);
    const zones = outcome.reported.loadBalancer.AvailabilityZones ?? [];
    const addresses = zones.flatMap(({ LoadBalancerAddresses: own = [] }) =>
      own.map(({ PrivateIPv4Address: address }) => address),
    );
    expect(addresses.sort()).toEqual(["172.31.128.10", "172.31.136.10", "172.31.144.10"]);
    expect(servedBy(outcome)).toEqual(served(ROWS));
  });

  test("another target of one key: takes it out, then puts the other in", () => {
    const plan = ["delete/create aws_lb_target_group_attachment.forwarding_10022_attachment-bastion"];
    expect(servedBy(step("key", 1, plan)).targets[0]).toEqual(["172.31.129.20:22"]);
    expect(servedBy(step("key", 2, plan))).toEqual(served(ROWS));
  });

  test("name: replaces the load balancer and the target groups, once the protection is off", () => {
    const unprotected = step("name", 1, [`update ${LOAD_BALANCER}`]);
    const renamed = step("name", 2, each("delete/create", [LOAD_BALANCER, ...LISTENERS, ...GROUPS, ...ATTACHMENTS]));
    const arn = renamed.reported.loadBalancer.LoadBalancerArn;
    expect(arn).toContain("/renamed-nlb/");
    expect(arn).not.toBe(unprotected.reported.loadBalancer.LoadBalancerArn);
    expect(servedBy(renamed)).toEqual(served(ROWS));
  });

  test("name, with the names on AWS kept: changes nothing", () => {
    expect(servedBy(step("name", 3, [])).targets).toEqual(served(ROWS).targets);
  });

  test("internal to internet-facing: replaces the load balancer", () => {
    const outcome = step("scheme", 1, each("delete/create", [LOAD_BALANCER, ...LISTENERS]));
    expect(outcome.reported.loadBalancer.Scheme).toBe("internet-facing");
    expect(servedBy(outcome)).toEqual(served(ROWS));
  });
});
