// Makes lib/index.js the whole library: the code that it imports goes into it, so that nobody who installs the package
// installs a provider or a helper for its sake. Only the peers stay outside: a second copy of cdktf would not know the
// user's constructs.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const { peerDependencies } = JSON.parse(await readFile("package.json", "utf8"));

const { metafile } = await build({
  entryPoints: ["lib/index.js"],
  outfile: "lib/index.js",
  allowOverwrite: true,
  bundle: true,
  external: Object.keys(peerDependencies),
  platform: "node",
  target: "node20.9",
  metafile: true,
  logLevel: "warning",
});

await writeFile("lib/THIRD-PARTY-NOTICES.txt", await notices(bundledPackages(Object.keys(metafile.inputs))));

/** Folders of the packages that the bundle took files from. */
function bundledPackages(files) {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders)].filter(Boolean).sort();
}

/** What each licence asks for: whose work it is, where its source is, and the licence itself. */
async function notices(folders) {
  const sections = await Promise.all(
    folders.map(async (folder) => {
      const { name, version, license, repository } = JSON.parse(
        await readFile(path.join(folder, "package.json"), "utf8"),
      );
      const licence = (await readdir(folder)).find((file) => /^licen[cs]e(\.|$)/i.test(file));
      if (!licence) throw new Error(`${name} ${version} is bundled, but has no licence file to ship`);
      const text = await readFile(path.join(folder, licence), "utf8");
      const source = typeof repository === "string" ? repository : repository.url;
      return `${name} ${version} (${license})\nSource: ${source} and the npm package ${name}@${version}\n\n${text.trim()}\n`;
    }),
  );
  const head = "lib/index.js contains code of these packages, bundled as they are, each under its own licence.\n";
  return [head, ...sections].join(`\n${"-".repeat(80)}\n\n`);
}
