import { type Impact, impactOf } from "../../../cli/impact/impact";
import { planOf } from "../../../cli/impact/plan";
import type { Json } from "../../../cli/inventory/json";
import { escapeMarkdown } from "../../../cli/inventory/markdown";
import { forward, loadBalancer, planDocument, type Resource } from "./plan-document";

// test/terraform/impact.test.ts and the change matrix read the plans of a real Terraform.

function impact(...resources: readonly (Resource | readonly Resource[])[]): Impact {
  return impactOf(planOf(planDocument(resources.flat())));
}

/** Returns the verdicts and changes of each forward, by port. */
function said({ loadBalancers }: Impact): Record<number, string[]> {
  return Object.fromEntries(
    loadBalancers.flatMap(({ forwards }) =>
      forwards.map(({ listenerPort, verdict, causes }) => [
        listenerPort,
        [verdict, ...causes.map(({ change, clients }) => `${change}: ${clients}`)],
      ]),
    ),
  );
}

test("a plan without changes leaves every forward unchanged", () => {
  expect(said(impact(loadBalancer(), forward({ port: 22 }), forward({ port: 80 })))).toEqual({
    22: ["unchanged"],
    80: ["unchanged"],
  });
});

test("tags of the load balancer have no effect on the traffic of any forward", () => {
  const { loadBalancers } = impact(loadBalancer({ tags: { a: "1" } }), forward({ port: 22 }));
  expect(loadBalancers).toMatchObject([
    { verdict: "no-effect", causes: [{ change: "tags of the load balancer" }], forwards: [{ verdict: "no-effect" }] },
  ]);
});

test("says that it doesn't know an argument, instead of guessing", () => {
  expect(said(impact(loadBalancer(), forward({ port: 22, group: { quantum_mode: true } })))).toEqual({
    22: ["unknown", "quantum_mode of the target group: none -> true: this version doesn't know what quantum_mode does"],
  });
});

test("says that a value is known only after the apply", () => {
  const [listener, ...others] = forward({ port: 22, listener: { ssl_policy: "new" } });
  if (!listener) throw new Error("no listener");
  expect(said(impact(loadBalancer(), { ...listener, unknown: { ssl_policy: true } }, others))).toEqual({
    22: [
      "unknown",
      "ssl_policy of the listener: none -> (known after apply): clients without a TLS version and cipher of the new policy can't connect",
    ],
  });
});

test("a health check that asks for something else may fail, one with another interval doesn't", () => {
  const check = { protocol: "TCP", port: "traffic-port", interval: 30, healthy_threshold: 3, path: "", matcher: "" };
  const other = { port: 22, group: { health_check: [{ ...check, interval: 10 }] } };
  const asks = { port: 80, group: { health_check: [{ ...check, port: "8080" }] } };
  expect(said(impact(loadBalancer(), forward(other), forward(asks)))).toEqual({
    22: ["no-effect", "health_check of the target group: nothing, if the targets stay healthy"],
    80: ["unknown", "health_check of the target group: nothing, if the targets pass the new check"],
  });
});

test("listeners of a load balancer in another state have verdicts, too", () => {
  const { loadBalancers } = impact(forward({ port: 22, attachment: { target_id: "10.0.0.20" } }));
  expect(loadBalancers).toMatchObject([{ name: "example-nlb", forwards: [{ listenerPort: 22 }] }]);
});

test("ignores an Application Load Balancer", () => {
  const application = loadBalancer({ idle_timeout: 30 }, { load_balancer_type: "application" });
  const listeners = forward({ port: 80, listener: { protocol: "HTTPS" } });
  expect(impact(application, listeners).loadBalancers).toEqual([]);
});

test("a zone that the load balancer leaves cuts its clients off", () => {
  const both = [{ subnet_id: "subnet-1" }, { subnet_id: "subnet-2" }];
  const [one] = both;
  const { loadBalancers } = impact(
    loadBalancer({ subnet_mapping: [{ ...one }] }, { subnet_mapping: both }),
    forward({ port: 22 }),
  );
  expect(loadBalancers[0]).toMatchObject({
    verdict: "cut-off",
    causes: [{ clients: "clients that use the address in subnet-2 can't connect" }],
  });
});

