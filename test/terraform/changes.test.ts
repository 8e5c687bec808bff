import type { PortForward, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { Suite } from "./support/suite";
import { synthesize } from "./support/synth";
import { changes, type Terraform, withoutHash } from "./support/terraform";

describe("a change of the list, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let props: Omit<PortForwardNlbProps, "forwards">;

  const rows: PortForward[] = [
    { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 },
    { listenerPort: 10080, targetIp: "172.31.129.10", targetPort: 80 },
    { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true },
  ];

  beforeAll(async () => {
    const { network } = suite;
    props = {
      name: "example",
      vpcId: network.vpc_id,
      subnetMappings: [
        { subnetId: network.private_subnet_1a_id, privateIpv4Address: "172.31.128.10" },
        { subnetId: network.private_subnet_1c_id, privateIpv4Address: "172.31.136.10" },
      ],
      securityGroupIds: [],
    };
    terraform = await suite.initialize(synthesize({ ...props, forwards: rows }));
    await terraform.apply();
  });

  test.each<{ change: string; row: Partial<PortForward>; created: string; destroyed: string }>([
    {
      change: "another target port",
      row: { targetPort: 2222 },
      created: "attachment-172-31-129-10-2222",
      destroyed: "attachment-172-31-129-10-22",
    },
    {
      change: "another target IP",
      row: { targetIp: "172.31.137.10" },
      created: "attachment-172-31-137-10-22",
      destroyed: "attachment-172-31-129-10-22",
    },
  ])("with $change replaces that target and touches nothing else", async ({ row, created, destroyed }) => {
    const changed = rows.map((forward, index) => (index === 0 ? { ...forward, ...row } : forward));
    await terraform.write(synthesize({ ...props, forwards: changed }));
    const plan = await terraform.plan();
    expect(changes(plan).map(withoutHash)).toEqual([
      `create aws_lb_target_group_attachment.forwarding_10022_${created}`,
      `delete aws_lb_target_group_attachment.forwarding_10022_${destroyed}`,
    ]);

    await terraform.apply();
    expect(await suite.aws.targets()).toEqual(changed.map(({ targetIp, targetPort }) => [`${targetIp}:${targetPort}`]));
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(synthesize({ ...props, forwards: rows }));
    await terraform.apply();
  });

  test("to another order of the rows is no change", async () => {
    await terraform.write(synthesize({ ...props, forwards: [...rows].reverse() }));
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("that gives a target a key is none, once its attachment is moved in the state", async () => {
    const [first, ...others] = rows;
    await terraform.write(
      synthesize({ ...props, forwards: [...(first ? [{ ...first, key: "bastion" }] : []), ...others] }),
    );
    const [created = "", deleted = ""] = changes(await terraform.plan()).map((change) => change.split(" ")[1]);
    expect([created, deleted].map(withoutHash)).toEqual([
      "aws_lb_target_group_attachment.forwarding_10022_attachment-bastion",
      "aws_lb_target_group_attachment.forwarding_10022_attachment-172-31-129-10-22",
    ]);
    await terraform.moveState(deleted, created);
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.moveState(created, deleted);
    await terraform.write(synthesize({ ...props, forwards: rows }));
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("by a row touches that row alone", async () => {
    const [first, ...others] = rows;
    const resources = ["listener", "target-group", "attachment-172-31-129-10-22"];
    const row = (action: string): string[] =>
      resources.map((id) => expect.stringMatching(`^${action} aws_\\w+\\.forwarding_10022_${id}$`) as string);

    await terraform.write(synthesize({ ...props, forwards: others }));
    expect(changes(await terraform.plan()).map(withoutHash)).toEqual(row("delete"));
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual([["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");

    await terraform.write(synthesize({ ...props, forwards: [...others, ...(first ? [first] : [])] }));
    expect(changes(await terraform.plan()).map(withoutHash)).toEqual(row("create"));
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual([["172.31.129.10:22"], ["172.31.129.10:80"], ["10.0.0.10:80"]]);
    expect(await terraform.planText()).toContain("No changes.");
  });
});
