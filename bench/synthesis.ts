import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { linearRegression, median } from "simple-statistics";
import { ROOT } from "../test/languages/support/article";
import { temporaryFolder } from "../test/setup/machine";
import { treeOf } from "./peers";
import { type Effort, interleaved, ratio } from "./rounds";
import { besideFloor, type Finding, figure, type Section, times } from "./section";

/** Output of a run of an application in apps/. */
export interface Sample {
  readonly frameworkMs: number;
  readonly libraryMs: number;
  readonly constructMs: number;
  readonly synthMs: number;
  readonly memoryMib: number;
}

interface Application {
  readonly name: string;
  readonly file: string;
  /** Folder of its packages. */
  readonly tree: string;
  readonly options?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The most forwards that it supports. */
  readonly most?: number;
}

const FLOOR: Application = { name: "bare bindings", file: "bare.cjs", tree: treeOf("bare") };
const PUBLISHED: Application = { name: "this, published", file: "this.cjs", tree: treeOf("published") };
const TERRAIN: Application = {
  name: "this, on CDK Terrain",
  file: "this.cjs",
  tree: treeOf("terrain"),
  environment: { BENCH_FRAMEWORK: "cdktn" },
};
const SOURCE: Application = {
  name: "this, from source",
  file: "this.cjs",
  tree: ".",
  options: ["--import", "tsx"],
  environment: { BENCH_PACKAGE: path.join(ROOT, "src/index.ts") },
};

const APPLICATIONS: readonly Application[] = [
  FLOOR,
  PUBLISHED,
  TERRAIN,
  SOURCE,
  // A stack has at most 500 resources: two for each forward, and one for each load balancer.
  { name: "AWS CDK", file: "aws-cdk.cjs", tree: treeOf("aws-cdk"), most: 247 },
  { name: "TerraConstructs", file: "terraconstructs.cjs", tree: treeOf("terraconstructs") },
];

/** Runs an application that writes to a folder. */
async function synthesize(application: Application, forwards: number, outdir: string): Promise<Sample> {
  const { file, tree, options = [], environment } = application;
  const args = [...options, path.join("bench/apps", file), tree, String(forwards), outdir];
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Sample;
}

/** Writes the Terraform of this many forwards into a folder, with the bare bindings or this package. */
export async function writeTerraform(by: "bare" | "this", forwards: number, outdir: string): Promise<string> {
  await synthesize(by === "bare" ? FLOOR : PUBLISHED, forwards, outdir);
  return path.join(outdir, "stacks/bench/cdk.tf.json");
}

type Measured = ReadonlyMap<number, ReadonlyMap<string, readonly Sample[]>>;

/** Measures import, construction, synthesis and memory, and how they grow with the list. */
export async function measureSynthesis({ synthesized }: Effort): Promise<Section> {
  const measured = new Map<number, ReadonlyMap<string, readonly Sample[]>>();
  for (const { forwards, rounds } of synthesized) {
    const candidates = APPLICATIONS.filter(({ most = Infinity }) => forwards <= most).map((application) => ({
      name: application.name,
      run: async () => {
        const outdir = await temporaryFolder();
        return synthesize(application, forwards, outdir).finally(async () => rm(outdir, { recursive: true }));
      },
    }));
    measured.set(forwards, await interleaved(candidates, rounds));
  }
  return section(measured);
}

function section(measured: Measured): Section {
  const names = APPLICATIONS.map(({ name }) => name);
  return {
    tables: [
      {
        title: "Construct and synthesize, in seconds, and beside the bare bindings",
        rows: [["Forwards", ...names], ...besideFloor(values(measured, seconds), names)],
      },
      {
        title: "Most memory, in MiB, and beside the bare bindings",
        rows: [
          ["Forwards", ...names],
          ...besideFloor(
            values(measured, ({ memoryMib }) => memoryMib),
            names,
            (value) => value.toFixed(0),
          ),
        ],
      },
      {
        title: "Import, in milliseconds: the framework, and what comes on top (AWS CDK loads most later)",
        rows: [
          ["", ...names],
          [
            "cdktf, cdktn, or AWS CDK's core",
            ...names.map((name) => imported(measured, name, "frameworkMs").toFixed(0)),
          ],
          ["on top", ...names.map((name) => imported(measured, name, "libraryMs").toFixed(0))],
        ],
      },
      {
        title: "Growth from 50 forwards to the most, as the slope of logarithms: 1 is in proportion to the list",
        rows: [
          ["", ...names],
          ["construct and synthesize", ...names.map((name) => slopeOf(measured, name, seconds))],
          ["memory", ...names.map((name) => slopeOf(measured, name, ({ memoryMib }) => memoryMib))],
        ],
      },
    ],
    findings: findings(measured),
    data: Object.fromEntries([...measured].map(([forwards, samples]) => [forwards, Object.fromEntries(samples)])),
  };
}