test("the first security group, known only after the apply, makes the apply fail", () => {
  const { loadBalancers } = impact(
    { ...loadBalancer(), actions: ["update"], unknown: { security_groups: true } },
    forward({ port: 22 }),
  );
  expect(loadBalancers[0]?.refusals).toMatchObject([
    { what: expect.stringContaining("inconsistent final plan"), leaves: expect.stringContaining("as before") },
  ]);
});

test("never contains a sensitive value", () => {
  const [listener, group, attachment] = forward({ port: 22, ip: "10.11.12.13" });
  if (!listener || !group || !attachment) throw new Error("no forward");
  const secret: Resource = {
    ...attachment,
    after: { ...attachment.after, target_id: "10.11.12.14" },
    actions: ["delete", "create"],
    sensitive: { target_id: true },
  };
  const result = impact(loadBalancer(), listener, group, secret);
  expect(JSON.stringify(result)).not.toContain("10.11.12");
  expect(said(result)).toEqual({
    22: [
      "interrupted",
      "target replaced by (sensitive value): no new connections until (sensitive value) is healthy, about 90 s; open ones continue for at least 300 s",
    ],
  });
});

test("takes time linear in the number of forwards", () => {
  const milliseconds = (count: number): number => {
    const rows = Array.from({ length: count }, (_, index) =>
      forward({ port: index + 1, attachment: { target_id: "10.0.0.20" } }),
    );
    const document = planDocument([loadBalancer(), ...rows.flat()]);
    const begun = performance.now();
    expect(impactOf(planOf(document)).loadBalancers[0]?.forwards).toHaveLength(count);
    return performance.now() - begun;
  };
  milliseconds(500);
  expect(milliseconds(4_000) / milliseconds(500)).toBeLessThan(40);
});

/** Returns both sides of the security group of a load balancer, and its rules. */
const GUARDED = loadBalancer({}, { security_groups: ["sg-1"] });
const GROUP: Resource = { address: "aws_security_group.sg", before: { id: "sg-1" }, after: { id: "sg-1" } };

function rule(name: string, peer: string, more: Partial<Resource> = {}, type = "ingress", port = 22): Resource {
  const values = { security_group_id: "sg-1", ip_protocol: "tcp", from_port: port, to_port: port, cidr_ipv4: peer };
  return { address: `aws_vpc_security_group_${type}_rule.${name}`, before: values, after: values, ...more };
}

function groupRule(name: string, peer: string, more: Partial<Resource>): Resource {
  const values = {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
    referenced_security_group_id: peer,
  };
  return { address: `aws_vpc_security_group_ingress_rule.${name}`, before: values, after: values, ...more };
}

/** Only before the apply, only after it, or replaced. */
const GONE = { after: undefined, actions: ["delete"] } as unknown as Partial<Resource>;
const NEW = { before: undefined, actions: ["create"] } as unknown as Partial<Resource>;
const REPLACED: Partial<Resource> = { actions: ["delete", "create"] };

function verdicts(result: Impact): Record<number, string> {
  return Object.fromEntries(
    result.loadBalancers.flatMap(({ forwards }) =>
      forwards.map(({ listenerPort, verdict }) => [listenerPort, verdict]),
    ),
  );
}

