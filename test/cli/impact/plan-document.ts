import type { Json, JsonObject } from "../../../cli/inventory/json";

/** A resource in a plan that a test writes. */
export interface Resource {
  /** `aws_lb.this` */
  readonly address: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  /** Defaults to what `before` and `after` say. */
  readonly actions?: readonly string[];
  readonly unknown?: JsonObject;
  readonly sensitive?: JsonObject;
  readonly more?: JsonObject;
  /** Whether the plan imports it, so that the prior state doesn't have it. */
  readonly isImported?: boolean;
}

/** Returns a plan as `terraform show -json` prints it. */
export function planDocument(resources: readonly Resource[], more: JsonObject = {}): JsonObject {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: sideOf(resources, "after") } },
    prior_state: { format_version: "1.0", values: { root_module: { resources: sideOf(resources, "before") } } },
    resource_changes: resources.map((resource) => {
      const { address, before = null, after = null, unknown = {}, more: further = {} } = resource;
      return {
        address,
        ...named(resource),
        change: { actions: actionsOf(resource), before, after, after_unknown: unknown, ...further },
      };
    }),
    ...more,
  };
}

function sideOf(resources: readonly Resource[], side: "before" | "after"): Json[] {
  return resources.flatMap((resource) => {
    const values = side === "before" && resource.isImported === true ? undefined : resource[side];
    return values ? [{ ...named(resource), values, sensitive_values: resource.sensitive ?? {} }] : [];
  });
}

function named({ address }: Resource): JsonObject {
  const [type = "", name = ""] = address.split(".");
  return { address, mode: "managed", type, name };
}

function actionsOf({ actions, before, after }: Resource): readonly string[] {
  if (actions) return actions;
  if (!before) return ["create"];
  if (!after) return ["delete"];
  return [JSON.stringify(before) === JSON.stringify(after) ? "no-op" : "update"];
}

/** Returns both sides of a resource that stays, with some arguments changed. */
function stays(address: string, values: JsonObject, changed: JsonObject = {}): Resource {
  return { address, before: values, after: { ...values, ...changed } };
}

const LB_ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/0a1b";

export function loadBalancer(changed: JsonObject = {}, values: JsonObject = {}): Resource {
  const base = {
    arn: LB_ARN,
    name: "example-nlb",
    load_balancer_type: "network",
    internal: true,
    enable_deletion_protection: true,
    security_groups: [],
    subnet_mapping: [],
  };
  return stays("aws_lb.this", { ...base, ...values }, changed);
}

export interface Row {
  readonly port: number;
  readonly ip?: string;
  /** Changed arguments. */
  readonly listener?: JsonObject;
  readonly group?: JsonObject;
  readonly attachment?: JsonObject;
}

/** Returns a listener, a target group and a target, with their changes. */
export function forward({ port, ip = "10.0.0.10", listener, group, attachment }: Row): Resource[] {
  const arn = `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/tg-${port}/0a1b`;
  const check = { protocol: "TCP", port: "traffic-port", interval: 30, healthy_threshold: 3, path: "", matcher: "" };
  return [
    stays(
      `aws_lb_listener.l${port}`,
      {
        load_balancer_arn: LB_ARN,
        port,
        protocol: "TCP",
        default_action: [{ type: "forward", target_group_arn: arn }],
      },
      listener,
    ),
    stays(
      `aws_lb_target_group.g${port}`,
      { arn, name: `tg-${port}`, port: 22, protocol: "TCP", deregistration_delay: "300", health_check: [check] },
      group,
    ),
    stays(`aws_lb_target_group_attachment.a${port}`, { target_group_arn: arn, target_id: ip, port: 22 }, attachment),
  ];
}
