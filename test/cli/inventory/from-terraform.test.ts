import { loadBalancersOf } from "../../../cli/inventory/from-terraform";
import type { LoadBalancer } from "../../../cli/inventory/inventory";
import type { JsonObject } from "../../../cli/inventory/json";
import { ofShown, ofSynthesized } from "../../../cli/inventory/terraform-resource";

// test/terraform/inventory.test.ts reads the output of a real Terraform.

/** Returns the load balancers among resources keyed by type and name, as `cdktf synth` writes them. */
function read(resource: JsonObject): LoadBalancer[] {
  return loadBalancersOf(ofSynthesized({ resource }));
}

const NLB = { name: "example-nlb", load_balancer_type: "network", internal: true };

/** The provider's values for missing arguments of a load balancer. */
const BY_PROVIDER = {
  "deletion_protection.enabled": "false",
  "dns_record.client_routing_policy": "any_availability_zone",
  "load_balancing.cross_zone.enabled": "false",
  "zonal_shift.config.enabled": "false",
};

test("a configuration without resources has no load balancers", () => {
  expect(loadBalancersOf(ofSynthesized({}))).toEqual([]);
  expect(loadBalancersOf(ofShown({ format_version: "1.0" }))).toEqual([]);
});

test("ignores an Application Load Balancer", () => {
  expect(
    read({ aws_lb: { one: { name: "alb", load_balancer_type: "application" }, other: { name: "default" } } }),
  ).toEqual([]);
});

test("gives each of two load balancers its own listeners, sorted by port", () => {
  const listener = (port: number, of: string): JsonObject => ({
    port,
    protocol: "TCP",
    load_balancer_arn: `\${aws_lb.${of}.arn}`,
  });
  const found = read({
    aws_lb: { a: { ...NLB, name: "a" }, b: { ...NLB, name: "b" } },
    aws_lb_listener: { one: listener(443, "b"), two: listener(9000, "a"), three: listener(80, "a") },
  });
  expect(found.map(({ name, forwards }) => [name, forwards.map(({ listenerPort }) => listenerPort)])).toEqual([
    ["a", [80, 9000]],
    ["b", [443]],
  ]);
});

test("keeps listeners without a target group, or with one from another configuration, without targets", () => {
  const common = { protocol: "TCP", load_balancer_arn: "${aws_lb.this.arn}" };
  const elsewhere = [{ type: "forward", target_group_arn: "arn:aws:elasticloadbalancing:…:targetgroup/other/1" }];
  const [found] = read({
    aws_lb: { this: NLB },
    aws_lb_listener: { one: { ...common, port: 80 }, two: { ...common, port: 81, default_action: elsewhere } },
    aws_lb_target_group: { unrelated: { name: "unrelated", port: 80, protocol: "TCP" } },
  });
  expect(found?.forwards.map(({ targets, targetGroup }) => [targetGroup, targets])).toEqual([
    [undefined, []],
    [undefined, []],
  ]);
});

test("shows references for values that only Terraform knows", () => {
  const [found] = read({
    aws_lb: {
      this: {
        ...NLB,
        subnet_mapping: [{ subnet_id: "${aws_subnet.a.id}", private_ipv4_address: "${var.address}" }],
        security_groups: ["${aws_security_group.own.id}", "sg-2"],
      },
    },
    aws_subnet: { a: { availability_zone: "ap-northeast-1a" } },
    aws_security_group: { own: { name: "own" } },
    aws_lb_listener: {
      l: {
        port: 80,
        protocol: "TCP",
        load_balancer_arn: "${aws_lb.this.arn}",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.g.arn}" }],
      },
    },
    aws_lb_target_group: { g: { name: "g", port: 8080, protocol: "TCP", health_check: { port: "traffic-port" } } },
    aws_lb_target_group_attachment: {
      t: { target_group_arn: "${aws_lb_target_group.g.arn}", target_id: "${aws_instance.web.private_ip}" },
    },
  });
  expect(found).toMatchObject({
    addresses: [{ zone: "ap-northeast-1a", ips: ["var.address"] }],
    securityGroups: ["own", "sg-2"],
  });
  expect(found?.forwards[0]?.targets).toEqual([{ ip: "aws_instance.web.private_ip", port: 8080, external: false }]);
});

test("an internet-facing load balancer has the addresses of its Elastic IPs", () => {
  const values = {
    aws_lb: {
      ...NLB,
      arn: "arn:lb",
      internal: false,
      dns_name: "example.elb.amazonaws.com",
      subnet_mapping: [{ subnet_id: "subnet-1", allocation_id: "eipalloc-1", private_ipv4_address: "" }],
    },
    aws_eip: { id: "eipalloc-1", allocation_id: "eipalloc-1", public_ip: "203.0.113.10" },
  };
  const resources = Object.entries(values).map(([type, of]) => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    name: "x",
    values: of,
  }));
  expect(loadBalancersOf(ofShown({ format_version: "1.0", values: { root_module: { resources } } }))).toEqual([
    expect.objectContaining({
      internal: false,
      dnsName: "example.elb.amazonaws.com",
      addresses: [{ zone: "subnet-1", ips: ["203.0.113.10"] }],
    }),
  ]);
});

