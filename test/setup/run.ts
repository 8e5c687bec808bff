import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { extract, parse } from "jest-docblock";
import { endLeftovers, MARK } from "./leftovers";
import { needsOf, needsOfProject, preparation } from "./needs";

//     tsx test/setup/run.ts GROUP [pattern] [Jest options]
//
// Runs the suites of a group after setting up what they need, and nothing else.

/** Jest projects whose suites run in parallel. */
interface Run {
  readonly projects: readonly string[];
  readonly options?: readonly string[];
}

/** Runs that start together, each as soon as everything is ready that its suites need. */
type Stage = readonly Run[];

/** Suites that measure time or memory must run alone. */
const MEASURED: Stage = [{ projects: ["measured"], options: ["--runInBand"] }];

/** The stages of each group, in sequence. */
const GROUPS: Readonly<Record<string, readonly Stage[]>> = {
  everyday: [[{ projects: ["unit", "echo", "everyday"] }]],
  all: [
    [
      // Mostly waits. Packages for all languages are built in the meantime.
      { projects: ["e2e", "terraform"], options: ["--maxWorkers=6"] },
      { projects: ["lists", "cdktn", "languages", "browser", "package"], options: ["--maxWorkers=2"] },
    ],
    MEASURED,
  ],
  package: [[{ projects: ["package"] }], MEASURED],
};

const ROOT = path.resolve(__dirname, "../..");

async function main(): Promise<void> {
  const [group = "everyday", ...args] = process.argv.slice(2);
  const { patterns, options } = parsed(args);
  const stages = (GROUPS[group] ?? [[{ projects: [group] }]]).map((stage) =>
    stage.map((run) => runOf(run, patterns)).filter(({ suites }) => suites.length > 0),
  );
  const runs = stages.flat();
  if (runs.length === 0) throw new Error(noSuite(group, patterns));
  endLeftovers();
  const ready = await preparation(runs.flatMap(({ needs }) => needs));
  const folder = mkdtempSync(path.join(os.tmpdir(), `${MARK.folder}${process.pid}-`));
  // tsx passes this file's tsconfig.json on to its child processes.
  const { TSX_TSCONFIG_PATH: _, ...own } = process.env;
  const begin = async ({ projects, needs, suites, options: ofRun = [] }: PlannedRun): Promise<void> => {
    const env = { ...own, ...(await ready(needs)), [MARK.variable]: String(process.pid), TMPDIR: folder };
    const report = ["--json", `--outputFile=${path.join(ROOT, `reports/${group}-${projects.join("-")}.json`)}`];
    const paths = patterns.length > 0 ? ["--runTestsByPath", ...suites.map(({ file }) => file)] : [];
    const code = await jest([...paths, ...report, ...ofRun, ...options], projects, env);
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  };
  try {
    mkdirSync(path.join(ROOT, "reports"), { recursive: true });
    for (const stage of stages) {
      // If one can't begin, the others still need the folder.
      const ended = await Promise.allSettled(stage.map(begin));
      const failed = ended.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface PlannedRun extends Run {
  readonly suites: readonly Suite[];
  readonly needs: readonly string[];
}

function runOf(run: Run, patterns: readonly string[]): PlannedRun {
  const suites = suitesOf(run.projects).filter(({ file }) => matches(file, patterns));
  return { ...run, suites, needs: [...suites.flatMap(needsOf), ...run.projects.flatMap(needsOfProject)] };
}

/** Splits arguments into path patterns and Jest options. An option's value follows `=`, except for `-t`. */
function parsed(args: string[]): { patterns: string[]; options: string[] } {
  const { tokens } = parseArgs({
    args,
    options: { testNamePattern: { type: "string", short: "t" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals = new Map(
    tokens.flatMap((token) => (token.kind === "positional" ? [[token.index, token.value] as const] : [])),
  );
  return { patterns: [...positionals.values()], options: args.filter((_, index) => !positionals.has(index)) };
}

/** Jest would match the whole path, which may contain cdktf-port-forward-nlb. */
function matches(file: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, "i").test(file));
}

interface Suite {
  /** Path relative to the project root. */
  readonly file: string;
  /** Needs from its own comment. */
  readonly own: readonly string[];
}

function suitesOf(projects: readonly string[]): Suite[] {
  const output = execFileSync("npx", ["jest", "--listTests", "--selectProjects", ...projects], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output
    .split("\n")
    .filter((line) => line.startsWith(ROOT))
    .map((line) => {
      const { needs = [] } = parse(extract(readFileSync(line, "utf8")));
      return { file: path.relative(ROOT, line), own: [needs].flat().flatMap((words) => words.split(/\s+/)) };
    });
}

function noSuite(group: string, patterns: readonly string[]): string {
  const others = Object.entries(GROUPS).filter(([other]) => other !== group);
  const having = others.filter(([, stages]) =>
    stages.flat().some(({ projects }) => suitesOf(projects).some(({ file }) => matches(file, patterns))),
  );
  const scripts = having.map(([other]) => (other === "everyday" ? "npm test" : `npm run test:${other}`));
  const hint = scripts.length > 0 ? `; try ${scripts.join(" or ")}` : "";
  return `No suite here matches ${patterns.join(", ")}${hint}`;
}

async function jest(args: readonly string[], projects: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn("npx", ["jest", ...args, "--selectProjects", ...projects], { cwd: ROOT, env, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
