import { TerraformOutput, TerraformVariable, Testing, Token } from "cdktf";
import { ProxyProtocolElb, type ProxyProtocolElbProps } from "cdktf-port-forward-nlb";
import { awsStack } from "./stack";
import { only, type Synthesized, synthesized } from "./synthesized";

function synthesize(props: Partial<ProxyProtocolElbProps> = {}): Synthesized {
  const stack = awsStack();
  new ProxyProtocolElb(stack, "elb", { serverPort: 8888, instanceIds: ["i-1"], ...props });
  return synthesized(stack);
}

const ELB = expect.stringMatching(/^\$\{aws_elb\.elb_\w+\.name\}$/);
const ID = expect.stringMatching(/^aws_elb\.elb_\w+\.id$/);
const LISTENER = expect.stringMatching(/^aws_elb\.elb_\w+\.listener$/);

test("matches the article's template", () => {
  const { resource, data } = synthesize();
  expect(Object.keys(resource).sort()).toEqual([
    "aws_elb",
    "aws_load_balancer_backend_server_policy",
    "aws_load_balancer_policy",
  ]);
  expect(only(resource, "aws_elb")).toEqual({
    internal: false,
    availability_zones: expect.stringMatching(/^\$\{data\.aws_availability_zones\.elb_zones_\w+\.names\}$/),
    instances: ["i-1"],
    cross_zone_load_balancing: true,
    connection_draining: false,
    listener: [{ lb_port: 8888, lb_protocol: "tcp", instance_port: 8888, instance_protocol: "tcp" }],
    health_check: { target: "TCP:8888", healthy_threshold: 3, unhealthy_threshold: 5, interval: 30, timeout: 5 },
  });
  expect(only(data, "aws_availability_zones")).toEqual({
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  });
  expect(only(resource, "aws_load_balancer_policy")).toEqual({
    load_balancer_name: ELB,
    policy_name: "EnableProxyProtocol",
    policy_type_name: "ProxyProtocolPolicyType",
    policy_attribute: [{ name: "ProxyProtocol", value: "true" }],
    lifecycle: { replace_triggered_by: [ID] },
  });
  expect(only(resource, "aws_load_balancer_backend_server_policy")).toEqual({
    load_balancer_name: ELB,
    instance_port: 8888,
    policy_names: [expect.stringMatching(/^\$\{aws_load_balancer_policy\.elb_policy_\w+\.policy_name\}$/)],
    lifecycle: { replace_triggered_by: [ID, LISTENER] },
  });
});

test("the listener can have another port; the policy is for the servers' port", () => {
  const { resource } = synthesize({ listenerPort: 443 });
  expect(only(resource, "aws_elb")).toMatchObject({
    listener: [{ lb_port: 443, instance_port: 8888 }],
    health_check: { target: "TCP:8888" },
  });
  expect(only(resource, "aws_load_balancer_backend_server_policy")).toMatchObject({ instance_port: 8888 });
});

test("with subnets or zones, no zones are looked up", () => {
  const inSubnets = synthesize({ subnetIds: ["subnet-1", "subnet-2"] });
  expect(only(inSubnets.resource, "aws_elb")).toMatchObject({ subnets: ["subnet-1", "subnet-2"] });
  expect(only(inSubnets.resource, "aws_elb")).not.toHaveProperty("availability_zones");
  expect(inSubnets.data).toBeUndefined();
  const inZones = synthesize({ availabilityZones: ["ap-northeast-1a"] });
  expect(only(inZones.resource, "aws_elb")).toMatchObject({ availability_zones: ["ap-northeast-1a"] });
  expect(inZones.data).toBeUndefined();
});

test("sets the other props, and emits no unset ones", () => {
  const given = synthesize({
    name: "example",
    tags: { team: "network" },
    securityGroupIds: ["sg-1"],
    internal: true,
    crossZone: false,
    connectionDraining: true,
    instanceIds: [],
  });
  const elb = only(given.resource, "aws_elb");
  expect(elb).toMatchObject({
    name: "example",
    tags: { team: "network" },
    security_groups: ["sg-1"],
    internal: true,
    cross_zone_load_balancing: false,
    connection_draining: true,
  });
  // An empty set would remove what an Auto Scaling group registered.
  expect(elb).not.toHaveProperty("instances");
});

test("the port can be a token, in the health check too", () => {
  const stack = awsStack();
  const port = new TerraformVariable(stack, "server_port", { type: "number" });
  new ProxyProtocolElb(stack, "elb", {
    serverPort: port.numberValue,
    instanceIds: [Token.asString({ resolve: () => "${aws_instance.a.id}" })],
  });
  const { resource } = JSON.parse(Testing.synth(stack, true)) as Synthesized;
  expect(only(resource, "aws_elb")).toMatchObject({
    listener: [{ lb_port: "${var.server_port}", instance_port: "${var.server_port}" }],
    health_check: { target: "TCP:${var.server_port}" },
    instances: ["${aws_instance.a.id}"],
  });
});

test("attributes refer to the load balancer", () => {
  const stack = awsStack();
  const elb = new ProxyProtocolElb(stack, "elb", { serverPort: 8888, instanceIds: ["i-1"] });
  for (const name of ["arn", "dnsName", "zoneId", "elbName"] as const) {
    new TerraformOutput(stack, name, { value: elb[name] });
  }
  elb.loadBalancer.addOverride("idle_timeout", 300);
  const { output, resource } = JSON.parse(Testing.synth(stack, true)) as Synthesized;
  expect(Object.values(output ?? {}).map(({ value }) => String(value).replace(/_[0-9A-F]{8}\./, "."))).toEqual([
    "${aws_elb.elb.arn}",
    "${aws_elb.elb.dns_name}",
    "${aws_elb.elb.name}",
    "${aws_elb.elb.zone_id}",
  ]);
  expect(only(resource, "aws_elb")).toMatchObject({ idle_timeout: 300 });
});

test("references in a lifecycle are unquoted in HCL", () => {
  const stack = awsStack();
  new ProxyProtocolElb(stack, "elb", { serverPort: 8888, instanceIds: ["i-1"] });
  stack.prepareStack();
  const { hcl } = stack.toHclTerraform() as { hcl: string };
  expect(hcl.match(/replace_triggered_by = .*/g)).toEqual([
    expect.stringMatching(/= \[aws_elb\.elb_\w+\.id\]$/),
    expect.stringMatching(/= \[aws_elb\.elb_\w+\.id, aws_elb\.elb_\w+\.listener\]$/),
  ]);
});

test("values of wrong types cause findings, not errors inside cdktf", () => {
  const stack = awsStack();
  for (const [index, props] of [undefined, null, {}, { subnetIds: null, instanceIds: "x", tags: [] }].entries()) {
    new ProxyProtocolElb(stack, `elb-${index}`, props as unknown as ProxyProtocolElbProps);
  }
  expect(() => Testing.synth(stack, true)).toThrow("'serverPort' must be an integer from 1 to 65535, but is missing.");
});
