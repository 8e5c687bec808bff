import { moduleCall, moduleExample, OFFLINE_PROVIDER } from "./support/module";
import { type Plan, Terraform } from "./support/terraform";

// Lists that are unknown until plan time, which the construct can't use.

const folders: Terraform[] = [];

afterAll(async () => {
  await Promise.all(folders.map(async (folder) => folder.remove()));
});

async function plan(files: Record<string, string>): Promise<Plan> {
  const terraform = await Terraform.initialize(files, {});
  folders.push(terraform);
  return terraform.plan();
}

function attachments({ resource_changes }: Plan): unknown[] {
  return resource_changes
    .filter(({ type }) => type === "aws_lb_target_group_attachment")
    .map(({ address, change }) => [address.replace(/^.*\[|\]$/g, ""), change.after?.availability_zone ?? "in the VPC"]);
}

test("examples/csv has the forwards of its file", async () => {
  const planned = await plan({
    ...(await moduleExample("csv")),
    "provider_override.tf.json": OFFLINE_PROVIDER,
    "network.auto.tfvars.json": JSON.stringify({ vpc_id: "vpc-0a1b2c3d", subnet_ids: ["subnet-0a1b2c3d"] }),
  });
  expect(attachments(planned)).toEqual([
    ['"10022/172.31.129.10:22"', "in the VPC"],
    ['"10080/172.31.129.10:80"', "in the VPC"],
    ['"20022/172.31.137.10:22"', "in the VPC"],
    ['"20080/172.31.137.10:80"', "in the VPC"],
    ['"30080/10.0.0.10:80"', "all"],
  ]);
  const { value } = planned.planned_values.outputs?.port_table ?? {};
  expect(value).toContain(
    "| 1   | TCP:10022 | example-tg-10022 | TCP:22      | 172.31.129.10 | VPC      | SSH of TargetServer1 |",
  );
});

test("a list can come from a data source", async () => {
  const call = moduleCall({
    name: "example",
    vpc_id: "vpc-0a1b2c3d",
    subnet_mappings: [{ subnet_id: "subnet-0a1b2c3d" }],
    security_group_ids: [],
    forwards: [
      {
        listener_port: "${data.aws_arn.target.account}",
        target_ip: "${data.aws_arn.target.resource}",
        target_port: 80,
      },
    ],
  });
  const data = { aws_arn: { target: { arn: "arn:aws:target::30080:10.0.0.10" } } };
  const planned = await plan({
    ...call,
    "provider_override.tf.json": OFFLINE_PROVIDER,
    "data.tf.json": JSON.stringify({ data }),
  });
  expect(attachments(planned)).toEqual([['"30080/10.0.0.10:80"', "in the VPC"]]);
});
