import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import {
  ForwardProtocol,
  NlbIpAddressType,
  type PortForward,
  type PortForwardNlb,
  type PortForwardNlbProps,
} from "cdktf-port-forward-nlb";
import { nlb as validNlb, VALID } from "../nlb";
import { ARN } from "../option-samples";
import { awsStack } from "../stack";
import { type Attributes, byId, only, synthesized } from "../synthesized";

const [SSH, WEB] = VALID.forwards as [PortForward, PortForward];

let stack: TerraformStack;

beforeEach(() => {
  stack = awsStack();
});

function nlb(props: Partial<PortForwardNlbProps>): PortForwardNlb {
  return validNlb(stack, { securityGroupIds: undefined, ...props });
}

/** What each rule allows, by its ID in the construct. */
function rules(): Record<string, string> {
  const { resource } = synthesized(stack);
  const ingress = byId(resource, "aws_vpc_security_group_ingress_rule", "forwarding");
  const egress = byId(resource, "aws_vpc_security_group_egress_rule", "forwarding");
  return { ...inShort(ingress, "from"), ...inShort(egress, "to") };
}

function inShort(all: Record<string, Attributes>, preposition: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).map(([id, { cidr_ipv4, cidr_ipv6, referenced_security_group_id, ...rule }]) => {
      const peer = [cidr_ipv4, cidr_ipv6, referenced_security_group_id].filter(Boolean).join();
      const group = ours(rule.security_group_id) ? "" : `, in ${String(rule.security_group_id)}`;
      const what = `${String(rule.ip_protocol)} ${String(rule.from_port)}-${String(rule.to_port)}`;
      return [id, `${what} ${preposition} ${ours(peer) ? "the load balancer" : peer}${group}`];
    }),
  );
}

function ours(id: unknown): boolean {
  return /^\$\{aws_security_group\.forwarding_security-group_\w+\.id\}$/.test(String(id));
}

test("there is none without clients", () => {
  const forwarding = nlb({ securityGroupIds: [] });
  expect(forwarding.securityGroupId).toBeUndefined();
  const { resource } = synthesized(stack);
  expect(Object.keys(resource).filter((type) => type.includes("security_group"))).toEqual([]);
});

test("a group admits clients, and lets the load balancer reach exactly the list's targets", () => {
  const forwarding = nlb({ clientCidrBlocks: ["172.31.0.0/17", "192.168.0.0/16"] });
  expect(rules()).toEqual({
    "path-mtu": "icmp 3-4 from 0.0.0.0/0",
    "10022_ingress-tcp-172-31-0-0-17": "tcp 10022-10022 from 172.31.0.0/17",
    "10022_ingress-tcp-192-168-0-0-16": "tcp 10022-10022 from 192.168.0.0/16",
    "30080_ingress-tcp-172-31-0-0-17": "tcp 30080-30080 from 172.31.0.0/17",
    "30080_ingress-tcp-192-168-0-0-16": "tcp 30080-30080 from 192.168.0.0/16",
    "egress-tcp-172-31-129-10-22": "tcp 22-22 to 172.31.129.10/32",
    "egress-tcp-10-0-0-10-80": "tcp 80-80 to 10.0.0.10/32",
  });
  const { resource } = synthesized(stack);
  expect(only(resource, "aws_security_group")).toEqual({
    name: "example-nlb",
    description: "Clients and targets of the Network Load Balancer",
    vpc_id: "vpc-1",
    lifecycle: { create_before_destroy: true },
  });
  expect(only(resource, "aws_lb").security_groups).toEqual([
    expect.stringMatching(/^\$\{aws_security_group\.forwarding_security-group_\w+\.id\}$/),
  ]);
  expect(forwarding.securityGroupId).toContain("TfToken");
});

test("a rule has a description and the construct's tags", () => {
  nlb({ clientCidrBlocks: ["10.0.0.0/8"], forwards: [SSH], tags: { team: "network" } });
  const { resource } = synthesized(stack);
  const all = [
    "aws_security_group",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
  ].flatMap((type) => Object.values(resource[type] ?? {}));
  expect(all.map(({ description, tags }) => [description, tags])).toEqual(
    [
      "Clients and targets of the Network Load Balancer",
      "Listener TCP:10022",
      "Path MTU discovery",
      "A target, or its health check",
    ].map((description) => [description, { team: "network" }]),
  );
});