function seconds({ constructMs, synthMs }: Sample): number {
  return (constructMs + synthMs) / 1000;
}

/** Returns one value of each sample. */
function values(measured: Measured, value: (sample: Sample) => number): Map<number, Map<string, number[]>> {
  return new Map(
    [...measured].map(([forwards, samples]) => [
      forwards,
      new Map([...samples].map(([name, ofName]) => [name, ofName.map(value)])),
    ]),
  );
}

function imported(measured: Measured, name: string, part: "frameworkMs" | "libraryMs"): number {
  return median([...measured.values()].flatMap((samples) => (samples.get(name) ?? []).map((sample) => sample[part])));
}

/** NaN if there are fewer than two sizes from 50 on. */
function slope(measured: Measured, name: string, value: (sample: Sample) => number): number {
  const points = [...measured]
    .filter(([forwards, samples]) => forwards >= 50 && samples.has(name))
    .map(([forwards, samples]) => [Math.log(forwards), Math.log(median((samples.get(name) ?? []).map(value)))]);
  return points.length < 2 ? NaN : linearRegression(points).m;
}

function slopeOf(measured: Measured, name: string, value: (sample: Sample) => number): string {
  const found = slope(measured, name, value);
  return Number.isNaN(found) ? "–" : found.toFixed(2);
}

function findings(measured: Measured): Finding[] {
  const synth = [...measured].flatMap(([forwards, samples]) => {
    const [ours = [], terrain = [], floor = []] = [PUBLISHED, TERRAIN, FLOOR].map(({ name }) =>
      samples.get(name)?.map(seconds),
    );
    const [rows, large] = [forwards.toLocaleString("en"), forwards >= 500];
    return [
      {
        what: `synthesis of ${rows} forwards, rules included`,
        ours: `${figure(median(ours))} s`,
        beside: `bare bindings ${figure(median(floor))} s`,
        ratio: times(ratio(ours, floor)),
        toReach: large ? "at most 1.10 ×" : "",
      },
      {
        what: `the same ${rows} on CDK Terrain`,
        ours: `${figure(median(terrain))} s`,
        beside: `on CDKTF ${figure(median(ours))} s`,
        ratio: times(ratio(terrain, ours)),
        toReach: large ? "at most 1.05 ×" : "",
      },
    ];
  });
  const [onCdktf, onTerrain] = [PUBLISHED, TERRAIN].map(({ name }) =>
    [...measured.values()].flatMap((samples) =>
      (samples.get(name) ?? []).map(({ frameworkMs, libraryMs }) => frameworkMs + libraryMs),
    ),
  ) as [number[], number[]];
  return [
    ...synth,
    {
      what: "growth of that from 50 forwards on",
      ours: slopeOf(measured, PUBLISHED.name, seconds),
      beside: `bare bindings ${slopeOf(measured, FLOOR.name, seconds)}`,
      ratio: "",
      toReach: "at most 1.05",
    },
    {
      what: "import",
      ours: `${imported(measured, PUBLISHED.name, "libraryMs").toFixed(0)} ms`,
      beside: `on top of cdktf's ${imported(measured, PUBLISHED.name, "frameworkMs").toFixed(0)} ms`,
      ratio: "",
      toReach: "at most 20 ms",
    },
    {
      what: "import, framework included, on CDK Terrain",
      ours: `${median(onTerrain).toFixed(0)} ms`,
      beside: `on CDKTF ${median(onCdktf).toFixed(0)} ms`,
      ratio: times(ratio(onTerrain, onCdktf)),
      toReach: "at most 1.05 ×",
    },
  ];
}
