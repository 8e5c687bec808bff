import { readFile } from "node:fs/promises";
import path from "node:path";
import { Suite } from "./support/suite";
import { synthesizeExample } from "./support/synth";
import type { Plan } from "./support/terraform";

// Proves that the construct produces the article's Terraform: the handwritten configuration has the same plan.

const FIXTURES = path.join(__dirname, "fixtures");

describe("the article's Terraform, written by hand", () => {
  const suite = Suite.begin();

  async function plan(files: Record<string, string>): Promise<Plan> {
    const terraform = await suite.initialize(files);
    return terraform.plan();
  }

  async function planFixture(name: string): Promise<Plan> {
    return plan({ "main.tf": await readFile(path.join(FIXTURES, name, "main.tf"), "utf8") });
  }

  test("has the construct's plan: every resource, planned value and reference, except for stated defaults", async () => {
    const [byHand, construct] = await Promise.all([planFixture("article"), synthesizeExample("article").then(plan)]);
    const article = resources(byHand);
    expect(Object.keys(article)).toHaveLength(16);
    const stated = Object.entries(article).map(([name, { values }]) => {
      const [type = ""] = name.split(" ");
      return [name, { ...article[name], values: merged(values, STATED[type] ?? {}) }];
    });
    expect(resources(construct)).toEqual(Object.fromEntries(stated));
  });

  test("as published differs only in the port of one target group", async () => {
    const [published, corrected] = await Promise.all([planFixture("article-as-published"), planFixture("article")]);
    const expected = resources(corrected);
    const group = "aws_lb_target_group example-tg-30080";
    expect(expected[group]?.values.port).toBe(80);
    expect(resources(published)).toEqual({
      ...expected,
      [group]: { ...expected[group], values: { ...expected[group]?.values, port: 22 } },
    });
  });
});

/** AWS's defaults that the construct states and the article doesn't: see docs/decisions/stated-defaults.md. */
const STATED: Readonly<Record<string, object>> = {
  // Its empty list of security groups is known after apply, like an unset one.
  aws_lb: { ip_address_type: "ipv4" },
  aws_lb_listener: { tcp_idle_timeout_seconds: 350 },
  aws_lb_target_group: {
    ip_address_type: "ipv4",
    connection_termination: false,
    preserve_client_ip: "false",
    stickiness: [{ type: "source_ip", enabled: false, cookie_duration: null, cookie_name: null }],
    load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
    target_group_health: [
      {
        dns_failover: [{ minimum_healthy_targets_count: "1", minimum_healthy_targets_percentage: "off" }],
        unhealthy_state_routing: [{ minimum_healthy_targets_count: 1, minimum_healthy_targets_percentage: "off" }],
      },
    ],
    target_health_state: [{ enable_unhealthy_connection_termination: true, unhealthy_draining_interval: 0 }],
    health_check: [{ timeout: 10 }],
  },
};

/** Planned values, filled in with the stated ones. */
function merged(planned: unknown, stated: unknown): unknown {
  if (Array.isArray(stated)) {
    const items = Array.isArray(planned) ? (planned as readonly unknown[]) : [];
    return stated.map((each, index) => merged(items[index], each));
  }
  if (typeof stated !== "object" || stated === null) return planned ?? stated;
  const values = planned as Readonly<Record<string, unknown>> | undefined;
  const added = Object.entries(stated).map(([name, value]) => [name, merged(values?.[name], value)]);
  return { ...values, ...Object.fromEntries(added) };
}

/** Planned resources on AWS, named independently of their addresses, with their references. */
function resources(plan: Plan) {
  const planned = plan.planned_values.root_module.resources.filter(({ type }) => type !== "terraform_data");
  const names = new Map(planned.map(({ address, type, values }) => [address, `${type} ${naturalName(values)}`]));
  const configured = new Map(plan.configuration.root_module.resources.map((resource) => [resource.address, resource]));
  return Object.fromEntries(
    planned.map(({ address, values }) => [
      names.get(address) ?? address,
      {
        values,
        references: referencesIn(configured.get(address)?.expressions, names),
        dependsOn: configured.get(address)?.depends_on?.map((dependency) => names.get(dependency)),
      },
    ]),
  );
}

/** What identifies a resource on AWS: its name, its port on the load balancer, or its target. */
function naturalName({ name, target_id, port }: { name?: string; target_id?: string; port?: number }): string {
  return name ?? `${target_id ?? ""}:${port ?? ""}`;
}

/** Arguments that refer to another resource or a variable, with the referenced name. */
function referencesIn(expressions: unknown, names: Map<string, string>): Record<string, unknown> {
  if (typeof expressions !== "object" || expressions === null) return {};
  return Object.fromEntries(
    Object.entries(expressions as Record<string, unknown>).flatMap(([argument, expression]): [string, unknown][] => {
      const { references } = expression as { references?: string[] };
      if (references) return [[argument, references.map((reference) => withName(reference, names))]];
      const inner = referencesIn(expression, names);
      return Object.keys(inner).length ? [[argument, inner]] : [];
    }),
  );
}

function withName(reference: string, names: Map<string, string>): string {
  const [type = "", label = "", ...attribute] = reference.split(".");
  const name = names.get(`${type}.${label}`);
  return name ? [name, ...attribute].join(".") : reference;
}