describe("clients", () => {
  const ROW = forward({ port: 22 });

  test.each<[string, Resource[], string]>([
    ["are cut off if their only rule is removed", [rule("a", "10.0.0.0/8", GONE)], "cut-off"],
    ["stay if a wider rule stays", [rule("a", "10.1.0.0/16", GONE), rule("b", "10.0.0.0/8")], "unchanged"],
    [
      "may stay if narrower rules stay",
      [rule("a", "10.0.0.0/8", GONE), rule("b", "10.0.0.0/9"), rule("c", "10.128.0.0/9")],
      "unknown",
    ],
    [
      "are cut off although another security group is admitted",
      [groupRule("a", "sg-old", GONE), groupRule("b", "sg-new", NEW)],
      "cut-off",
    ],
    ["wait for a rule that is replaced", [rule("a", "10.0.0.0/8", REPLACED)], "interrupted"],
    [
      "lose a rule that is at another address",
      [rule("a", "10.0.0.0/8", GONE), rule("b", "10.0.0.0/8", NEW)],
      "cut-off",
    ],
    ["are not concerned by a rule for another port", [rule("a", "10.0.0.0/8", GONE, "ingress", 443)], "unchanged"],
    ["are admitted by a new rule", [rule("a", "10.0.0.0/8"), rule("b", "192.168.0.0/16", NEW)], "no-effect"],
  ])("%s", (_, rules, verdict) => {
    expect(verdicts(impact(GUARDED, GROUP, ROW, rules))).toEqual({ 22: verdict });
  });

  test("are cut off by a change in the group's own arguments, although it has an outbound rule resource", () => {
    const ingress = [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["10.0.0.0/8"] }];
    const group = {
      address: "aws_security_group.sg",
      before: { id: "sg-1", ingress },
      after: { id: "sg-1", ingress: [] },
    };
    const out = rule("out", "10.0.0.10/32", {}, "egress");
    expect(verdicts(impact(GUARDED, group, ROW, out))).toEqual({ 22: "cut-off" });
  });

  test("are cut off by a change in the group's own arguments, although it has an inbound rule resource", () => {
    const ingress = [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["10.0.0.0/8"] }];
    const group = {
      address: "aws_security_group.sg",
      before: { id: "sg-1", ingress },
      after: { id: "sg-1", ingress: [] },
    };
    expect(verdicts(impact(GUARDED, group, ROW, rule("other", "192.168.0.0/16")))).toEqual({ 22: "cut-off" });
  });

  test("in a prefix list that changes aren't known", () => {
    const values = {
      security_group_id: "sg-1",
      ip_protocol: "tcp",
      from_port: 22,
      to_port: 22,
      prefix_list_id: "pl-1",
    };
    const admits = { address: "aws_vpc_security_group_ingress_rule.a", before: values, after: values };
    const entry = { prefix_list_id: "pl-1", cidr: "10.0.0.0/8" };
    const list = { address: "aws_ec2_managed_prefix_list_entry.a", before: entry };
    expect(verdicts(impact(GUARDED, GROUP, ROW, admits))).toEqual({ 22: "unchanged" });
    expect(verdicts(impact(GUARDED, GROUP, ROW, admits, list))).toEqual({ 22: "unknown" });
  });

  test("of an older rule resource are cut off, too", () => {
    const values = {
      type: "ingress",
      security_group_id: "sg-1",
      protocol: "-1",
      from_port: 0,
      to_port: 0,
      cidr_blocks: ["10.0.0.0/8"],
    };
    expect(verdicts(impact(GUARDED, GROUP, ROW, { address: "aws_security_group_rule.a", before: values }))).toEqual({
      22: "cut-off",
    });
  });

  test("are cut off if the group is replaced while the load balancer has it", () => {
    const group: Resource = { ...GROUP, after: {}, actions: ["delete", "create"], unknown: { id: true } };
    const result = impact(
      { ...GUARDED, actions: ["update"], unknown: { security_groups: true } },
      group,
      ROW,
      rule("a", "10.0.0.0/8", REPLACED),
    );
    expect(verdicts(result)).toEqual({ 22: "unknown" });
  });
});

describe("the way to the targets", () => {
  const ROW = forward({ port: 22 });

  test.each<[string, Resource[], string]>([
    ["is lost with the only rule", [rule("out", "10.0.0.10/32", GONE, "egress")], "cut-off"],
    ["is interrupted by a replaced rule", [rule("out", "10.0.0.10/32", REPLACED, "egress")], "interrupted"],
    [
      "is lost by a rule at another address",
      [rule("out", "10.0.0.10/32", GONE, "egress"), rule("new", "10.0.0.10/32", NEW, "egress")],
      "cut-off",
    ],
    [
      "stays with another rule",
      [rule("out", "10.0.0.10/32", GONE, "egress"), rule("all", "0.0.0.0/0", {}, "egress")],
      "unchanged",
    ],
  ])("%s", (_, rules, verdict) => {
    expect(verdicts(impact(GUARDED, GROUP, ROW, rules))).toEqual({ 22: verdict });
  });

  test("through the target's own group is interrupted, lost or added", () => {
    const inbound = (name: string, more: Partial<Resource>): Resource => {
      const values = {
        security_group_id: "sg-target",
        ip_protocol: "tcp",
        from_port: 22,
        to_port: 22,
        referenced_security_group_id: "sg-1",
      };
      return { address: `aws_vpc_security_group_ingress_rule.${name}`, before: values, after: values, ...more };
    };
    const said = (...rules: Resource[]): Record<number, string> => verdicts(impact(GUARDED, GROUP, ROW, rules));
    expect(said(inbound("a", GONE))).toEqual({ 22: "unknown" });
    expect(said(inbound("a", REPLACED))).toEqual({ 22: "interrupted" });
    expect(said(inbound("a", GONE), inbound("b", NEW))).toEqual({ 22: "cut-off" });
    expect(said(inbound("a", NEW))).toEqual({ 22: "no-effect" });
  });
});

