import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { markdownTable } from "markdown-table";
import { ROOT } from "../test/languages/support/article";
import { AWS_PROVIDER_VERSION } from "../test/setup/machine";
import { prepare } from "../test/setup/needs";
import { measureCheck } from "./check";
import { measureEcho } from "./echo";
import { measureGrowth } from "./growth";
import { installPeers, peerVersions } from "./peers";
import { measurePlan } from "./plan";
import { measurePython } from "./python";
import { type Effort, FULL, SMOKE } from "./rounds";
import { rendered, type Section } from "./section";
import { measureSynthesis } from "./synthesis";

// Runs the benchmark:
//
//     npm run bench              everything, into bench/results/
//     npm run bench -- --smoke   a little of everything, once, of the packages as built, into reports/bench/
//     npm run bench -- --only synthesis --only plan

const run = promisify(execFile);

/** The parts of the benchmark, each with its needs as in test/setup/needs.ts. */
const PARTS: Readonly<Record<string, { measure: (effort: Effort) => Promise<Section>; needs: readonly string[] }>> = {
  synthesis: { measure: measureSynthesis, needs: [] },
  plan: { measure: measurePlan, needs: ["fake-aws"] },
  python: { measure: measurePython, needs: ["package:python", "python3"] },
  echo: { measure: measureEcho, needs: ["socat"] },
  check: { measure: measureCheck, needs: ["nc"] },
  growth: { measure: measureGrowth, needs: [] },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { smoke: { type: "boolean", default: false }, only: { type: "string", multiple: true } },
  });
  const chosen = (values.only ?? Object.keys(PARTS)).map((name) => {
    const part = PARTS[name];
    if (!part) throw new Error(`no part ${name}; the parts are ${Object.keys(PARTS).join(", ")}`);
    return { name, ...part };
  });
  const needs = ["package", "package:cdktn", ...chosen.flatMap((part) => part.needs)];
  const built = values.smoke ? (need: string) => need.startsWith("package") : () => false;
  Object.assign(process.env, await prepare(needs.filter((need) => !built(need))));
  await installPeers();
  const sections: Record<string, Section> = {};
  for (const { name, measure } of chosen) {
    process.stderr.write(`${name} …\n`);
    sections[name] = await measure(values.smoke ? SMOKE : FULL);
  }
  await report(sections, path.join(ROOT, values.smoke || values.only ? "reports/bench" : "bench/results"));
}

async function report(sections: Readonly<Record<string, Section>>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { stdout: terraform } = await run("terraform", ["version", "-json"], {
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  const { terraform_version: version } = JSON.parse(terraform) as { terraform_version: string };
  const date = new Date().toISOString().slice(0, 10);
  const [cpu] = os.cpus();
  const machine =
    `${date}, on ${os.cpus().length} cores (${cpu?.model.trim() ?? "unknown"}) with ` +
    `${Math.round(os.totalmem() / 1024 ** 3)} GiB: Node.js ${process.versions.node}, Terraform ${version}, ` +
    `hashicorp/aws ${AWS_PROVIDER_VERSION}, ${(await peerVersions()).join(", ")}.`;
  const all = Object.values(sections);
  const findings = all
    .flatMap((section) => section.findings)
    .map(({ what, ours, beside, ratio, toReach }) => [what, ours, beside, ratio, toReach]);
  const summary = markdownTable([["What", "This", "Beside", "Ratio", "To reach"], ...findings]);
  const tables = all.flatMap((section) => section.tables.map(rendered));
  const page = [
    "# Benchmark",
    `${machine} Medians of interleaved runs; ratios are of the runs of one round.`,
    summary,
    ...tables,
  ];
  await writeFile(path.join(folder, "results.md"), `${page.join("\n\n").trimEnd()}\n`);
  const data = Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, section.data]));
  await writeFile(path.join(folder, "results.json"), `${JSON.stringify({ machine, ...data }, null, 2)}\n`);
  if (sections.synthesis) {
    await run(process.execPath, ["bench/plot.mjs", folder], { cwd: ROOT });
  }
  process.stdout.write(`${summary}\n\n${path.relative(ROOT, folder)}/results.md\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
