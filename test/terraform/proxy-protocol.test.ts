/** @needs shellcheck */

import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ProxyProtocolElb, type ProxyProtocolElbProps } from "cdktf-port-forward-nlb";
import { Client } from "../echo/haproxy/support/client";
import { Command } from "../echo/haproxy/support/command";
import { freePort } from "../free-port";
import { firstStart } from "./support/first-start";
import { temporaryFolder } from "../setup/machine";
import { Suite } from "./support/suite";
import { synthesizeExample, synthesizeStack } from "./support/synth";
import { type Terraform, withoutHash } from "./support/terraform";

const ZONES = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];

/** A configuration's values for Terraform variables. */
function values(variables: Record<string, unknown>): Record<string, string> {
  return { "terraform.tfvars.json": JSON.stringify(variables) };
}

describe("the example proxy-protocol, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let port: number;
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    port = await freePort();
    const variables = values({ server_port: port });
    terraform = await suite.initialize({ ...(await synthesizeExample("proxy-protocol")), ...variables });
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function theInstance() {
    const [{ Instances = [] } = {}] = await suite.aws.classicLoadBalancers();
    expect(Instances).toHaveLength(1);
    return suite.aws.instance(Instances[0]?.InstanceId ?? "");
  }

  test("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("applies", async () => {
    expect(await terraform.apply()).toContain("Apply complete! Resources: 8 added, 0 changed, 0 destroyed.");
  });

  test("creates the load balancer of the article's template, and enables its policy as the article does", async () => {
    const loadBalancers = await suite.aws.classicLoadBalancers();
    expect(loadBalancers).toEqual([
      expect.objectContaining({
        Scheme: "internet-facing",
        Policies: {
          OtherPolicies: ["EnableProxyProtocol"],
          AppCookieStickinessPolicies: [],
          LBCookieStickinessPolicies: [],
        },
        BackendServerDescriptions: [{ InstancePort: port, PolicyNames: ["EnableProxyProtocol"] }],
        ListenerDescriptions: [
          {
            Listener: expect.objectContaining({
              Protocol: "TCP",
              LoadBalancerPort: port,
              InstanceProtocol: "TCP",
              InstancePort: port,
            }),
            PolicyNames: [],
          },
        ],
        HealthCheck: { Target: `TCP:${port}`, HealthyThreshold: 3, UnhealthyThreshold: 5, Interval: 30, Timeout: 5 },
        AvailabilityZones: ZONES,
      }),
    ]);
  });

  test("creates an instance of its type's architecture, whose group admits the configured blocks", async () => {
    const instance = await theInstance();
    expect(instance).toMatchObject({ InstanceType: "t4g.nano", Architecture: "arm64" });
    const rules = await suite.aws.securityGroupRules(instance.SecurityGroups?.[0]?.GroupId ?? "");
    const inShort = rules.map(({ IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4 }) =>
      [IsEgress ? "to" : "from", CidrIpv4, IpProtocol, FromPort, ToPort].join(" "),
    );
    expect(inShort.sort()).toEqual(
      [`from 172.31.0.0/16 tcp ${port} ${port}`, "from 172.31.0.0/16 tcp 22 22", "to 0.0.0.0/0 tcp 443 443"].sort(),
    );
  });

  test("has user data that passes shellcheck and runs the article's echo server as a service", async () => {
    const userData = await suite.aws.userData((await theInstance()).InstanceId ?? "");
    const script = path.join(folder, "as-given.sh");
    await writeFile(script, userData);
    await promisify(execFile)("shellcheck", ["--severity=style", "--enable=all", script]);

    const { calls, unit, workingDirectory, command } = await firstStart(userData, folder);
    expect(calls).toEqual([
      "dnf install --assumeyes nodejs24",
      "systemctl daemon-reload",
      "systemctl enable --now echo-server.service",
    ]);
    expect(unit).toContain(`\nExecStart=/usr/bin/env node echo-server.js ${port}\n`);
    const [program = "", ...args] = command;
    const service = new Command(program, args, { cwd: workingDirectory });
    try {
      await service.line(new RegExp(`^server is on 0\\.0\\.0\\.0:${port}$`));
      const telnet = await Client.connect({ host: "127.0.0.1", port });
      const session = "PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888\r\nHello\r\nQuit\r\n";
      telnet.type(session);
      expect((await telnet.rest()).toString()).toBe(session);
      await service.line(/^#1 is gone$/);
      expect(service.lines.slice(1)).toEqual([
        "#1 is accepted",
        expect.stringMatching(/^\["AF_INET", \d+, "127\.0\.0\.1"\]$/),
        "IN> PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888<CR><LF>",
        expect.stringMatching(/^client 124\.100\.123\.123:53971, peer 127\.0\.0\.1:\d+$/),
        "IN> Hello<CR><LF>",
        "IN> Quit<CR><LF>",
        "#1 is gone",
      ]);
    } finally {
      await service.stop();
    }
  });

  test("is planned again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("with another port, enables the policy for that port, and plans again without changes", async () => {
    await terraform.write(values({ server_port: 9999 }));
    expect((await terraform.planChanges()).map(withoutHash)).toEqual([
      "delete/create aws_instance.server_instance",
      "delete/create aws_load_balancer_backend_server_policy.elb_backend-policy",
      "update aws_elb.elb",
      "update aws_vpc_security_group_ingress_rule.server_client-data-aws_vpc-vpc-cidr_block",
    ]);
    await terraform.applyPlan();
    const [{ Policies, BackendServerDescriptions } = {}] = await suite.aws.classicLoadBalancers();
    expect(Policies?.OtherPolicies).toEqual(["EnableProxyProtocol"]);
    expect(BackendServerDescriptions).toEqual([{ InstancePort: 9999, PolicyNames: ["EnableProxyProtocol"] }]);
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("is destroyed", async () => {
    expect(await terraform.destroy()).toContain("Destroy complete! Resources: 8 destroyed.");
    expect(await suite.aws.classicLoadBalancers()).toEqual([]);
  });

  test("has another image for an instance type of another architecture", async () => {
    await terraform.write(values({ instance_type: "t3.nano" }));
    await terraform.apply();
    expect(await theInstance()).toMatchObject({ InstanceType: "t3.nano", Architecture: "x86_64" });
  });
});