describe("a listener that gets another target group", () => {
  const arnOf = (port: number): string =>
    `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/tg-${port}/0a1b`;
  const to = (action: object): ReturnType<typeof forward> =>
    forward({ port: 22, listener: { default_action: [{ type: "forward", ...action }] as never } });
  const [, spareGroup, spareTarget] = forward({ port: 80, ip: "10.0.0.80" });
  const spare = [spareGroup, spareTarget].filter((resource) => resource !== undefined);

  test("that no listener uses yet waits for its health checks", () => {
    const result = impact(loadBalancer(), to({ target_group_arn: arnOf(80) }), spare);
    expect(said(result)[22]?.[0]).toBe("interrupted");
  });

  test("that another listener uses sends new connections there", () => {
    const result = impact(loadBalancer(), to({ target_group_arn: arnOf(80) }), forward({ port: 80 }));
    expect(verdicts(result)).toEqual({ 22: "drained", 80: "unchanged" });
  });

  test("that has no targets is cut off", () => {
    const result = impact(loadBalancer(), to({ target_group_arn: arnOf(80) }), spare.slice(0, 1));
    expect(said(result)[22]?.[0]).toBe("cut-off");
  });

  test("in another form of the argument is seen, too", () => {
    const forwarded = { target_group_arn: "", forward: [{ target_group: [{ arn: arnOf(80), weight: 1 }] }] };
    expect(said(impact(loadBalancer(), to(forwarded), spare))[22]?.[0]).toBe("interrupted");
  });

  test("by weights has the targets of each group with a weight", () => {
    const weights = (one: number, other: number): object => ({
      forward: [
        {
          target_group: [
            { arn: arnOf(22), weight: one },
            { arn: arnOf(80), weight: other },
          ],
        },
      ],
    });
    expect(said(impact(loadBalancer(), to(weights(50, 50)), spare))[22]?.[0]).toBe("elsewhere");
    expect(said(impact(loadBalancer(), to(weights(0, 100)), spare))[22]?.[0]).toBe("interrupted");
  });

  test("that isn't in the plan is unknown", () => {
    expect(said(impact(loadBalancer(), to({ target_group_arn: arnOf(99) })))[22]?.[0]).toBe("unknown");
  });

  test("is cut off if the plan deletes the group that it still has", () => {
    const [listener, group, target] = forward({ port: 22 });
    if (!listener || !group || !target) throw new Error("no forward");
    const gone = [group, target].map(({ address, before }) => ({ address, ...(before && { before }) }));
    const result = impact(loadBalancer(), listener, gone);
    expect(verdicts(result)).toEqual({ 22: "cut-off" });
    expect(result.loadBalancers[0]?.refusals).toMatchObject([{ what: expect.stringContaining("ResourceInUse") }]);
  });
});

