import type { LoadBalancer, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { moduleExample } from "./support/module";
import { Suite } from "./support/suite";
import { withExample } from "./support/synth";
import type { Plan, Terraform } from "./support/terraform";

// examples/database and terraform/examples/database: a host, an Application Load Balancer and an instance in one list.

type Initialize = (suite: Suite, variables: Record<string, string>) => Promise<Terraform>;

const VARIABLES = "targets.auto.tfvars.json";
const UNPROTECTED = "unprotected_override.tf.json";

/** Keeps the deletion protection off, so that the suite can destroy what it applied. */
function unprotected(files: Readonly<Record<string, string>>): string {
  const { resource } = JSON.parse(files["cdk.tf.json"] ?? "{}") as { resource: { aws_lb: object } };
  const [name = ""] = Object.keys(resource.aws_lb);
  return JSON.stringify({ resource: { aws_lb: { [name]: { enable_deletion_protection: false } } } });
}

const MAKERS: readonly { example: string; initialize: Initialize }[] = [
  {
    example: "examples/database",
    initialize: async (suite, variables) =>
      withExample("database", "json", async (files, options) =>
        suite.initialize({ ...files, ...variables, [UNPROTECTED]: unprotected(files) }, options),
      ),
  },
  {
    example: "terraform/examples/database",
    initialize: async (suite, variables) =>
      suite.initialize(
        {
          ...(await moduleExample("database")),
          ...variables,
          [UNPROTECTED]: JSON.stringify({ module: { forwarding: { deletion_protection: false } } }),
        },
        // The program's path is relative to the folder.
        { attaches: false },
      ),
  },
];

describe.each(MAKERS)("$example, applied", ({ initialize }) => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let ids: Record<string, string>;

  beforeAll(async () => {
    const { vpc_id, private_subnet_1a_id, private_subnet_1c_id } = suite.network;
    const [database_security_group_id, alb_security_group_id, bastion_security_group_id] = await Promise.all(
      ["database", "alb", "bastion"].map(async (name) => suite.aws.createSecurityGroup(vpc_id, name)),
    );
    ids = {
      database_host: "example.cluster-c0ffee.ap-northeast-1.rds.amazonaws.com",
      database_security_group_id: database_security_group_id ?? "",
      alb_arn: await suite.aws.createAlb("web", [private_subnet_1a_id, private_subnet_1c_id], [443]),
      alb_security_group_id: alb_security_group_id ?? "",
      bastion_id: await suite.aws.createInstance(
        private_subnet_1a_id,
        "172.31.129.20",
        bastion_security_group_id ?? "",
      ),
      bastion_security_group_id: bastion_security_group_id ?? "",
    };
    terraform = await initialize(suite, { [VARIABLES]: JSON.stringify(ids) });
    await terraform.apply();
  });

  async function loadBalancer(): Promise<LoadBalancer | undefined> {
    return (await suite.aws.loadBalancers()).find(({ Type }) => Type === "network");
  }

  async function groups(): Promise<Map<number | undefined, TargetGroup>> {
    const all = await suite.aws.targetGroups();
    return new Map(all.map((group) => [group.Port, group]));
  }

  test("has a target group of each type, and the targets that Terraform registers", async () => {
    const { LoadBalancerArn = "", ...nlb } = (await loadBalancer()) ?? {};
    const types = [...(await groups())].map(([port, { TargetType, HealthCheckProtocol }]) => [
      port,
      TargetType,
      HealthCheckProtocol,
    ]);
    expect(types.sort()).toEqual([
      [22, "instance", "TCP"],
      [443, "alb", "HTTPS"],
      [5432, "ip", "TCP"],
    ]);
    const forwards = await suite.aws.forwards(LoadBalancerArn);
    expect(forwards.map(({ targets }) => targets.map((target) => `${target?.Id}:${target?.Port}`))).toEqual([
      [`${ids.alb_arn}:443`],
      [],
      [`${ids.bastion_id}:22`],
    ]);
    expect(nlb).toMatchObject({ LoadBalancerName: "database-nlb", Scheme: "internal" });
  });

  test("has two static addresses", async () => {
    const zones = (await loadBalancer())?.AvailabilityZones ?? [];
    const addresses = zones.flatMap(({ LoadBalancerAddresses = [] }) => LoadBalancerAddresses);
    expect(addresses.map(({ PrivateIPv4Address }) => PrivateIPv4Address).sort()).toEqual([
      "172.31.128.10",
      "172.31.136.10",
    ]);
  });

  test("has a function for the host alone, and the endpoint that it reaches AWS through", async () => {
    const resources = await terraform.stateResources();
    const of = (type: string): Record<string, unknown>[] =>
      resources.filter((resource) => resource.type === type).map(({ values }) => values);
    const [target] = of("aws_cloudwatch_event_target");
    const group = (await groups()).get(5432)?.TargetGroupArn ?? "";
    expect(JSON.parse(String(target?.input))).toMatchObject({
      targetGroups: [{ id: group.replace(/^.*:targetgroup\//, ""), hosts: [[ids.database_host, 5432]] }],
    });
    expect(of("aws_vpc_endpoint")).toEqual([
      expect.objectContaining({
        service_name: "com.amazonaws.ap-northeast-1.elasticloadbalancing",
        private_dns_enabled: true,
      }),
    ]);
  });

  test("admits the load balancer to each target's security group, on its port alone", async () => {
    const admitted = await Promise.all(
      ["database", "alb", "bastion"].map(async (name) => {
        const rules = await suite.aws.securityGroupRules(ids[`${name}_security_group_id`]);
        return rules.filter(({ IsEgress }) => IsEgress === false).map(({ FromPort, ToPort }) => [FromPort, ToPort]);
      }),
    );
    expect(admitted).toEqual([[[5432, 5432]], [[443, 443]], [[22, 22]]]);
  });

  test("plans again without changes, and leaves nothing behind", async () => {
    expect(await terraform.planText()).toContain("No changes.");
    const { port_table } = await terraform.outputs();
    expect(port_table).toContain(`| TCP:5432    | ${ids.database_host}`);
    await terraform.destroy();
    expect(await terraform.stateResources()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});

describe("examples/database, synthesized to HCL", () => {
  const suite = Suite.begin();

  async function plan(format: "hcl" | "json"): Promise<Plan> {
    const ids = {
      database_host: "db.example.internal",
      database_security_group_id: "sg-1",
      alb_arn: "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
      alb_security_group_id: "sg-2",
      bastion_id: "i-0a1b2c3d4e5f60718",
      bastion_security_group_id: "sg-3",
    };
    return withExample("database", format, async (files, options) => {
      const folder = await suite.initialize({ ...files, [VARIABLES]: JSON.stringify(ids) }, options);
      return folder.plan();
    });
  }

  test("is planned as the JSON is", async () => {
    const [ofHcl, ofJson] = [await plan("hcl"), await plan("json")];
    // In cdktf's HCL, an output of several lines ends in a line break.
    expect(ofHcl.planned_values.root_module.resources).toEqual(ofJson.planned_values.root_module.resources);
    const addresses = ({ resource_changes }: Plan): string[] => resource_changes.map(({ address }) => address);
    expect(addresses(ofHcl)).toEqual(addresses(ofJson));
    expect(ofHcl.resource_changes.filter(({ type }) => type === "aws_lambda_function")).toHaveLength(1);
  });
});
