import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { extract, parse } from "jest-docblock";
import { endLeftovers, MARK } from "./leftovers";
import { needsOf, prepare } from "./needs";

// tsx test/setup/run.ts GROUP [pattern] [options of jest]
//
// Runs the suites of a group after it has set up what they need, and nothing else.

/** Projects of jest.config.mjs whose suites run side by side. */
interface Run {
  readonly projects: readonly string[];
  readonly options?: readonly string[];
}

/** What measures time or memory wants the machine for itself. */
const MEASURED: Run = { projects: ["measured"], options: ["--runInBand"] };

/** The runs of each group, which go one after the other. */
const GROUPS: Readonly<Record<string, readonly Run[]>> = {
  everyday: [{ projects: ["unit", "echo", "everyday"] }],
  all: [{ projects: ["e2e", "terraform", "lists", "languages", "browser", "package"] }, MEASURED],
  package: [{ projects: ["package"] }, MEASURED],
};

const ROOT = path.resolve(__dirname, "../..");

async function main(): Promise<void> {
  const [group = "everyday", ...args] = process.argv.slice(2);
  const runs = GROUPS[group] ?? [{ projects: [group] }];
  const suites = runs.flatMap(({ projects }) => suitesOf(projects, args));
  if (suites.length === 0) throw new Error(noSuite(group, args));
  endLeftovers();
  const variables = await prepare(suites.flatMap(needsOf));
  const folder = mkdtempSync(path.join(os.tmpdir(), `${MARK.folder}${process.pid}-`));
  // tsx tells its children of the tsconfig.json that is for this file
  const { TSX_TSCONFIG_PATH: _, ...own } = process.env;
  const env = { ...own, ...variables, [MARK.variable]: String(process.pid), TMPDIR: folder };
  try {
    mkdirSync(path.join(ROOT, "reports"), { recursive: true });
    let index = 0;
    for (const { projects, options = [] } of runs) {
      const report = path.join(ROOT, `reports/${group}-${index++}.json`);
      const all = ["--passWithNoTests", "--json", `--outputFile=${report}`, ...options, ...args];
      process.exitCode = Math.max(Number(process.exitCode ?? 0), await jest(all, projects, env));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Suites that jest would run, with what each says of its needs. */
function suitesOf(projects: readonly string[], args: readonly string[]): { file: string; own: string[] }[] {
  const output = execFileSync("npx", ["jest", "--listTests", ...args, "--selectProjects", ...projects], {
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

function noSuite(group: string, args: readonly string[]): string {
  const others = Object.keys(GROUPS).filter((other) => other !== group);
  const having = others.filter((other) => GROUPS[other]?.some(({ projects }) => suitesOf(projects, args).length > 0));
  const hint = having.map((other) => `; npm run test:${other} has some`);
  return `no suite of ${group} matches ${args.join(" ")}${hint.join("")}`;
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
