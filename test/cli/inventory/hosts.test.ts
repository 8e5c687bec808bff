import { readFileSync } from "node:fs";
import path from "node:path";
import { fromCsv } from "../../../cli/inventory/from-csv";
import { loadBalancersOf } from "../../../cli/inventory/from-terraform";
import type { Target } from "../../../cli/inventory/inventory";
import type { Json, JsonObject } from "../../../cli/inventory/json";
import { listed } from "../../../cli/inventory/listed";
import { ofShown, ofSynthesized } from "../../../cli/inventory/terraform-resource";
import { portTableCells } from "../../../src/private/port-table-cells";

// Output of a real Terraform in ../host-row/. test/terraform/target-host.test.ts has the same forwards.

const HOSTS = [
  { host: "db.example.internal", port: 5432 },
  { host: "b.example.internal", port: 5433, external: true },
];
const ADDRESS = [{ ip: "172.31.129.10", port: 22, external: false }];

function recorded(file: string): JsonObject {
  return JSON.parse(readFileSync(path.join(__dirname, "../host-row", file), "utf8")) as JsonObject;
}

function targetsOf(resources: Parameters<typeof loadBalancersOf>[0]): (readonly Target[])[][] {
  return loadBalancersOf(resources).map(({ forwards }) => forwards.map(({ targets }) => targets));
}

test.each(["create.json", "state.json"])("%s has the hosts that the construct and the module show", (file) => {
  expect(targetsOf(ofShown(recorded(file)))).toEqual([
    [ADDRESS, HOSTS],
    [ADDRESS, HOSTS],
  ]);
});

test("a synthesized app has them before any plan", () => {
  expect(targetsOf(ofSynthesized(recorded("cdk.tf.json")))).toEqual([[ADDRESS, HOSTS]]);
});

test("a CSV list has them", () => {
  const { forwards } = fromCsv(
    "listenerPort,targetHost,targetPort,external\n5432,db.example.internal,5432,\n5433,b.example.internal,5433,true\n",
    "forwards.csv",
  );
  expect(forwards.map(({ targets }) => targets)).toEqual(HOSTS.map((host) => [host]));
});

/** Returns the targets of load balancers by the names of their resources, each with a forward to hosts. */
function synthesized(hosts: Readonly<Record<string, Json>>): (readonly Target[])[][] {
  const each = (make: (id: string) => JsonObject): JsonObject =>
    Object.fromEntries(Object.keys(hosts).map((id) => [id, make(id)]));
  const resource = {
    aws_lb: each(() => ({ name: "nlb", load_balancer_type: "network" })),
    aws_lb_listener: each((id) => ({
      port: 5432,
      load_balancer_arn: `\${aws_lb.${id}.arn}`,
      default_action: [{ target_group_arn: `\${aws_lb_target_group.${id}.arn}` }],
    })),
    aws_lb_target_group: each(() => ({ name: "tg", port: 5432, protocol: "TCP" })),
    terraform_data: each((id) => ({ input: { target: "host", hosts: hosts[id] ?? null, target_group: "tg" } })),
  };
  return targetsOf(ofSynthesized({ resource }));
}

test.each<[string, Json]>([
  ["a reference", "${jsonencode([[aws_db_instance.db.address, 5432]])}"],
  ["a part that is a reference", '${jsonencode([["${var.name}.example.internal", 5432]])}'],
  ["no value", null],
  ["another value", "[5432]"],
])("hosts with %s aren't known before apply", (_, hosts) => {
  expect(synthesized({ one: hosts })).toEqual([[[{ host: "(known after apply)", port: 5432 }]]]);
});

test("two load balancers with target groups of the same name, in two Regions, have their own hosts", () => {
  expect(
    synthesized({
      us_5432: '${jsonencode([["us.example.internal", 5432]])}',
      eu_5432: '${jsonencode([["eu.example.internal", 5432]])}',
    }),
  ).toEqual([[[{ host: "us.example.internal", port: 5432 }]], [[{ host: "eu.example.internal", port: 5432 }]]]);
});

test("the table says where a host is only if the row does", () => {
  const [found] = loadBalancersOf(ofShown(recorded("state.json")));
  expect(portTableCells((found?.forwards ?? []).map(listed))).toEqual([
    ["No.", "Listener", "Target group", "Target port", "Target", "Where"],
    ["1", "TCP:22", "construct-tg-22", "TCP:22", "172.31.129.10", "VPC"],
    ["2", "TCP:5432", "construct-tg-5432", "TCP:5432", "db.example.internal", ""],
    ["", "", "", "TCP:5433", "b.example.internal", "external"],
  ]);
});

test("the function's security group isn't the load balancer's", () => {
  const planned = (type: string, name: string, values: JsonObject = {}): JsonObject => ({
    address: `module.nlb.${type}.${name}[0]`,
    mode: "managed",
    type,
    name,
    index: 0,
    values,
  });
  const configured = (type: string, name: string, expressions: JsonObject = {}): JsonObject => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    expressions,
  });
  // A plan of the module names only its local.
  const plan = {
    planned_values: {
      root_module: {
        child_modules: [
          {
            address: "module.nlb",
            resources: [
              planned("aws_lb", "this", { name: "nlb", load_balancer_type: "network" }),
              planned("aws_security_group", "this", { name: "nlb" }),
              planned("aws_security_group", "host_targets", { name: "nlb-host-targets" }),
              planned("aws_lambda_function", "host_targets"),
            ],
          },
        ],
      },
    },
    configuration: {
      root_module: {
        module_calls: {
          nlb: {
            module: {
              resources: [
                configured("aws_lb", "this", { security_groups: { references: ["local.security_group_ids"] } }),
                configured("aws_security_group", "this"),
                configured("aws_security_group", "host_targets"),
                configured("aws_lambda_function", "host_targets", {
                  vpc_config: [
                    {
                      security_group_ids: {
                        references: ["var.host_targets.security_group_ids", "aws_security_group.host_targets"],
                      },
                    },
                  ],
                }),
              ],
            },
          },
        },
      },
    },
  };
  expect(loadBalancersOf(ofShown(plan)).map(({ securityGroups }) => securityGroups)).toEqual([["nlb"]]);
});