describe("a ProxyProtocolElb in the subnets of a VPC", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  function configuration(props: Partial<ProxyProtocolElbProps>): Record<string, string> {
    const { private_subnet_1a_id, private_subnet_1c_id } = suite.network;
    return synthesizeStack(
      (stack) =>
        new ProxyProtocolElb(stack, "elb", {
          serverPort: 8888,
          listenerPort: 443,
          subnetIds: [private_subnet_1a_id, private_subnet_1c_id],
          instanceIds: [],
          name: "example",
          tags: { team: "network" },
          ...props,
        }),
    );
  }

  beforeAll(async () => {
    terraform = await suite.initialize(configuration({}));
    await terraform.apply();
  });

  async function policies() {
    const [elb, ...others] = await suite.aws.classicLoadBalancers();
    expect(others).toEqual([]);
    return { policies: elb?.Policies?.OtherPolicies, ofServers: elb?.BackendServerDescriptions };
  }

  async function planned(): Promise<string[]> {
    return (await terraform.planChanges()).map(withoutHash);
  }

  const ON = {
    policies: ["EnableProxyProtocol"],
    ofServers: [{ InstancePort: 8888, PolicyNames: ["EnableProxyProtocol"] }],
  };

  test("enables its policy for the servers' port, and plans again without changes", async () => {
    expect(await policies()).toEqual(ON);
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("enables it again when another load balancer with the same name replaces it", async () => {
    await terraform.write(configuration({ internal: true }));
    expect(await planned()).toEqual([
      "delete/create aws_elb.elb",
      "delete/create aws_load_balancer_backend_server_policy.elb_backend-policy",
      "delete/create aws_load_balancer_policy.elb_policy",
    ]);
    await terraform.applyPlan();
    expect((await suite.aws.classicLoadBalancers())[0]?.Scheme).toBe("internal");
    expect(await policies()).toEqual(ON);
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("keeps it enabled when its tags change", async () => {
    await terraform.write(configuration({ internal: true, tags: { team: "other" } }));
    expect(await planned()).toEqual(["update aws_elb.elb"]);
    await terraform.applyPlan();
    expect(await policies()).toEqual(ON);
  });

  test("enables it again when its listener port changes", async () => {
    await terraform.write(configuration({ internal: true, tags: { team: "other" }, listenerPort: 444 }));
    expect(await planned()).toEqual([
      "delete/create aws_load_balancer_backend_server_policy.elb_backend-policy",
      "update aws_elb.elb",
    ]);
    await terraform.applyPlan();
    expect(await policies()).toEqual(ON);
    expect(await terraform.planText()).toContain("No changes.");
  });
});