test("a group allows health check ports, and two forwards share a rule that both need", () => {
  nlb({
    clientCidrBlocks: [],
    securityGroupIds: ["sg-9"],
    forwards: [
      { ...SSH, healthCheck: { port: 8080 } },
      { ...SSH, listenerPort: 10023 },
      { ...SSH, listenerPort: 10024, additionalTargets: [{ targetIp: "172.31.137.10" }], healthCheck: { port: 8080 } },
    ],
  });
  expect(rules()).toEqual({
    "path-mtu": "icmp 3-4 from 0.0.0.0/0",
    "egress-tcp-172-31-129-10-22": "tcp 22-22 to 172.31.129.10/32",
    "egress-tcp-172-31-129-10-8080": "tcp 8080-8080 to 172.31.129.10/32",
    "egress-tcp-172-31-137-10-22": "tcp 22-22 to 172.31.137.10/32",
    "egress-tcp-172-31-137-10-8080": "tcp 8080-8080 to 172.31.137.10/32",
  });
});

test("each protocol on the wire has its own rule", () => {
  nlb({
    clientCidrBlocks: ["10.0.0.0/8"],
    forwards: [
      { ...SSH, listenerPort: 53, targetPort: 53, protocol: ForwardProtocol.TCP_UDP },
      { ...SSH, listenerPort: 123, targetPort: 123, protocol: ForwardProtocol.UDP, healthCheck: { port: 22 } },
      { ...SSH, listenerPort: 443, targetPort: 80, protocol: ForwardProtocol.TLS, certificateArn: `${ARN}1` },
    ],
  });
  expect(rules()).toEqual({
    "path-mtu": "icmp 3-4 from 0.0.0.0/0",
    "53_ingress-tcp-10-0-0-0-8": "tcp 53-53 from 10.0.0.0/8",
    "53_ingress-udp-10-0-0-0-8": "udp 53-53 from 10.0.0.0/8",
    "egress-tcp-172-31-129-10-53": "tcp 53-53 to 172.31.129.10/32",
    "egress-udp-172-31-129-10-53": "udp 53-53 to 172.31.129.10/32",
    "123_ingress-udp-10-0-0-0-8": "udp 123-123 from 10.0.0.0/8",
    "egress-udp-172-31-129-10-123": "udp 123-123 to 172.31.129.10/32",
    "egress-tcp-172-31-129-10-22": "tcp 22-22 to 172.31.129.10/32",
    "443_ingress-tcp-10-0-0-0-8": "tcp 443-443 from 10.0.0.0/8",
    "egress-tcp-172-31-129-10-80": "tcp 80-80 to 172.31.129.10/32",
  });
});

test("a forward's own clients replace the construct's, as do those of forwardDefaults", () => {
  nlb({
    clientCidrBlocks: ["10.0.0.0/8"],
    forwards: [SSH, { ...WEB, clientCidrBlocks: ["10.1.0.0/16"] }],
  });
  expect(Object.keys(rules()).filter((id) => id.includes("ingress"))).toEqual([
    "10022_ingress-tcp-10-0-0-0-8",
    "30080_ingress-tcp-10-1-0-0-16",
  ]);
  stack = awsStack();
  nlb({
    clientCidrBlocks: ["10.0.0.0/8"],
    forwardDefaults: { clientCidrBlocks: ["10.2.0.0/16"] },
    forwards: [SSH, { ...WEB, clientCidrBlocks: ["10.1.0.0/16"] }],
  });
  expect(Object.keys(rules()).filter((id) => id.includes("ingress"))).toEqual([
    "10022_ingress-tcp-10-2-0-0-16",
    "30080_ingress-tcp-10-1-0-0-16",
  ]);
});

test("clients of forwardDefaults alone create the group, too", () => {
  const forwarding = nlb({ forwardDefaults: { clientCidrBlocks: ["10.2.0.0/16"] }, forwards: [SSH] });
  expect(forwarding.securityGroupId).toBeDefined();
  expect(rules()).toMatchObject({ "10022_ingress-tcp-10-2-0-0-16": "tcp 10022-10022 from 10.2.0.0/16" });
});

