import { readFileSync } from "node:fs";
import { TerraformOutput, TerraformVariable, Testing, Token } from "cdktf";
import { EchoServerInstance, type EchoServerInstanceProps } from "cdktf-port-forward-nlb";
import { awsStack } from "./stack";
import { byId, type Synthesized, synthesized } from "./synthesized";

const VALID: EchoServerInstanceProps = {
  vpcId: "vpc-1",
  serverPort: 8888,
  clientCidrBlocks: ["172.31.0.0/16"],
  sshCidrBlocks: [],
};

function synthesize(props: Partial<EchoServerInstanceProps> = {}): Synthesized {
  const stack = awsStack();
  new EchoServerInstance(stack, "server", { ...VALID, ...props });
  return synthesized(stack);
}

function instance(synthesized: Synthesized): Record<string, unknown> {
  return byId(synthesized.resource, "aws_instance", "server").instance ?? {};
}

const GROUP = expect.stringMatching(/^\$\{aws_security_group\.server_security-group_\w+\.id\}$/);

test("an instance has the current image for its architecture", () => {
  const synthesized = synthesize();
  const { user_data: userData, ...attributes } = instance(synthesized);
  expect(userData).toEqual(expect.stringMatching(/^#!\/bin\/bash\n/));
  expect(attributes).toEqual({
    ami: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.server_image_\w+\.insecure_value\}$/),
    instance_type: "t4g.nano",
    vpc_security_group_ids: [GROUP],
    user_data_replace_on_change: true,
    metadata_options: { http_endpoint: "enabled", http_tokens: "required" },
    root_block_device: { encrypted: true },
    depends_on: [expect.stringMatching(/^aws_vpc_security_group_egress_rule\.server_https_\w+$/)],
    lifecycle: { ignore_changes: ["ami"] },
  });
  expect(byId(synthesized.data, "aws_ec2_instance_type", "server")).toEqual({
    "instance-type": { instance_type: "t4g.nano" },
  });
  expect(byId(synthesized.data, "aws_ssm_parameter", "server")).toEqual({
    image: {
      name: expect.stringMatching(
        /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-kernel-default-\$\{contains\(data\.aws_ec2_instance_type\.\S+\.supported_architectures, "arm64"\) \? "arm64" : "x86_64"\}$/,
      ),
    },
  });
});

test("an instance with all props set looks up no image", () => {
  const synthesized = synthesize({
    subnetId: "subnet-1",
    instanceType: "t3.micro",
    keyName: "key",
    imageId: "ami-1",
  });
  expect(instance(synthesized)).toMatchObject({
    ami: "ami-1",
    subnet_id: "subnet-1",
    instance_type: "t3.micro",
    key_name: "key",
  });
  expect(instance(synthesized)).not.toHaveProperty("lifecycle");
  expect(synthesized.data).toBeUndefined();
});

test("the security group admits exactly the configured blocks, each with its own rule", () => {
  const { resource } = synthesize({
    clientCidrBlocks: ["172.31.0.0/16", "2001:db8::/32", Token.asString({ resolve: () => "${aws_vpc.a.cidr_block}" })],
    sshCidrBlocks: ["10.0.0.0/8"],
  });
  const tcp = (port: number) => ({ security_group_id: GROUP, ip_protocol: "tcp", from_port: port, to_port: port });
  const client = { ...tcp(8888), description: "Clients of the echo server" };
  expect(byId(resource, "aws_vpc_security_group_ingress_rule", "server")).toEqual({
    "client-172-31-0-0-16": { ...client, cidr_ipv4: "172.31.0.0/16" },
    "client-2001-db8---32": { ...client, cidr_ipv6: "2001:db8::/32" },
    "client-aws_vpc-a-cidr_block": { ...client, cidr_ipv4: "${aws_vpc.a.cidr_block}" },
    "ssh-10-0-0-0-8": { ...tcp(22), description: "SSH", cidr_ipv4: "10.0.0.0/8" },
  });
  expect(byId(resource, "aws_vpc_security_group_egress_rule", "server")).toEqual({
    https: { ...tcp(443), description: "Repositories of Amazon Linux", cidr_ipv4: "0.0.0.0/0" },
  });
  expect(byId(resource, "aws_security_group", "server")).toEqual({
    "security-group": {
      name_prefix: "echo-server-",
      description: "Echo server: its clients, SSH, and HTTPS to install Node.js",
      vpc_id: "vpc-1",
    },
  });
});