describe("targets", () => {
  const [LISTENER, TARGET_GROUP, TARGET] = forward({ port: 22 });
  if (!LISTENER || !TARGET_GROUP || !TARGET) throw new Error("no forward");

  test("are cut off by a duplicate attachment that is deleted", () => {
    const duplicate: Resource = {
      address: "aws_lb_target_group_attachment.dup",
      ...(TARGET.before && { before: TARGET.before }),
    };
    expect(verdicts(impact(loadBalancer(), LISTENER, TARGET_GROUP, TARGET, duplicate))).toEqual({ 22: "cut-off" });
  });

  test("are cut off by an attachment that is created before the old one is deleted", () => {
    const replaced = { ...TARGET, actions: ["create", "delete"] };
    expect(verdicts(impact(loadBalancer(), LISTENER, TARGET_GROUP, replaced))).toEqual({ 22: "cut-off" });
    const inOrder = { ...TARGET, actions: ["delete", "create"] };
    expect(verdicts(impact(loadBalancer(), LISTENER, TARGET_GROUP, inOrder))).toEqual({ 22: "interrupted" });
  });

  test("that Auto Scaling registers aren't known", () => {
    const arn = TARGET_GROUP.before?.arn ?? null;
    const scaling = { autoscaling_group_name: "web", lb_target_group_arn: arn };
    const attachment = { address: "aws_autoscaling_attachment.web", before: scaling, after: scaling };
    const gone = { address: TARGET.address, ...(TARGET.before && { before: TARGET.before }) };
    expect(verdicts(impact(loadBalancer(), LISTENER, TARGET_GROUP, gone, attachment))).toEqual({ 22: "unknown" });
  });

  test("of a target group in another state are found by its ARN", () => {
    const gone = { address: TARGET.address, ...(TARGET.before && { before: TARGET.before }) };
    expect(verdicts(impact(loadBalancer(), LISTENER, gone))).toEqual({ 22: "cut-off" });
  });

  test("are cut off although the listener is replaced", () => {
    const gone = { address: TARGET.address, ...(TARGET.before && { before: TARGET.before }) };
    const replaced = { ...LISTENER, actions: ["delete", "create"] };
    expect(verdicts(impact(loadBalancer(), replaced, TARGET_GROUP, gone))).toEqual({ 22: "cut-off" });
  });
});

test("a listener with create_before_destroy is refused", () => {
  const [listener, ...others] = forward({ port: 22 });
  if (!listener) throw new Error("no listener");
  const { loadBalancers } = impact(loadBalancer(), { ...listener, actions: ["create", "delete"] }, others);
  expect(loadBalancers[0]?.refusals).toMatchObject([{ what: expect.stringContaining("DuplicateListener") }]);
});

test("reads the older names of the resources", () => {
  const renamed = [loadBalancer(), ...forward({ port: 22, attachment: { target_id: "10.0.0.20" } })].map(
    (resource) => ({
      ...resource,
      address: resource.address.replace("aws_lb", "aws_alb"),
    }),
  );
  expect(verdicts(impact(renamed))).toEqual({ 22: "interrupted" });
});

test("names and groups that are sensitive don't appear", () => {
  const named = {
    ...loadBalancer({}, { name: "secret-nlb", security_groups: ["sg-secret"] }),
    sensitive: { name: true, security_groups: true },
  };
  const taken = { ...named, after: { ...named.after, security_groups: ["sg-other"] } };
  const [listener, group, target] = forward({ port: 22, group: { name: "secret-tg" } });
  if (!listener || !group || !target) throw new Error("no forward");
  const result = impact(taken, listener, { ...group, sensitive: { name: true } }, target);
  expect(JSON.stringify(result)).not.toContain("secret");
});

test("subnets and ports that are sensitive don't appear", () => {
  const mapping = [{ subnet_id: "subnet-secret" }, { subnet_id: "subnet-2" }];
  const given = loadBalancer({ subnet_mapping: mapping.slice(1) }, { subnet_mapping: mapping });
  const [listener, group, target] = forward({ port: 22, group: { port: 6543 } });
  if (!listener || !group || !target) throw new Error("no forward");
  const values = { ...target.before, port: null };
  const result = impact(
    { ...given, sensitive: { subnet_mapping: true } },
    listener,
    { ...group, before: { ...group.before, port: 6543 }, sensitive: { port: true } },
    { ...target, before: values, after: { ...values, target_id: "10.0.0.20" }, actions: ["delete", "create"] },
  );
  expect(JSON.stringify(result)).not.toMatch(/subnet-secret|6543/);
  expect(said(result)[22]?.[0]).toBe("cut-off");
});

test("many clients with wide port ranges take no longer", () => {
  const rules = Array.from({ length: 200 }, (_, index) => {
    const wide = rule(`r${index}`, `10.${index}.0.0/16`);
    const values = { ...wide.before, from_port: 1, to_port: 65535 };
    return { ...wide, before: values, after: values };
  });
  const rows = Array.from({ length: 500 }, (_, index) => forward({ port: index + 1 }));
  const begun = performance.now();
  expect(impact(GUARDED, GROUP, rules, rows.flat()).loadBalancers[0]?.verdict).toBe("unchanged");
  expect(performance.now() - begun).toBeLessThan(10_000);
});