test("clients can be security groups, keyed by reference and not by index", () => {
  const group = new SecurityGroup(stack, "clients", {});
  const list = new TerraformVariable(stack, "groups", { type: "list(string)" }).listValue;
  nlb({ clientSecurityGroupIds: ["sg-1", group.id, Fn.element(list, 0)], forwards: [SSH] });
  const found = rules();
  expect(found).toMatchObject({
    "10022_ingress-tcp-sg-1": "tcp 10022-10022 from sg-1",
    "10022_ingress-tcp-aws_security_group-clients-id": "tcp 10022-10022 from ${aws_security_group.clients.id}",
  });
  const [computed = ""] = Object.keys(found).filter((id) => id.includes("expression"));
  expect(computed).toMatch(/^10022_ingress-tcp-expression-[0-9a-f]{8}$/);
  expect(found[computed]).toBe("tcp 10022-10022 from ${element(var.groups, 0)}");
});

test("the targets' own groups admit the load balancer on ports of targets that can have groups", () => {
  nlb({
    clientCidrBlocks: ["10.0.0.0/8"],
    targetSecurityGroupIds: ["sg-1", "sg-2"],
    forwards: [
      { ...SSH, healthCheck: { port: 8080 } },
      WEB,
      { ...WEB, listenerPort: 30443, targetPort: 443, sameRegionPeering: true },
    ],
  });
  expect(Object.fromEntries(Object.entries(rules()).filter(([id]) => id.startsWith("target-")))).toEqual({
    "target-ingress-sg-1-tcp-22": "tcp 22-22 from the load balancer, in sg-1",
    "target-ingress-sg-2-tcp-22": "tcp 22-22 from the load balancer, in sg-2",
    "target-ingress-sg-1-tcp-8080": "tcp 8080-8080 from the load balancer, in sg-1",
    "target-ingress-sg-2-tcp-8080": "tcp 8080-8080 from the load balancer, in sg-2",
    "target-ingress-sg-1-tcp-443": "tcp 443-443 from the load balancer, in sg-1",
    "target-ingress-sg-2-tcp-443": "tcp 443-443 from the load balancer, in sg-2",
  });
});

test("IPv6 has its own rules", () => {
  nlb({
    ipAddressType: NlbIpAddressType.DUALSTACK,
    clientCidrBlocks: ["2001:db8::/32", "2001:DB8:0::/32"],
    forwards: [{ ...SSH, targetIp: "2001:db8:0:0::10" }],
  });
  expect(rules()).toEqual({
    "path-mtu": "icmp 3-4 from 0.0.0.0/0",
    "path-mtu-ipv6": "icmpv6 2-0 from ::/0",
    "10022_ingress-tcp-2001-db8---32": "tcp 10022-10022 from 2001:db8::/32",
    "egress-tcp-2001-db8--10-22": "tcp 22-22 to 2001:db8::10/128",
  });
});

test("targets whose address or port is a token are keyed by reference", () => {
  const ip = new TerraformVariable(stack, "ip", { type: "string" }).stringValue;
  const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
  nlb({
    clientCidrBlocks: ["10.0.0.0/8"],
    forwards: [
      { ...SSH, targetIp: ip },
      { ...SSH, listenerPort: 10023, targetIp: ip, targetPort: port },
    ],
  });
  expect(rules()).toMatchObject({
    "egress-tcp-var-ip-22": "tcp 22-22 to ${var.ip}/32",
    "egress-tcp-var-ip-var-port": "tcp ${var.port}-${var.port} to ${var.ip}/32",
  });
});

test("a forward added later gets rules, too", () => {
  const forwarding = nlb({ clientCidrBlocks: ["10.0.0.0/8"], forwards: [SSH] });
  forwarding.addForward(WEB);
  expect(rules()).toMatchObject({
    "30080_ingress-tcp-10-0-0-0-8": "tcp 30080-30080 from 10.0.0.0/8",
    "egress-tcp-10-0-0-10-80": "tcp 80-80 to 10.0.0.10/32",
  });
});

test("the load balancer also has securityGroupIds, tokens or not", () => {
  nlb({ clientCidrBlocks: ["10.0.0.0/8"], securityGroupIds: ["sg-1"] });
  expect(only(synthesized(stack).resource, "aws_lb").security_groups).toEqual([expect.stringContaining("${"), "sg-1"]);
  stack = awsStack();
  const groups = new TerraformVariable(stack, "groups", { type: "list(string)" }).listValue;
  nlb({ clientCidrBlocks: ["10.0.0.0/8"], securityGroupIds: groups });
  expect(only(synthesized(stack).resource, "aws_lb").security_groups).toMatch(
    /^\$\{concat\(\[aws_security_group\.forwarding_security-group_\w+\.id\], var\.groups\)\}$/,
  );
});
