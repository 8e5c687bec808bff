/** @needs package:python package:cdktn:python cdktf cdktn twine */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { CDKTF, CDKTN, written } from "../flavours";
import { freePort } from "../free-port";
import { prepared } from "../setup/needs";
import { FINDINGS, PAPERS, papersIn, ROOT, synthesizedBy, typeScriptArticle, VERSION } from "./support/article";
import { installWheel, wheel } from "./support/wheel";

const run = promisify(execFile);

/** The rest of a test's stack. */
const STACK = `
import json
import jsii
from cdktf import Aspects, IAspect, TerraformStack, Testing, App
from cdktf_port_forward_nlb import BasicAwsProvider, NlbSubnetMapping, PortForward, PortForwardNlb

app = App()
stack = TerraformStack(app, "stack")
BasicAwsProvider(stack, "aws", region="ap-northeast-1")

def forwarding(*forwards, **props):
    return PortForwardNlb(
        stack, "forwarding", name="example", vpc_id="vpc-1",
        subnet_mappings=[NlbSubnetMapping(subnet_id="subnet-1", private_ipv4_address="172.31.128.10")],
        security_group_ids=[], forwards=list(forwards), **props,
    )
`;

const ALB = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";

/** A list with a target of each type that has no fixed address. */
const OF_EACH_TYPE: PortForwardNlbProps = {
  name: "example",
  vpcId: "vpc-1",
  subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }],
  securityGroupIds: [],
  clientCidrBlocks: ["192.168.1.0/24"],
  hostTargets: { subnetIds: ["subnet-2"], nameServers: ["192.168.0.2"], missesBeforeRemoval: 5 },
  alarms: { actionArns: [], unresolvedHosts: true },
  forwards: [
    {
      listenerPort: 5432,
      targetHost: "db.example.internal",
      targetPort: 5432,
      additionalTargets: [{ targetHost: "b.example.internal" }],
      targetSecurityGroupIds: ["sg-1"],
    },
    { listenerPort: 443, targetAlbArn: ALB, targetPort: 443, targetSecurityGroupIds: ["sg-2"] },
    {
      listenerPort: 22,
      targetInstanceId: "i-0a1b2c3d4e5f60718",
      targetPort: 22,
      targetSecurityGroupIds: ["sg-3"],
    },
  ],
};

test("the wrong Python package in an app names the right one", async () => {
  const python = prepared("CDKTN_PYTHON");
  const installed = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  try {
    await installWheel(python, installed, CDKTN);
    const { stdout } = await run(prepared("CDKTF_PYTHON"), ["-c", "import cdktf; print(cdktf.__path__[0])"]);
    await symlink(stdout.trim(), path.join(installed, "cdktf"));
    const program = `${STACK.replace("cdktf_port_forward_nlb", "cdktn_port_forward_nlb")}forwarding()`;
    const env = { ...process.env, PYTHONPATH: installed };
    await expect(run(python, ["-c", program], { cwd: installed, env })).rejects.toThrow(
      "stack/aws: the stack is from cdktf, but cdktn-port-forward-nlb is for cdktn. Import the stack from cdktn, or replace cdktn-port-forward-nlb with cdktf-port-forward-nlb.",
    );
  } finally {
    await rm(installed, { recursive: true });
  }
});