test("nobody can connect by SSH without SSH blocks", () => {
  const { resource } = synthesize();
  expect(Object.keys(byId(resource, "aws_vpc_security_group_ingress_rule", "server"))).toEqual([
    "client-172-31-0-0-16",
  ]);
});

test("the user data installs Node.js, unpacks the echo server and runs it as a service", () => {
  const userData = String(instance(synthesize()).user_data);
  const program = /^base64 .*\n([A-Za-z0-9+/=\n]+)\nEND$/m.exec(userData)?.[1] ?? "";
  expect(Buffer.from(program, "base64")).toEqual(readFileSync("lib/echo-server.js.gz"));
  expect(program.split("\n").filter((line) => line.length > 76)).toEqual([]);
  expect(userData.replace(program, "…")).toMatchInlineSnapshot(`
   "#!/bin/bash
   set -euo pipefail

   dnf install --assumeyes nodejs24

   mkdir --parents /opt/echo-server
   base64 --decode <<'END' | gunzip >/opt/echo-server/echo-server.js
   …
   END

   cat >/etc/systemd/system/echo-server.service <<'END'
   [Unit]
   Description=TCP echo server that shows the address of each client
   Wants=network-online.target
   After=network-online.target

   [Service]
   WorkingDirectory=/opt/echo-server
   ExecStart=/usr/bin/env node echo-server.js 8888
   Restart=always
   DynamicUser=yes
   AmbientCapabilities=CAP_NET_BIND_SERVICE
   CapabilityBoundingSet=CAP_NET_BIND_SERVICE
   LimitNOFILE=65536
   NoNewPrivileges=yes
   PrivateDevices=yes
   ProtectHome=yes
   ProtectKernelTunables=yes
   ProtectSystem=strict
   RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX

   [Install]
   WantedBy=multi-user.target
   END

   systemctl daemon-reload
   systemctl enable --now echo-server.service
   "
  `);
});

test("the user data fits EC2's limit and contains no Terraform expression", () => {
  const userData = String(instance(synthesize({ serverPort: 65535 })).user_data);
  expect(Buffer.byteLength(userData)).toBeLessThan(16 * 1024);
  expect(userData).not.toMatch(/[$%]\{/);
});

test("the port can be a token", () => {
  const stack = awsStack();
  const port = new TerraformVariable(stack, "server_port", { type: "number" });
  new EchoServerInstance(stack, "server", { ...VALID, serverPort: port.numberValue });
  const synthesized = JSON.parse(Testing.synth(stack, true)) as Synthesized;
  expect(String(instance(synthesized).user_data)).toContain("node echo-server.js ${var.server_port}\n");
  expect(byId(synthesized.resource, "aws_vpc_security_group_ingress_rule", "server")).toMatchObject({
    "client-172-31-0-0-16": { from_port: "${var.server_port}", to_port: "${var.server_port}" },
  });
});

test("attributes refer to the instance and its group", () => {
  const stack = awsStack();
  const server = new EchoServerInstance(stack, "server", VALID);
  for (const name of ["instanceId", "privateIp", "securityGroupId"] as const) {
    new TerraformOutput(stack, name, { value: server[name] });
  }
  server.instance.addOverride("tags.Name", "echo");
  const synthesized = JSON.parse(Testing.synth(stack, true)) as Synthesized;
  const values = Object.values(synthesized.output ?? {}).map(({ value }) =>
    String(value).replace(/_[0-9A-F]{8}\./, "."),
  );
  expect(values).toEqual([
    "${aws_instance.server_instance.id}",
    "${aws_instance.server_instance.private_ip}",
    "${aws_security_group.server_security-group.id}",
  ]);
  expect(instance(synthesized)).toMatchObject({ tags: { Name: "echo" } });
});

test("values of wrong types cause findings, not errors inside cdktf", () => {
  const stack = awsStack();
  const wrong = [undefined, null, {}, { clientCidrBlocks: [5, "x", "x", null], sshCidrBlocks: {}, serverPort: {} }];
  for (const [index, props] of wrong.entries()) {
    new EchoServerInstance(stack, `server-${index}`, props as unknown as EchoServerInstanceProps);
  }
  expect(() => Testing.synth(stack, true)).toThrow(
    "'vpcId' must be the ID of a VPC, such as vpc-0a1b2c3d, but is missing",
  );
});
