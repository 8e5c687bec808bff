/** @needs awscli */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { Aws } from "../../cli/doctor/aws/aws";
import type { IamPolicy } from "../../cli/doctor/aws/calls";
import { collect } from "../../cli/doctor/aws/collect";
import { CAUSES } from "../../cli/doctor/causes";
import { type Diagnosis, diagnose, type Explained } from "../../cli/doctor/diagnosis";
import { loadBalancersOf } from "../../cli/inventory/from-terraform";
import type { LoadBalancer } from "../../cli/inventory/inventory";
import type { JsonObject } from "../../cli/inventory/json";
import { ofShown } from "../../cli/inventory/terraform-resource";
import { command, type Ended } from "../cli/command/command";
import { denied, Intercepted, refused } from "../cli/doctor/support/intercepted";
import { articleProps } from "./support/article";
import { VPC_BLOCK } from "./support/external-paths";
import { type Fault, FAULTS, PEERING_FAULTS, SECURITY_GROUP_FAULTS, TRANSIT_GATEWAY_FAULTS } from "./support/faults";
import { temporaryFolder } from "../setup/machine";
import { prepared } from "../setup/needs";
import { CONSTRUCT } from "./support/makers";
import { Suite } from "./support/suite";
import { CLIENT_BLOCK, Surroundings, type Undo } from "./support/surroundings";

// Runs the doctor on the article's network: it finds nothing in a sound network, and exactly the fault in each broken
// one. What moto can't express is set by hand in the format of AWS's API reference: health of targets and load
// balancers, and telemetry of VPN connections. See fake_aws.py.

/** An applied load balancer, its network, and the proxy in front of its AWS. */
class Patient {
  /** Registers the hooks of its own suite. Call it at the top level, before a suite that uses `start()`. */
  public static of(propsOf: (suite: Suite) => PortForwardNlbProps): Patient {
    const patient = new Patient(Suite.begin(), propsOf);
    afterAll(async () => {
      await patient.parts?.api.stop();
    });
    return patient;
  }

  private parts?: { list: LoadBalancer; state: string; around: Surroundings; api: Intercepted };

  private constructor(
    public readonly suite: Suite,
    private readonly propsOf: (suite: Suite) => PortForwardNlbProps,
  ) {}

  public async start(): Promise<void> {
    const { suite, propsOf } = this;
    const props = propsOf(suite);
    const terraform = await suite.initialize(CONSTRUCT.files(props));
    await terraform.apply();
    const shown = (await terraform.shown()) as JsonObject;
    const [list] = loadBalancersOf(ofShown(shown));
    if (!list) throw new Error("the state has no load balancer");
    const state = path.join(await temporaryFolder(), "state.json");
    await writeFile(state, JSON.stringify(shown));
    const isGuarded = props.clientCidrBlocks !== undefined;
    const groupId = isGuarded ? (await suite.aws.securityGroup("example-nlb")).GroupId : undefined;
    const around = await Surroundings.create(suite.aws, suite.network, groupId);
    const api = await Intercepted.start(suite.aws.environment.AWS_ENDPOINT_URL);
    this.parts = { list, state, around, api };
  }

  public get begun(): NonNullable<Patient["parts"]> {
    if (!this.parts) throw new Error("the patient has not begun: read this in a hook or a test");
    return this.parts;
  }

  /** Returns the diagnosis, without the command around it. */
  public async diagnosis(): Promise<Diagnosis> {
    const { list, api } = this.begun;
    const aws = new Aws({ endpointUrl: api.endpoint });
    const targetIds = list.forwards.flatMap(({ targets }) => targets.map(({ ip = "" }) => ip));
    const facts = await collect(aws, { name: list.name, targetIds }).finally(() => {
      aws.destroy();
    });
    return diagnose(list, facts);
  }

  /** Runs the command as a user does. */
  public async doctor(...args: string[]): Promise<Ended> {
    const { state, api } = this.begun;
    return command(["doctor", state, "--endpoint-url", api.endpoint, ...args], { env: this.suite.aws.environment });
  }
}

const bare = Patient.of((suite) => articleProps(suite.network));
const guarded = Patient.of((suite) => {
  const { securityGroupIds: _, ...props } = articleProps(suite.network);
  return { ...props, clientCidrBlocks: [CLIENT_BLOCK, VPC_BLOCK] };
});

beforeAll(async () => {
  // In parallel: the provider mostly waits.
  await Promise.all([bare.start(), guarded.start()]);
  // For calls without the command. Both suites have the same values.
  Object.assign(process.env, bare.suite.aws.environment, { AWS_ENDPOINT_URL: undefined });
  delete process.env.AWS_ENDPOINT_URL;
});