describe("a listener whose new target group", () => {
  const [LISTENER, TARGET_GROUP, TARGET] = forward({ port: 22 });
  if (!LISTENER || !TARGET_GROUP || !TARGET) throw new Error("no forward");
  const unresolved = { default_action: [{ target_group_arn: true }] };

  test("is known only after the apply isn't taken for the old one", () => {
    const switched: Resource = {
      ...LISTENER,
      after: { ...LISTENER.after, default_action: [{ type: "forward" }] },
      actions: ["update"],
      unknown: unresolved,
    };
    expect(verdicts(impact(loadBalancer(), switched, TARGET_GROUP, TARGET))).toEqual({ 22: "unknown" });
  });

  test("gets a part of the connections, and is known only after the apply", () => {
    const arn = TARGET_GROUP.before?.arn ?? null;
    const action: Json = [{ forward: [{ target_group: [{ arn, weight: 50 }, { weight: 50 }] }] }];
    const weighted: Resource = {
      ...LISTENER,
      after: { ...LISTENER.after, default_action: action },
      actions: ["update"],
    };
    expect(verdicts(impact(loadBalancer(), weighted, TARGET_GROUP, TARGET))).toEqual({ 22: "unknown" });
  });

  test("has targets that the plan doesn't show waits for their health checks", () => {
    const [, other] = forward({ port: 80 });
    const action = [{ type: "forward", target_group_arn: other?.before?.arn ?? null }];
    const switched: Resource = { ...LISTENER, after: { ...LISTENER.after, default_action: action } };
    if (!other) throw new Error("no target group");
    expect(verdicts(impact(loadBalancer(), switched, TARGET_GROUP, other))).toEqual({ 22: "interrupted" });
  });

  test.each(["aws_autoscaling_group", "aws_ecs_service", "aws_autoscaling_attachment"])(
    "is no longer filled by %s is unknown",
    (type) => {
      const arn = TARGET_GROUP.before?.arn ?? null;
      const values = { lb_target_group_arn: arn, target_group_arns: [arn], load_balancer: [{ target_group_arn: arn }] };
      const registrar: Resource = { address: `${type}.web`, before: values };
      expect(verdicts(impact(loadBalancer(), LISTENER, TARGET_GROUP, registrar))).toEqual({ 22: "unknown" });
    },
  );
});

describe("rules that shift to other addresses", () => {
  const ROW = forward({ port: 22 });

  test("by an exchange of their clients cut these off", () => {
    const [a, b] = [rule("r0", "10.0.0.0/8"), rule("r1", "192.168.0.0/16")];
    const exchanged = [
      { ...a, after: { ...a.after, cidr_ipv4: "192.168.0.0/16" } },
      { ...b, after: { ...b.after, cidr_ipv4: "10.0.0.0/8" } },
    ];
    expect(verdicts(impact(GUARDED, GROUP, ROW, exchanged))).toEqual({ 22: "cut-off" });
  });

  test("that are forgotten stay on AWS", () => {
    const forgotten = rule("a", "10.0.0.0/8", { ...GONE, actions: ["forget"] });
    expect(verdicts(impact(GUARDED, GROUP, ROW, forgotten))).toEqual({ 22: "unchanged" });
  });
});

test("a rule whose port is known only after the apply may admit its clients", () => {
  const { from_port: from, to_port: to, ...after } = rule("a", "10.0.0.0/8").after ?? {};
  expect([from, to]).toEqual([22, 22]);
  const unresolved = { after, unknown: { from_port: true, to_port: true } };
  expect(said(impact(GUARDED, GROUP, forward({ port: 22 }), rule("a", "10.0.0.0/8", unresolved)))).toEqual({
    22: [
      "unknown",
      "rule of 10.0.0.0/8 changed: 10.0.0.0/8 can't open new connections, unless another rule or security group admits it",
    ],
  });
});

