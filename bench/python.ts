import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { median } from "simple-statistics";
import { ROOT, synthesizedBy } from "../test/languages/support/article";
import { installWheel } from "../test/languages/support/wheel";
import { pythonWith, temporaryFolder } from "../test/setup/machine";
import { type Effort, interleaved, ratio } from "./rounds";
import { figure, type Section, times } from "./section";

const OURS = "this";
const WITH_PROVIDER = "this, with cdktf_cdktf_provider_aws 20.1.0 as dependency";

/**
 * Measures the article's network in Python, from import to exit: as published, and as if the package depended on the
 * provider's package.
 */
export async function measurePython({ rounds }: Effort): Promise<Section> {
  const folder = await temporaryFolder();
  try {
    const example = await readFile(path.join(ROOT, "examples/python/main.py"), "utf8");
    const candidates = [
      { name: OURS, python: await pythonWith("cdktf"), program: example },
      {
        name: WITH_PROVIDER,
        python: await pythonWith("provider-aws-20"),
        program: `import cdktf_cdktf_provider_aws.lb\n${example}`,
      },
    ].map(({ name, python, program }, index) => ({
      name,
      python,
      program,
      file: path.join(folder, `main${index}.py`),
    }));
    for (const { file, program } of candidates) await writeFile(file, program);
    await installWheel(candidates[0]?.python ?? "python3", folder);

    const env = { ...process.env, PYTHONPATH: folder };
    const measured = await interleaved(
      candidates.map(({ name, python, file }) => ({
        name,
        run: async () => (await synthesizedBy([python, file], { cwd: folder, env })).seconds,
      })),
      rounds,
    );
    const [ours, provider] = [OURS, WITH_PROVIDER].map((name) => [...(measured.get(name) ?? [])]) as [
      number[],
      number[],
    ];
    return {
      tables: [
        {
          title: "Python, from import to the synthesized article, in seconds",
          rows: [
            [OURS, WITH_PROVIDER],
            [figure(median(ours)), `${figure(median(provider))} (${times(ratio(provider, ours))})`],
          ],
        },
      ],
      findings: [
        {
          what: "Python, import to synthesized article",
          ours: `${figure(median(ours))} s`,
          beside: `the provider as dependency ${figure(median(provider))} s`,
          ratio: times(ratio(ours, provider)),
          toReach: "at most 0.10 ×",
        },
      ],
      data: Object.fromEntries(measured),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