/** Unique names of findings, effects included. Recreated resources have new IDs. */
function named(findings: readonly Explained[]): string[] {
  const names = findings.flatMap(({ cause, subject, effects }) => [
    `${cause}: ${subject.replace(/pcx-\w+/, "pcx").replace(/^route tables? .*/, "route tables")}`,
    ...named(effects),
  ]);
  return [...new Set(names)].sort();
}

/** Listener ports, in the list and on AWS, that the findings are about. */
function portsOf({ findings, facts, loadBalancer }: Diagnosis): number[] {
  const known = new Set([
    ...facts.listeners.map(({ port }) => port),
    ...loadBalancer.forwards.map(({ listenerPort }) => listenerPort),
  ]);
  const ports = findings.flatMap(({ concerns }) => concerns.map(({ listenerPort }) => listenerPort));
  return [...new Set(ports)].filter((port) => known.has(port)).sort((one, other) => one - other);
}

/** Runs a function while some faults are present. */
async function during<T>({ begun: { around } }: Patient, faults: readonly Fault[], run: () => Promise<T>): Promise<T> {
  const undos: Undo[] = [];
  try {
    for (const fault of faults) undos.unshift(await fault.stage(around));
    return await run();
  } finally {
    for (const undo of undos) await undo();
  }
}

test("a sound network has no findings", async () => {
  const { code, stdout, stderr } = await bare.doctor();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/5 work\n$/);
  expect((await guarded.diagnosis()).findings).toEqual([]);
});

/** Sound networks, and the faults staged in each. */
const NETWORKS: readonly {
  readonly name: string;
  readonly patient: Patient;
  readonly faults: readonly Fault[];
  readonly prepare?: (around: Surroundings) => Promise<Undo>;
}[] = [
  { name: "the article's network", patient: bare, faults: FAULTS },
  {
    name: "a network with a transit gateway",
    patient: bare,
    faults: TRANSIT_GATEWAY_FAULTS,
    prepare: async (around) => around.throughTransitGateway(),
  },
  {
    name: "a network with a second peering",
    patient: bare,
    faults: PEERING_FAULTS,
    prepare: async (around) => around.throughPeering(),
  },
  { name: "a load balancer with a security group", patient: guarded, faults: SECURITY_GROUP_FAULTS },
];

test("each cause is staged except a missing load balancer, which a list with another name has, and those of hosts", () => {
  const staged = new Set(NETWORKS.flatMap(({ faults }) => faults.map(({ cause }) => cause)));
  const others = CAUSES.map(({ id }) => id).filter((id) => !staged.has(id));
  // The fake AWS runs no function: test/cli/doctor/ has its metrics and the names.
  expect(others.filter((id) => !id.startsWith("host-"))).toEqual(["load-balancer-missing"]);
});

test("README and docs/proof.md count the faults, and their pairs", () => {
  const pairs = NETWORKS.map(({ faults }) => (faults.length * (faults.length - 1)) / 2);
  const counts = [NETWORKS.map(({ faults }) => faults.length), pairs].map((all) => all.reduce((sum, one) => sum + one));
  const sentence = `${counts[0] ?? 0} staged faults and ${counts[1] ?? 0} pairs of them`;
  for (const page of ["README.md", "docs/proof.md"]) expect(readFileSync(page, "utf8")).toContain(sentence);
});

/**
 * Pairs of faults in which one hides the other. For example, a deleted listener hides its targets.
 *
 * @property by start of the title of the hiding fault
 * @property of start of the title of the hidden fault, if only one of several is hidden
 * @property what findings of the other fault that are hidden
 */
const HIDDEN: readonly { readonly by: string; readonly of?: string; readonly what: RegExp }[] = [
  // Without a listener, nothing is sent to its targets.
  { by: "listener 20080 was deleted", what: /^target-health: target 172\.31\.137\.10:80$/ },
  {
    by: "listener 20080 was deleted",
    of: "the network ACL of the targets' subnet 1c denies TCP 80",
    what: /^network-acl/,
  },
  // AWS reports no health for a target that isn't registered.
  { by: "target 172.31.137.10:22 was deregistered", what: /^target-health: target 172\.31\.137\.10:22$/ },
  { by: "target 172.31.137.10:22 was deregistered", what: /^target-unaccounted: target 172\.31\.137\.10:22$/ },
  // Then nothing is sent from 1a to the targets in 1c.
  { by: "cross-zone load balancing is off", of: "the network ACL of the targets' subnet 1c", what: /^network-acl/ },
  // Then packets for it never leave the VPC.
  { by: "the VPC gets a block", what: /^(route-to-target|vpn-down|client-ip-preservation)/ },
  // Then the attachment that the route would continue through is unknown.
  {
    by: "the transit gateway has no route to",
    of: "the transit gateway has no route back",
    what: /^transit-gateway-route/,
  },
  { by: "the transit gateway has no route to", of: "both tunnels", what: /^vpn-down/ },
];

