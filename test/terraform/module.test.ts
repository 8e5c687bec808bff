import { moduleCall, moduleExample } from "./support/module";
import { ARTICLE_ADDRESSES, ARTICLE_FORWARDS } from "./support/article";
import { Suite } from "./support/suite";
import { changes, type Terraform } from "./support/terraform";

describe("the module's example of the article, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(await moduleExample("complete"));
  });

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("applies, a VPC and two subnets with it", async () => {
    expect(await terraform.apply()).toContain("Apply complete! Resources: 19 added, 0 changed, 0 destroyed.");
  });

  test("makes the article's load balancer and forwards", async () => {
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

  test("is planned again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });
});

describe("a change of the module's list, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let rest: Record<string, unknown>;

  const SSH = { listener_port: 10022, target_ip: "172.31.129.10", target_port: 22 };
  const WEB = { listener_port: 10080, target_ip: "172.31.129.10", target_port: 80 };
  const REMOTE = { listener_port: 30080, target_ip: "10.0.0.10", target_port: 80, external: true };
  const ROWS = [SSH, WEB, REMOTE];

  beforeAll(async () => {
    rest = {
      name: "example",
      vpc_id: suite.network.vpc_id,
      subnet_mappings: [
        { subnet_id: suite.network.private_subnet_1a_id, private_ipv4_address: "172.31.128.10" },
        { subnet_id: suite.network.private_subnet_1c_id, private_ipv4_address: "172.31.136.10" },
      ],
      client_cidr_blocks: ["172.31.0.0/16"],
      alarms: { action_arns: [] },
    };
    terraform = await suite.initialize(list(ROWS));
    await terraform.apply();
  });

  function list(forwards: unknown): Record<string, string> {
    return moduleCall({ ...rest, forwards });
  }

  async function targets(): Promise<string[][]> {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    const forwards = await suite.aws.forwards(LoadBalancerArn);
    return forwards.map((forward) => forward.targets.map((target) => `${target?.Id}:${target?.Port}`));
  }

  /** What a change of the list is planned as, of the module's resources by their names in it. */
  async function planned(): Promise<string[]> {
    return changes(await terraform.plan()).map((change) => change.replace("module.forwarding.aws_", ""));
  }

  test.each([
    {
      change: "another target port",
      row: { ...SSH, target_port: 2222 },
      resources: [
        'create lb_target_group_attachment.this["10022/172.31.129.10:2222"]',
        'create vpc_security_group_egress_rule.targets["tcp/172.31.129.10:2222"]',
        'delete lb_target_group_attachment.this["10022/172.31.129.10:22"]',
        'delete vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
        'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
      ],
    },
    {
      change: "another target IP",
      row: { ...SSH, target_ip: "172.31.137.10" },
      resources: [
        'create lb_target_group_attachment.this["10022/172.31.137.10:22"]',
        'create vpc_security_group_egress_rule.targets["tcp/172.31.137.10:22"]',
        'delete lb_target_group_attachment.this["10022/172.31.129.10:22"]',
        'delete vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
        'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
      ],
    },
    {
      change: "another protocol",
      row: { ...SSH, protocol: "TCP_UDP" },
      resources: [
        'create vpc_security_group_egress_rule.targets["udp/172.31.129.10:22"]',
        'create vpc_security_group_ingress_rule.client_cidr_blocks["10022/udp/172.31.0.0/16"]',
        'delete/create lb_listener.this["10022"]',
        'delete/create lb_target_group.this["10022"]',
        'delete/create lb_target_group_attachment.this["10022/172.31.129.10:22"]',
        'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
        'update vpc_security_group_ingress_rule.client_cidr_blocks["10022/tcp/172.31.0.0/16"]',
      ],
    },
  ])("with $change touches no other forward", async ({ row, resources }) => {
    await terraform.write(list([row, WEB, REMOTE]));
    expect(await planned()).toEqual(resources);

    await terraform.apply();
    expect(await targets()).toEqual([row, WEB, REMOTE].map((each) => [`${each.target_ip}:${each.target_port}`]));
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(list(ROWS));
    await terraform.apply();
    expect(await targets()).toEqual(ROWS.map((each) => [`${each.target_ip}:${each.target_port}`]));
  });

  test("to another order of the rows is no change", async () => {
    await terraform.write(list([...ROWS].reverse()));
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("by a row touches that row alone", async () => {
    const resources = (action: string): string[] => [
      `${action} cloudwatch_metric_alarm.unhealthy_hosts["10022"]`,
      `${action} lb_listener.this["10022"]`,
      `${action} lb_target_group.this["10022"]`,
      `${action} lb_target_group_attachment.this["10022/172.31.129.10:22"]`,
      `${action} vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]`,
      `${action} vpc_security_group_ingress_rule.client_cidr_blocks["10022/tcp/172.31.0.0/16"]`,
    ];
    await terraform.write(list([WEB, REMOTE]));
    expect(await planned()).toEqual(resources("delete"));
    await terraform.apply();
    expect(await targets()).toEqual([["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(list(ROWS));
    expect(await planned()).toEqual(resources("create"));
    await terraform.apply();
    expect(await targets()).toEqual([["172.31.129.10:22"], ["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");
  });
});

describe("the module's example of instances, whose addresses are not known when it is planned", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    const { vpc_id, private_subnet_1a_id, private_subnet_1c_id } = suite.network;
    terraform = await suite.initialize({
      ...(await moduleExample("instances")),
      "network.auto.tfvars.json": JSON.stringify({
        vpc_id,
        subnet_ids: [private_subnet_1a_id, private_subnet_1c_id],
        ami: "ami-0a1b2c3d",
      }),
      "unprotected_override.tf.json": JSON.stringify({ module: { forwarding: { deletion_protection: false } } }),
    });
  });

  test("is planned and applied in one go, and planned again without changes", async () => {
    await terraform.apply();
    expect(await terraform.planText()).toContain("No changes.");
    expect(await targets()).toEqual([[`${await address()}:22`], [`${await address()}:80`]]);
  });

  test("attaches another instance in its place, and leaves listeners and target groups alone", async () => {
    const before = await address();
    await terraform.write({ "zz.auto.tfvars.json": JSON.stringify({ ami: "ami-4e5f6a7b" }) });
    expect(changes(await terraform.plan())).toEqual([
      "delete/create aws_instance.bastion",
      'delete/create module.forwarding.aws_lb_target_group_attachment.this["10022/bastion"]',
      'delete/create module.forwarding.aws_lb_target_group_attachment.this["10080/bastion"]',
      'update module.forwarding.aws_vpc_security_group_egress_rule.targets["tcp/bastion:22"]',
      'update module.forwarding.aws_vpc_security_group_egress_rule.targets["tcp/bastion:80"]',
    ]);
    await terraform.apply();
    expect(await address()).not.toBe(before);
    expect(await targets()).toEqual([[`${await address()}:22`], [`${await address()}:80`]]);
    expect(await terraform.planText()).toContain("No changes.");
  });

  async function address(): Promise<string> {
    const { endpoints } = (await terraform.outputs()) as { endpoints: { target_ip: string }[] };
    return endpoints[0]?.target_ip ?? "";
  }

  async function targets(): Promise<string[][]> {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    const forwards = await suite.aws.forwards(LoadBalancerArn);
    return forwards.map((forward) => forward.targets.map((target) => `${target?.Id}:${target?.Port}`));
  }
});
