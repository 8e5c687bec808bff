import { readFile, rm } from "node:fs/promises";
import { median } from "simple-statistics";
import { moduleArguments } from "../test/module-arguments";
import { FakeAws } from "../test/terraform/support/fake-aws";
import { temporaryFolder } from "../test/terraform/support/machine";
import { MODULE } from "../test/terraform/support/module";
import { prepareTerraform } from "../test/terraform/support/prepare";
import { Terraform } from "../test/terraform/support/terraform";
import { loadBalancers } from "./apps/list.cjs";
import { type Effort, interleaved, ratio } from "./rounds";
import { besideFloor, type Finding, figure, type Section, times } from "./section";
import { writeTerraform } from "./synthesis";

const FLOOR = "bare resources";
const CONSTRUCT = "this, the construct";
const OWN_MODULE = "this, the module";
const ALB_MODULE = "terraform-aws-modules/alb 9.17";

type LoadBalancer = ReturnType<typeof loadBalancers>[number];

/** Files of a configuration that has as many forwards. */
const CONFIGURATIONS: readonly { name: string; files: (forwards: number) => Promise<Record<string, string>> }[] = [
  { name: FLOOR, files: async (forwards) => synthesized("bare", forwards) },
  { name: CONSTRUCT, files: async (forwards) => synthesized("this", forwards) },
  { name: OWN_MODULE, files: async (forwards) => moduleCalls(forwards, ownModule) },
  { name: ALB_MODULE, files: async (forwards) => moduleCalls(forwards, albModule) },
];

async function synthesized(by: "bare" | "this", forwards: number): Promise<Record<string, string>> {
  const folder = await temporaryFolder();
  try {
    return { "cdk.tf.json": await readFile(await writeTerraform(by, forwards, folder), "utf8") };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function moduleCalls(
  forwards: number,
  call: (loadBalancer: LoadBalancer) => Record<string, unknown>,
): Promise<Record<string, string>> {
  const calls = loadBalancers(forwards).map((loadBalancer) => [loadBalancer.name, call(loadBalancer)] as const);
  const provider = { aws: { region: "ap-northeast-1" } };
  return Promise.resolve({ "main.tf.json": JSON.stringify({ provider, module: Object.fromEntries(calls) }, null, 2) });
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

/** `terraform plan` of lists that are not applied yet. */
export async function measurePlan({ planned, rounds }: Effort): Promise<Section> {
  await prepareTerraform();
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
  const folders = new Map<string, Terraform>();
  try {
    for (const { name, files } of CONFIGURATIONS) {
      const terraform = await initialized(name, await files(forwards), aws);
      if (terraform) folders.set(name, terraform);
    }
    const candidates = [...folders].map(([name, terraform]) => ({
      name,
      run: async () => {
        const begun = performance.now();
        const said = await terraform.planText("-refresh=false");
        const seconds = (performance.now() - begun) / 1000;
        const resources = 3 * forwards + Math.ceil(forwards / 50);
        if (!said.includes(`Plan: ${resources} to add, 0 to change, 0 to destroy.`)) {
          throw new Error(`${name} does not plan ${resources} resources for ${forwards} forwards`);
        }
        return seconds;
      },
    }));
    return await interleaved(candidates, rounds);
  } finally {
    await Promise.all([...folders.values()].map(async (terraform) => terraform.remove()));
  }
}

/** A working folder, or nothing where a module cannot be had. */
async function initialized(name: string, files: Record<string, string>, aws: FakeAws): Promise<Terraform | undefined> {
  const initializing = Terraform.initialize(files, aws.environment);
  if (name !== ALB_MODULE) return initializing;
  return initializing.catch((error: unknown) => {
    const { stderr } = error as { stderr?: string };
    const [problem] = /^Error: .*$/m.exec(stderr ?? String(error)) ?? ["Error"];
    process.stderr.write(
      `\n!!! ${ALB_MODULE} CANNOT BE HAD, and its column is left out: let the module registry answer, or name a copy of v9.17.0 in BENCH_ALB_MODULE\n!!! ${problem}\n\n`,
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
  const least = forwards < 500 ? "" : "at most 0.50 ×";
  return [
    ...beside(`plan of ${forwards} forwards, the construct's`, own, FLOOR, "equal, but for noise"),
    ...beside(`plan of ${forwards} forwards, the construct's`, own, ALB_MODULE, least),
    ...beside(`plan of ${forwards} forwards, the module's`, ownModule, ALB_MODULE, ""),
  ];
}