/** Findings of a fault when another one is present. */
function besides(fault: Fault, other: Fault, alone: readonly string[]): readonly string[] {
  const hidden = HIDDEN.filter(({ by, of = "" }) => other.title.startsWith(by) && fault.title.startsWith(of));
  return alone.filter((name) => !hidden.some(({ what }) => what.test(name)));
}

describe.each(NETWORKS)("in $name", ({ patient, faults, prepare }) => {
  let undo: Undo | undefined;
  /** Findings of each fault alone. */
  const alone = new Map<Fault, readonly string[]>();

  beforeAll(async () => {
    undo = await prepare?.(patient.begun.around);
  });

  afterAll(async () => {
    await undo?.();
  });

  test("nothing is found without a fault", async () => {
    expect(named((await patient.diagnosis()).findings)).toEqual([]);
  });

  test.each(faults)("$title: $cause", async (fault) => {
    const diagnosis = await during(patient, [fault], async () => patient.diagnosis());
    const { findings } = diagnosis;
    alone.set(fault, named(findings));
    expect([...new Set(findings.map(({ cause }) => cause))]).toEqual([
      fault.cause,
      ...(fault.ofOption ? ["option-differs"] : []),
    ]);
    const own = findings.filter(({ cause }) => cause === fault.cause);
    expect(portsOf({ ...diagnosis, findings: own })).toEqual(fault.listenerPorts);
    expect(findings.filter(({ expected, fix }) => expected === "" || !(fix.advice ?? fix.commands?.[0]))).toEqual([]);
  });

  test("any two faults are both reported, and nothing else", async () => {
    const pairs = faults.flatMap((one, index) => faults.slice(index + 1).map((other) => [one, other] as const));
    const wrong: unknown[] = [];
    for (const [one, other] of pairs) {
      const found = await during(patient, [one, other], async () => named((await patient.diagnosis()).findings));
      const expected = [...besides(one, other, alone.get(one) ?? []), ...besides(other, one, alone.get(other) ?? [])];
      const both = [...new Set(expected)].sort();
      if (found.join("\n") !== both.join("\n")) wrong.push({ pair: [one.title, other.title], found, both });
    }
    process.stdout.write(`${pairs.length} pairs of faults\n`);
    expect(wrong).toEqual([]);
  });
});

// Calls and command, on a network with everything there is to query.

test("the printed IAM policy allows exactly the calls", async () => {
  const { api, around } = bare.begun;
  const undo = await around.throughTransitGateway();
  api.reset();
  const { code } = await bare.doctor();
  const { stdout } = await bare.doctor("--iam-policy");
  await undo();
  expect(code).toBe(0);
  const policy = JSON.parse(stdout) as IamPolicy;
  expect(policy.Statement.map(({ Effect, Resource }) => [Effect, Resource])).toEqual([["Allow", "*"]]);
  const permitted = policy.Statement.flatMap(({ Action }) => Action);
  // This network has no hosts, no prefix list and no TLS: test/cli/doctor/aws/host-targets.test.ts, doctor-collect.test.ts and
  // option-changes.test.ts have them.
  const elsewhere = [
    "cloudwatch:GetMetricData",
    "ec2:GetManagedPrefixListEntries",
    "elasticloadbalancing:DescribeListenerCertificates",
  ];
  expect(permitted.filter((action) => !elsewhere.includes(action))).toEqual(api.actions);
  expect(permitted.filter((action) => !/:(Describe|Get|Search)/.test(action))).toEqual([]);
});

test("missing permissions are reported, and cause no findings", async () => {
  const { api, around } = bare.begun;
  api.answer = (call) =>
    ["ec2:DescribeNetworkAcls", "ec2:DescribeSecurityGroups"].includes(call.action) ? denied(call) : undefined;
  const [aclFault] = FAULTS.filter(({ cause }) => cause === "network-acl");
  const undo = await aclFault?.stage(around);
  const { code, stdout, stderr } = await bare.doctor();
  await undo?.();
  api.reset();
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toMatch(/^1\. target 172\.31\.137\.10:80/m);
  expect(stdout).not.toMatch(/^2\. /m);
  expect(stdout.match(/^not checked: \S+/gm)).toEqual([
    "not checked: ec2:DescribeNetworkAcls:",
    "not checked: ec2:DescribeSecurityGroups:",
  ]);
});

test("throttled calls are retried", async () => {
  const { api } = bare.begun;
  const asked = new Map<string, number>();
  api.answer = (call) => {
    const times = asked.get(call.action) ?? 0;
    asked.set(call.action, times + 1);
    return times < 1 ? refused(call, 503, "RequestLimitExceeded") : undefined;
  };
  const { code, stdout } = await bare.doctor();
  api.reset();
  expect(code).toBe(0);
  expect(stdout).toMatch(/5 work\n$/);
  expect(asked.size).toBeGreaterThan(10);
});