test("ignores values of the wrong type", () => {
  expect(
    read({
      aws_lb: { this: { ...NLB, name: 7, subnet_mapping: "none", security_groups: { a: 1 } } },
      aws_lb_listener: { l: { port: "443", load_balancer_arn: "${aws_lb.this.arn}", default_action: 3, tags: [] } },
    }),
  ).toEqual([
    {
      name: "aws_lb.this",
      internal: true,
      addresses: [],
      securityGroups: [],
      clients: [],
      options: { Scheme: "internal", ...BY_PROVIDER },
      forwards: [
        {
          listenerPort: 443,
          protocol: "TCP",
          healthCheck: {},
          targets: [],
          options: { listener: {}, targetGroup: {} },
        },
      ],
    },
  ]);
});

test("options have the API's names, without values that Terraform knows later or leaves to AWS", () => {
  const certificate = (arn: string) => ({ listener_arn: "${aws_lb_listener.tls.arn}", certificate_arn: arn });
  const forward = (group: string) => ({
    load_balancer_arn: "${aws_lb.this.arn}",
    default_action: [{ target_group_arn: `\${aws_lb_target_group.${group}.arn}` }],
  });
  const [loadBalancer] = read({
    aws_lb: {
      this: {
        ...NLB,
        security_groups: ["sg-2", "sg-1"],
        subnet_mapping: [{ subnet_id: "${aws_subnet.a.id}" }],
        enable_deletion_protection: true,
        enable_zonal_shift: "${var.shift}",
      },
    },
    aws_lb_listener: {
      tls: { ...forward("a"), port: 443, protocol: "TLS", certificate_arn: "arn:1", alpn_policy: "None" },
      tcp: { ...forward("b"), port: 80, protocol: "TCP", tcp_idle_timeout_seconds: 600 },
    },
    aws_lb_listener_certificate: { one: certificate("arn:3"), other: certificate("arn:2") },
    aws_lb_target_group: {
      a: { preserve_client_ip: "true", stickiness: [{ enabled: true }], health_check: { interval: 10, matcher: "" } },
      b: { vpc_id: "${aws_vpc.a.id}", deregistration_delay: "0" },
    },
  });
  expect(loadBalancer?.options).toEqual({
    Scheme: "internal",
    ...BY_PROVIDER,
    "zonal_shift.config.enabled": undefined,
    "deletion_protection.enabled": "true",
    SecurityGroups: "sg-1, sg-2",
  });
  expect(loadBalancer?.forwards.map(({ options }) => options)).toEqual([
    {
      listener: { "tcp.idle_timeout.seconds": "600" },
      targetGroup: { "deregistration_delay.timeout_seconds": "0", "proxy_protocol_v2.enabled": "false" },
    },
    {
      listener: { DefaultCertificate: "arn:1", AdditionalCertificates: "arn:2, arn:3", AlpnPolicy: "None" },
      targetGroup: {
        "deregistration_delay.timeout_seconds": "300",
        "preserve_client_ip.enabled": "true",
        "proxy_protocol_v2.enabled": "false",
        "stickiness.enabled": "true",
        HealthCheckIntervalSeconds: "10",
      },
    },
  ]);
});

test("a forward's clients are those that the rules for its port allow, for single ports and ranges", () => {
  const reference = (type: string): string => `\${${type}.a.id}`;
  const rule = (from_port: number, to_port: number, cidr_ipv4: string): JsonObject => ({
    security_group_id: reference("aws_security_group"),
    ip_protocol: "tcp",
    from_port,
    to_port,
    cidr_ipv4,
  });
  const listener = (port: number): JsonObject => ({
    load_balancer_arn: "${aws_lb.a.arn}",
    port,
    protocol: "TCP",
  });
  const [found] = loadBalancersOf(
    ofSynthesized({
      resource: {
        aws_lb: {
          a: { name: "a", load_balancer_type: "network", security_groups: [reference("aws_security_group")] },
        },
        aws_security_group: { a: { name: "a" } },
        aws_lb_listener: { one: listener(10022), other: listener(10080), third: listener(20000) },
        aws_vpc_security_group_ingress_rule: {
          one: rule(10022, 10022, "192.168.0.0/16"),
          other: rule(10000, 10099, "10.0.0.0/8"),
        },
      },
    }),
  );
  expect(found?.forwards.map(({ listenerPort, clients }) => [listenerPort, clients])).toEqual([
    [10022, ["192.168.0.0/16", "10.0.0.0/8"]],
    [10080, ["10.0.0.0/8"]],
    [20000, []],
  ]);
});
