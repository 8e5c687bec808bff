import { moduleCall } from "./support/module";
import { Suite } from "./support/suite";
import { changes, type Terraform } from "./support/terraform";

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
    expect(await suite.aws.targets()).toEqual(
      [row, WEB, REMOTE].map((each) => [`${each.target_ip}:${each.target_port}`]),
    );
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(list(ROWS));
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual(ROWS.map((each) => [`${each.target_ip}:${each.target_port}`]));
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
    expect(await suite.aws.targets()).toEqual([["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(list(ROWS));
    expect(await planned()).toEqual(resources("create"));
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual([["172.31.129.10:22"], ["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("that gives a server a key is none, with what it names moved", async () => {
    const keyed = [SSH, WEB].map((row) => ({ ...row, key: "bastion" }));
    const moved = [SSH, WEB].flatMap(({ listener_port, target_ip, target_port }) => [
      moves(
        "lb_target_group_attachment.this",
        `${listener_port}/${target_ip}:${target_port}`,
        `${listener_port}/bastion`,
      ),
      moves("vpc_security_group_egress_rule.targets", `tcp/${target_ip}:${target_port}`, `tcp/bastion:${target_port}`),
    ]);
    await terraform.write({ ...list([...keyed, REMOTE]), "moved.tf.json": JSON.stringify({ moved }) });
    expect(await planned()).toEqual([]);
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual(ROWS.map((each) => [`${each.target_ip}:${each.target_port}`]));
    expect(await terraform.planText()).toContain("No changes.");
  });

  function moves(resource: string, from: string, to: string): Record<string, string> {
    const address = `module.forwarding.aws_${resource}`;
    return { from: `${address}["${from}"]`, to: `${address}["${to}"]` };
  }
});