test("a CSV list is examined under the name of its load balancer", async () => {
  const { suite } = bare;
  const list = path.join(await temporaryFolder(), "forwards.csv");
  await writeFile(
    list,
    "listenerPort,targetIp,targetPort,external\n10022,172.31.129.10,22,\n40022,172.31.129.10,22,\n",
  );
  const endpoint = ["--endpoint-url", bare.begun.api.endpoint];
  const run = async (...args: string[]): Promise<Ended> =>
    command(["doctor", list, ...endpoint, ...args], { env: suite.aws.environment });
  expect(await run()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Pass the name with --load-balancer\.\n$/),
  });
  const { code, stdout } = await run("-l", "example-nlb", "--json");
  expect(code).toBe(1);
  const [{ findings }] = JSON.parse(stdout) as [{ findings: Explained[] }];
  expect(findings.map(({ cause, severity, concerns }) => [cause, severity, concerns[0]?.listenerPort])).toEqual([
    ["listener-missing", "fault", 40022],
    ...[10080, 20022, 20080, 30080].map((port) => ["listener-unaccounted", "warning", port]),
  ]);
  const other = JSON.parse((await run("-l", "other-nlb", "--json")).stdout) as [{ findings: Explained[] }];
  expect(other[0].findings.map(({ cause, seen }) => [cause, seen])).toEqual([
    ["load-balancer-missing", "there is no Network Load Balancer with this name in ap-northeast-1"],
  ]);
});

test("a load balancer whose name is known only after apply can't be examined", async () => {
  const { suite } = bare;
  const file = path.join(await temporaryFolder(), "cdk.tf.json");
  const resource = { aws_lb: { lb: { name: "${var.name}-nlb", load_balancer_type: "network" } } };
  await writeFile(file, JSON.stringify({ resource }));
  const { code, stderr } = await command(["doctor", file], { env: suite.aws.environment });
  expect(code).toBe(2);
  expect(stderr).toMatch(/is only known after apply\. Pass the output of 'terraform show -json' instead\.\n$/);
});

test("the JUnit report has a case for each forward", async () => {
  const { around } = bare.begun;
  const undo = await FAULTS[0]?.stage(around);
  const report = path.join(await temporaryFolder(), "doctor.xml");
  const { code } = await bare.doctor("--junit", report);
  await undo?.();
  expect(code).toBe(1);
  const xml = await readFile(report, "utf8");
  expect(xml).toContain('<testsuite name="example-nlb" tests="5" failures="1" skipped="0">');
  expect(xml).toMatch(/name="TCP:10080"[^>]*>\s*<failure message="security group sg-\w+ \(TargetServer1\)/);
});

// Last, because what the commands repair isn't restored.
describe.each(NETWORKS)("the printed commands in $name", ({ patient, faults, prepare }) => {
  let undo: Undo | undefined;

  beforeAll(async () => {
    undo = await prepare?.(patient.begun.around);
  });

  afterAll(async () => {
    await undo?.();
  });

  test("fix the findings when the AWS CLI runs them", async () => {
    const mended: string[] = [];
    const left: string[] = [];
    for (const { title, cause, stage } of faults) {
      const back = await stage(patient.begun.around);
      const own = await found(patient, cause);
      const commands = own.flatMap(({ fix }) => fix.commands ?? []);
      // A placeholder such as `<its id>` is for the user to fill in.
      if (commands.length > 0 && !commands.some((line) => line.includes("<"))) {
        await run(commands, { ...patient.suite.aws.environment, AWS_ENDPOINT_URL: patient.begun.api.endpoint });
        left.push(...named(await found(patient, cause)));
        mended.push(title);
      }
      // Already repaired faults can't be undone.
      await back().catch(() => undefined);
    }
    process.stdout.write(`mended by the commands:\n  ${mended.join("\n  ")}\n`);
    expect(left).toEqual([]);
    expect(mended.length).toBeGreaterThan(0);
  });
});

async function found(patient: Patient, cause: string): Promise<readonly Explained[]> {
  const { findings } = await patient.diagnosis();
  return findings.filter((finding) => finding.cause === cause);
}

/** Runs shell commands that call the AWS CLI. */
async function run(lines: readonly string[], env: Record<string, string>): Promise<void> {
  const python = prepared("AWS_CLI_PYTHON");
  const script = `set -e\naws() { "${python}" -m awscli "$@"; }\n${lines.join("\n")}\n`;
  await promisify(execFile)("bash", ["-c", script], {
    env: { ...process.env, ...env, AWS_DEFAULT_REGION: env.AWS_REGION, AWS_PAGER: "" },
  });
}
