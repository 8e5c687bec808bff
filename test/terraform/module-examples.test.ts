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

test("targets can be created in the same configuration: a database, a load balancer and instances", async () => {
  const groups = (name: string): object => ({ target_security_group_ids: { [name]: "sg-0a1b2c3d" } });
  const call = moduleCall({
    name: "example",
    vpc_id: "vpc-0a1b2c3d",
    subnet_mappings: [{ subnet_id: "subnet-0a1b2c3d" }],
    client_cidr_blocks: ["192.168.1.0/24"],
    host_targets: { subnet_ids: ["subnet-0a1b2c3d"] },
    forwards: [
      {
        listener_port: 5432,
        target_host: "${trimspace(aws_db_instance.one.address)}",
        target_port: 5432,
        additional_targets: [{ target_host: "${aws_db_instance.two.address}" }],
        ...groups("database"),
      },
      {
        listener_port: 443,
        target_alb_arn: "${trimspace(aws_lb_listener.web.load_balancer_arn)}",
        target_port: 443,
        key: "web",
        ...groups("web"),
      },
      {
        listener_port: 22,
        target_instance_id: "${trimspace(aws_instance.one.id)}",
        target_port: 22,
        key: "one",
        additional_targets: [{ target_instance_id: "${aws_instance.two.id}", key: "two" }],
        ...groups("bastion"),
      },
    ],
  });
  const database = {
    instance_class: "db.t4g.micro",
    engine: "postgres",
    allocated_storage: 20,
    skip_final_snapshot: true,
  };
  const instance = { ami: "ami-0a1b2c3d", instance_type: "t4g.nano" };
  const resource = {
    aws_db_instance: { one: database, two: { ...database, identifier: "two" } },
    aws_instance: { one: instance, two: instance },
    aws_lb: { web: { load_balancer_type: "application", internal: true, subnets: ["subnet-1", "subnet-2"] } },
    aws_lb_listener: {
      web: {
        load_balancer_arn: "${aws_lb.web.arn}",
        port: 443,
        protocol: "HTTP",
        default_action: [
          { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "200" } },
        ],
      },
    },
  };
  const planned = await plan({
    ...call,
    "provider_override.tf.json": OFFLINE_PROVIDER,
    "targets.tf.json": JSON.stringify({ resource }),
  });
  const { resource_changes } = planned;
  const types = resource_changes
    .filter(({ type, address }) => type === "aws_lb_target_group" && address.startsWith("module."))
    .map(({ address, change }) => [address.replace(/^.*\[|\]$/g, ""), change.after?.target_type]);
  expect(types).toEqual([
    ['"22"', "instance"],
    ['"443"', "alb"],
    ['"5432"', "ip"],
  ]);
  expect(attachments(planned)).toEqual(['"22/one"', '"22/two"', '"443/web"'].map((name) => [name, "in the VPC"]));
  expect(resource_changes.filter(({ type }) => type === "aws_lambda_function")).toHaveLength(1);
});
