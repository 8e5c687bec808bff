/** @needs package:python cdktf */

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { prepared } from "../setup/needs";
import { ROOT, synthesizedBy } from "./support/article";
import { installWheel } from "./support/wheel";

const MOST_SECONDS = 1.5;

test(`a Python app takes at most ${MOST_SECONDS} s from import to the synthesized file`, async () => {
  const python = prepared("CDKTF_PYTHON");
  const installed = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  try {
    await installWheel(python, installed);
    const env = { ...process.env, PYTHONPATH: installed, CDKTF_OUTDIR: path.join(installed, "cdktf.out") };
    const options = { cwd: path.join(ROOT, "examples/python"), env };
    // Other processes can only make it slower.
    let best = Infinity;
    for (let run = 0; run < 3 || (run < 10 && best > MOST_SECONDS); run++) {
      const { seconds } = await synthesizedBy([python, "main.py"], options);
      best = Math.min(best, seconds);
    }
    process.stdout.write(`Python, import to synthesized file: ${best.toFixed(2)} s\n`);
    expect(best).toBeLessThanOrEqual(MOST_SECONDS);
  } finally {
    await rm(installed, { recursive: true });
  }
});