describe.each([CDKTF, CDKTN])("the Python package $name", (flavour) => {
  const { name, framework, dist } = flavour;
  const imported = name.replaceAll("-", "_");
  const python = prepared(`${framework.toUpperCase()}_PYTHON`);
  let installed: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    installed = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    env = { ...process.env, PYTHONPATH: installed, CDKTF_OUTDIR: path.join(installed, "cdktf.out") };
    await installWheel(python, installed, flavour);
  });

  afterAll(async () => rm(installed, { recursive: true }));

  async function program(text: string): Promise<string> {
    const { stdout } = await run(python, ["-c", own(STACK + text)], { cwd: installed, env });
    return stdout;
  }

  /** Returns a program that imports this package and its framework. */
  function own(text: string): string {
    return text.replaceAll("cdktf_port_forward_nlb", imported).replace("from cdktf import", `from ${framework} import`);
  }

  test("synthesizes the same article network as TypeScript, byte for byte", async () => {
    const example = await readFile(path.join(ROOT, "examples/python/main.py"), "utf8");
    await writeFile(path.join(installed, "main.py"), own(example));
    const options = { cwd: installed, env };
    const [article, expected] = [await synthesizedBy([python, "main.py"], options), await typeScriptArticle(flavour)];
    expect(article.terraform).toBe(expected.terraform);
    expect(article.output).toBe(expected.output);
  });

  test("synthesizes a host, a load balancer and an instance like TypeScript", async () => {
    const output = await program(`
from cdktf_port_forward_nlb import ForwardAlarms, ForwardTarget, HostTargets, TargetIpAddressType
forwarding(
    PortForward(
        listener_port=5432, target_host="db.example.internal", target_port=5432,
        additional_targets=[ForwardTarget(target_host="b.example.internal")],
        target_ip_address_type=TargetIpAddressType.IPV4, target_security_group_ids=["sg-1"],
    ),
    PortForward(listener_port=443, target_alb_arn="${ALB}", target_port=443, target_security_group_ids=["sg-2"]),
    PortForward(
        listener_port=22, target_instance_id="i-0a1b2c3d4e5f60718", target_port=22, target_security_group_ids=["sg-3"],
    ),
    client_cidr_blocks=["192.168.1.0/24"],
    host_targets=HostTargets(subnet_ids=["subnet-2"], name_servers=["192.168.0.2"], misses_before_removal=5),
    alarms=ForwardAlarms(action_arns=[], unresolved_hosts=True),
)
print(Testing.synth(stack, True))
`);
    const [expected] = written(flavour, [OF_EACH_TYPE]);
    // The other app is for tests, with CDK Terrain's future flags, and one of them changes the hash in the path of an asset.
    const parsed = (json = ""): unknown => JSON.parse(json.replace(/(assets\/[^/]*\/)[0-9A-F]{32}\//, "$1"));
    expect(parsed(output)).toEqual(parsed(expected?.json));
    expect(output).toContain("/host-targets.zip");
  });

  test("reports all errors in a list", async () => {
    const wrong = program(`
forwarding(
    PortForward(listener_port=70000, target_ip="172.31.129.10", target_port=22),
    PortForward(listener_port=10022, target_ip="172.31.129.010", target_port=22),
)
app.synth()
`);
    for (const finding of FINDINGS) await expect(wrong).rejects.toThrow(finding);
  });

  test("adds forwards, returns endpoints, accepts overrides, and exposes its children to aspects", async () => {
    const output = await program(`
nlb = forwarding(PortForward(listener_port=10022, target_ip="172.31.129.10", target_port=22))
nlb.add_forward(listener_port=30080, target_ip="10.0.0.10", target_port=80, external=True)
nlb.load_balancer.add_override("minimum_load_balancer_capacity", [{"capacity_units": 100}])

@jsii.implements(IAspect)
class Visited:
    paths = []
    def visit(self, node):
        self.paths.append(node.node.path)

Aspects.of(stack).add(Visited())
endpoints = [[*e.addresses, e.listener_port, e.target_ip, e.external] for e in nlb.endpoints()]
synthesized = json.loads(Testing.synth(stack, True))
Visited.paths.sort()
(lb,) = synthesized["resource"]["aws_lb"].values()
print(json.dumps([endpoints, lb["minimum_load_balancer_capacity"], Visited.paths]))
`);
    expect(JSON.parse(output)).toEqual([
      [
        ["172.31.128.10", 10022, "172.31.129.10", false],
        ["172.31.128.10", 30080, "10.0.0.10", true],
      ],
      [{ capacity_units: 100 }],
      expect.arrayContaining(["stack/aws", "stack/forwarding/lb", "stack/forwarding/30080/attachment-10-0-0-10-80"]),
    ]);
  });

  test("includes the command, which runs the echo server", async () => {
    const port = await freePort();
    const command = path.join(installed, "bin/port-forward-nlb");
    const args = [command, "echo", "--host", "127.0.0.1", "--port", String(port), "--proxy-protocol", "off"];
    // A process group of its own: jsii's launcher doesn't forward signals to the Node.js process it starts.
    const server = spawn(python, args, { cwd: installed, env, detached: true, stdio: ["ignore", "pipe", "ignore"] });
    try {
      await once(server.stdout, "data");
      const client = connect(port, "127.0.0.1").setEncoding("utf8");
      client.end("Hello\n");
      expect(await once(client, "data")).toEqual(["Hello\n"]);
      client.destroy();
    } finally {
      process.kill(-(server.pid ?? 0), "SIGTERM");
      await once(server, "close");
    }
  });

  test("has the snippets of its doc comments in Python", async () => {
    const module = await readFile(path.join(installed, imported, "__init__.py"), "utf8");
    expect(module).toContain('PortForward(listener_port=10022, target_ip="172.31.129.10", target_port=22)');
    expect(module).not.toMatch(/Example was not translated|listenerPort: \d/i);
  });

  test("passes twine check", async () => {
    const twine = prepared("TWINE_PYTHON");
    const packages = (await readdir(path.join(dist, "python"))).sort();
    // Twine breaks lines at the terminal's width, in the middle of a name.
    const options = { cwd: path.join(dist, "python"), env: { ...process.env, COLUMNS: "200" } };
    const { stdout } = await run(twine, ["-m", "twine", "--no-color", "check", "--strict", ...packages], options);
    expect(stdout.trim().split("\n")).toEqual(packages.map((name) => `Checking ${name}: PASSED`));
    expect(packages).toEqual([`${imported}-${VERSION}-py3-none-any.whl`, `${imported}-${VERSION}.tar.gz`]);
  });

  test("contains these files, and depends only on the framework", async () => {
    const script =
      "import sys, zipfile; w = zipfile.ZipFile(sys.argv[1]); print('\\n'.join(sorted(w.namelist()))); " +
      `print(w.read('${imported}-${VERSION}.dist-info/METADATA').decode())`;
    const { stdout } = await run(python, ["-c", script, await wheel(flavour)]);
    const [files = ""] = stdout.split("Metadata-Version");
    expect(files.trim().split("\n")).toEqual([
      `${imported}-${VERSION}.data/scripts/port-forward-nlb`,
      `${imported}-${VERSION}.dist-info/LICENSE`,
      `${imported}-${VERSION}.dist-info/METADATA`,
      `${imported}-${VERSION}.dist-info/NOTICE`,
      `${imported}-${VERSION}.dist-info/RECORD`,
      `${imported}-${VERSION}.dist-info/WHEEL`,
      `${imported}-${VERSION}.dist-info/top_level.txt`,
      `${imported}/__init__.py`,
      `${imported}/_jsii/__init__.py`,
      `${imported}/_jsii/${name}@${VERSION}.jsii.tgz`,
      `${imported}/py.typed`,
    ]);
    const npmPackage = `${imported}/_jsii/${name}@${VERSION}.jsii.tgz`;
    expect(await papersIn(path.join(installed, npmPackage))).toEqual(PAPERS);
    const packed = await run("tar", ["-xzOf", npmPackage, "package/lib/host-targets.zip"], {
      cwd: installed,
      encoding: "buffer",
    });
    expect(packed.stdout.equals(await readFile(path.join(ROOT, "lib/host-targets.zip")))).toBe(true);
    const required = [...stdout.matchAll(/^Requires-Dist: ([\w-]+)/gm)].map(([, name]) => name);
    expect(required.sort()).toEqual([framework, "constructs", "jsii", "publication"]);
  });
});