describe("a list that rules must be in", () => {
  const address = "aws_vpc_security_group_rules_exclusive.this";
  const values = { security_group_id: "sg-1", ingress_rule_ids: ["sgr-1", "sgr-2"], egress_rule_ids: [] };
  const ROW = [forward({ port: 22 }), rule("a", "10.0.0.0/8")].flat();

  test.each([
    { change: "is new", resource: { address, after: values } },
    {
      change: "loses a rule",
      resource: { address, before: values, after: { ...values, ingress_rule_ids: ["sgr-1"] } },
    },
    {
      change: "is known only after the apply",
      resource: { address, before: values, after: { security_group_id: "sg-1" }, unknown: { ingress_rule_ids: true } },
    },
  ])("makes the clients unknown if it $change", ({ resource }) => {
    expect(verdicts(impact(GUARDED, GROUP, ROW, resource))).toEqual({ 22: "unknown" });
  });

  test("has no effect if it gains a rule", () => {
    const more = { ...values, ingress_rule_ids: ["sgr-1", "sgr-2", "sgr-3"] };
    expect(verdicts(impact(GUARDED, GROUP, ROW, { address, before: values, after: more }))).toEqual({
      22: "unchanged",
    });
  });
});

describe("an object that is removed at one address and imported at another", () => {
  const GIVEN = { ...loadBalancer(), before: { ...loadBalancer().before, id: "lb" } };
  const ROW = forward({ port: 22 }).map((one) => ({ ...one, before: { ...one.before, id: one.address } }));
  const imported = ({ address, before }: Resource): Resource[] => {
    const [type = ""] = address.split(".");
    const more = { importing: { id: "id" } };
    return [
      { address, before, actions: ["forget"] },
      { address: `${type}.other`, before, after: before, actions: ["no-op"], isImported: true, more },
    ];
  };

  test("is the same", () => {
    const result = impact(...[GIVEN, ...ROW].map(imported));
    expect(result.loadBalancers).toMatchObject([{ name: "example-nlb", verdict: "unchanged", refusals: [] }]);
    expect(verdicts(result)).toEqual({ 22: "unchanged" });
  });
});

describe("a second listener on a port", () => {
  const [LISTENER, ...OTHERS] = forward({ port: 22 });
  const second = { address: "aws_lb_listener.second", after: { ...LISTENER?.after, protocol: "UDP" } };

  test("is refused", () => {
    const { loadBalancers } = impact(loadBalancer(), LISTENER ?? [], OTHERS, second);
    expect(loadBalancers[0]).toMatchObject({
      forwards: [{ verdict: "unchanged" }],
      refusals: [{ what: expect.stringContaining("aws_lb_listener.l22, aws_lb_listener.second") }],
    });
  });

  test("is refused beside one that Terraform forgets", () => {
    const forgotten = { ...LISTENER, address: "aws_lb_listener.l22", actions: ["forget"] };
    const { loadBalancers } = impact(loadBalancer(), forgotten, OTHERS, second);
    expect(loadBalancers[0]?.refusals).toHaveLength(1);
  });

  test("isn't refused if nobody knows its port", () => {
    const values = Object.fromEntries(Object.entries(second.after).filter(([argument]) => argument !== "port"));
    const unresolved = ["a", "b"].map((name) => ({ address: `aws_lb_listener.${name}`, after: values }));
    expect(impact(loadBalancer(), LISTENER ?? [], OTHERS, unresolved).loadBalancers[0]?.refusals).toEqual([]);
  });
});

test("a security group from elsewhere that may be taken off makes its clients unknown", () => {
  const given = loadBalancer({}, { security_groups: ["sg-elsewhere"] });
  const changed: Resource = {
    ...given,
    after: { ...given.after, security_groups: null },
    actions: ["update"],
    unknown: { security_groups: true },
  };
  expect(verdicts(impact(changed, forward({ port: 22 })))).toEqual({ 22: "unknown" });
});

test("an outbound rule to another security group may reach the target", () => {
  const group = {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
    referenced_security_group_id: "sg-db",
  };
  const stays = { address: "aws_vpc_security_group_egress_rule.db", before: group, after: group };
  const result = impact(GUARDED, GROUP, forward({ port: 22 }), rule("out", "10.0.0.10/32", GONE, "egress"), stays);
  expect(verdicts(result)).toEqual({ 22: "unknown" });
});

test("a tag that is known only after the apply has no effect", () => {
  const [listener, ...others] = forward({ port: 22, listener: { tags: { a: "1" } } });
  if (!listener) throw new Error("no listener");
  expect(verdicts(impact(loadBalancer(), { ...listener, unknown: { tags: true } }, others))).toEqual({
    22: "no-effect",
  });
});

test("mentions nobody in Markdown", () => {
  expect(escapeMarkdown("@org/team #12 https://example.com")).toBe(
    "@<!-- -->org/team #<!-- -->12 https:<!-- -->//example.com",
  );
});
