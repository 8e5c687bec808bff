import { readFile, rm } from "node:fs/promises";
import { median } from "simple-statistics";
import { moduleArguments } from "../test/module-arguments";
import { FakeAws } from "../test/terraform/support/fake-aws";
import { temporaryFolder } from "../test/setup/machine";
import { MODULE } from "../test/terraform/support/module";
import { Terraform } from "../test/terraform/support/terraform";
import { loadBalancers } from "./apps/list.cjs";
import { type Candidate, type Effort, interleaved, ratio } from "./rounds";
import { besideFloor, type Finding, figure, type Section, times } from "./section";
import { writeTerraform } from "./synthesis";

const FLOOR = "bare resources";
const CONSTRUCT = "this, the construct";
const OWN_MODULE = "this, the module";
const ALB_MODULE = "terraform-aws-modules/alb 9.17";

/** Every forward in one call of the module, as somebody would write it who doesn't know AWS's limit. */
const ALB_MODULE_AT_ONCE = `${ALB_MODULE}, one load balancer, which AWS refuses`;

type LoadBalancer = ReturnType<typeof loadBalancers>[number];

interface Configuration {
  readonly name: string;
  readonly files: (forwards: number) => Promise<Record<string, string>>;
  /** Number of resources for a number of forwards. */
  readonly resources: (forwards: number) => number;
}

const split = (forwards: number): number => loadBalancers(forwards).length;
const onAws = (forwards: number): number => 3 * forwards + split(forwards);
/** With a `terraform_data` for each forward and each load balancer. */
const onAwsAndInState = (forwards: number): number => 4 * forwards + 2 * split(forwards);

const CONFIGURATIONS: readonly Configuration[] = [
  { name: FLOOR, files: async (forwards) => synthesized("bare", forwards), resources: onAwsAndInState },
  { name: CONSTRUCT, files: async (forwards) => synthesized("this", forwards), resources: onAwsAndInState },
  {
    name: OWN_MODULE,
    files: async (forwards) => calls(loadBalancers(forwards), ownModule),
    resources: onAwsAndInState,
  },
  { name: ALB_MODULE, files: async (forwards) => calls(loadBalancers(forwards), albModule), resources: onAws },
  {
    name: ALB_MODULE_AT_ONCE,
    files: async (forwards) => calls(loadBalancers(forwards, forwards), albModule),
    resources: (forwards) => 3 * forwards + 1,
  },
];

