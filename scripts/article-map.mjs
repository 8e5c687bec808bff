// node scripts/article-map.mjs FILE: writes the page that `port-forward-nlb map` writes for examples/article.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";

const [, , file] = process.argv;
const folder = await mkdtemp(path.join(os.tmpdir(), "article-map-"));
try {
  const app = path.join(folder, "cdktf.out");
  execFileSync("npx", ["tsx", "--tsconfig", "examples/tsconfig.json", "examples/article/main.ts"], {
    env: { ...process.env, CDKTF_OUTDIR: app },
    stdio: ["ignore", "ignore", "inherit"],
  });
  // Not lib/, which other scripts write: a bundle of its own.
  const outfile = path.join(folder, "run-map.js");
  await build({
    entryPoints: ["cli/command/run-map.ts"],
    outfile,
    bundle: true,
    platform: "node",
    loader: { ".css": "text", ".script.js": "text" },
    logLevel: "warning",
  });
  const { runMap } = createRequire(import.meta.url)(outfile);
  await runMap(app, { output: file });
} finally {
  await rm(folder, { recursive: true });
}