async function synthesized(by: "bare" | "this", forwards: number): Promise<Record<string, string>> {
  const folder = await temporaryFolder();
  try {
    return { "cdk.tf.json": await readFile(await writeTerraform(by, forwards, folder), "utf8") };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function calls(
  made: readonly LoadBalancer[],
  call: (loadBalancer: LoadBalancer) => Record<string, unknown>,
): Promise<Record<string, string>> {
  const module = Object.fromEntries(made.map((loadBalancer) => [loadBalancer.name, call(loadBalancer)]));
  const provider = { aws: { region: "ap-northeast-1" } };
  return Promise.resolve({ "main.tf.json": JSON.stringify({ provider, module }, null, 2) });
}

function ownModule({ name, vpcId, subnetId, address, forwards }: LoadBalancer): Record<string, unknown> {
  const subnetMappings = [{ subnetId, privateIpv4Address: address }];
  return { source: MODULE, ...moduleArguments({ name, vpcId, subnetMappings, securityGroupIds: [], forwards }) };
}

function albModule({ name, vpcId, subnetId, address, forwards }: LoadBalancer): Record<string, unknown> {
  const local = process.env.BENCH_ALB_MODULE;
  const byPort = <T>(entry: (forward: LoadBalancer["forwards"][number]) => T): Record<string, T> =>
    Object.fromEntries(forwards.map((forward) => [`port-${forward.listenerPort}`, entry(forward)]));
  return {
    ...(local === undefined ? { source: "terraform-aws-modules/alb/aws", version: "9.17.0" } : { source: local }),
    name: `${name}-nlb`,
    load_balancer_type: "network",
    internal: true,
    vpc_id: vpcId,
    create_security_group: false,
    enable_cross_zone_load_balancing: true,
    subnet_mapping: [{ subnet_id: subnetId, private_ipv4_address: address }],
    listeners: byPort(({ listenerPort }) => ({
      port: listenerPort,
      protocol: "TCP",
      forward: { target_group_key: `port-${listenerPort}` },
    })),
    target_groups: byPort(({ listenerPort, targetIp, targetPort }) => ({
      name: `${name}-tg-${listenerPort}`,
      protocol: "TCP",
      target_type: "ip",
      target_id: targetIp,
      port: targetPort,
      deregistration_delay: 300,
      health_check: { protocol: "TCP", port: "traffic-port" },
    })),
  };
}

/** Measures `terraform plan` for lists that aren't applied yet. */
export async function measurePlan({ planned, rounds }: Effort): Promise<Section> {
  const aws = await FakeAws.start();
  try {
    const measured = new Map<number, ReadonlyMap<string, readonly number[]>>();
    for (const forwards of planned) measured.set(forwards, await measureForwards(aws, forwards, rounds));
    return section(measured);
  } finally {
    await aws.stop();
  }
}

async function measureForwards(
  aws: FakeAws,
  forwards: number,
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  // Up to AWS's limit, it is the same as the module's other column.
  const asked = CONFIGURATIONS.filter(({ name }) => name !== ALB_MODULE_AT_ONCE || split(forwards) > 1);
  const folders: Terraform[] = [];
  try {
    const candidates: Candidate<number>[] = [];
    for (const configuration of asked) {
      const terraform = await initialized(configuration.name, await configuration.files(forwards), aws);
      if (!terraform) continue;
      folders.push(terraform);
      candidates.push({ name: configuration.name, run: async () => plan(terraform, configuration, forwards) });
    }
    return await interleaved(candidates, rounds);
  } finally {
    await Promise.all(folders.map(async (terraform) => terraform.remove()));
  }
}

/** Returns the seconds of a plan that creates every resource. */
async function plan(terraform: Terraform, { name, resources }: Configuration, forwards: number): Promise<number> {
  const begun = performance.now();
  const said = await terraform.planText("-refresh=false");
  const seconds = (performance.now() - begun) / 1000;
  if (!said.includes(`Plan: ${resources(forwards)} to add, 0 to change, 0 to destroy.`)) {
    throw new Error(`${name} does not plan ${resources(forwards)} resources for ${forwards} forwards`);
  }
  return seconds;
}

/** Initializes a working folder. Returns undefined if a module isn't available. */
async function initialized(name: string, files: Record<string, string>, aws: FakeAws): Promise<Terraform | undefined> {
  const initializing = Terraform.initializePlain(files, aws.environment);
  if (!name.startsWith(ALB_MODULE)) return initializing;
  return initializing.catch((error: unknown) => {
    const { stderr } = error as { stderr?: string };
    const [problem] = /^Error: .*$/m.exec(stderr ?? String(error)) ?? ["Error"];
    process.stderr.write(
      `\n!!! ${name} CANNOT BE HAD, and its column is left out: let the module registry answer, or name a copy of v9.17.0 in BENCH_ALB_MODULE\n!!! ${problem}\n\n`,
    );
    return undefined;
  });
}

function section(measured: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>): Section {
  const names = CONFIGURATIONS.map(({ name }) => name);
  return {
    tables: [
      {
        title: "`terraform plan -refresh=false`, in seconds, and beside the bare resources",
        rows: [["Forwards", ...names], ...besideFloor(measured, names)],
      },
    ],
    findings: [...measured].flatMap(([forwards, samples]) => findings(forwards, samples)),
    data: Object.fromEntries([...measured].map(([forwards, samples]) => [forwards, Object.fromEntries(samples)])),
  };
}

function findings(forwards: number, samples: ReadonlyMap<string, readonly number[]>): Finding[] {
  const own = samples.get(CONSTRUCT) ?? [];
  const ownModule = samples.get(OWN_MODULE) ?? [];
  const beside = (what: string, ours: readonly number[], peer: string, toReach: string): Finding[] => {
    const theirs = samples.get(peer);
    if (!theirs) return [];
    return [
      {
        what,
        ours: `${figure(median([...ours]))} s`,
        beside: `${peer} ${figure(median([...theirs]))} s`,
        ratio: times(ratio(ours, theirs)),
        toReach,
      },
    ];
  };
  return [
    ...beside(`plan of ${forwards} forwards, the construct's`, own, FLOOR, "equal, but for noise"),
    ...beside(`plan of ${forwards} forwards, the construct's`, own, ALB_MODULE_AT_ONCE, "at most 0.50 ×"),
    ...beside(`plan of ${forwards} forwards, the construct's`, own, ALB_MODULE, ""),
    ...beside(`plan of ${forwards} forwards, the module's`, ownModule, ALB_MODULE, ""),
  ];
}
