// The notices of the bundled code: authors, source and licence of each package.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import licences from "spdx-license-list/full.js";

/** Packages that name their licence but don't ship its text, with their authors and the works compiled into them. */
const WITHOUT_TEXT = {
  "@bomb.sh/tab": { owner: "Bombshell Authors" },
  "@viz-js/viz": {
    owner: "Michael Daines",
    holds: [
      { name: "Graphviz", license: "EPL-2.0", source: "https://gitlab.com/graphviz/graphviz" },
      {
        name: "Expat",
        license: "MIT",
        owner: "Thai Open Source Software Center Ltd, Clark Cooper and the Expat maintainers",
        source: "https://github.com/libexpat/libexpat",
      },
    ],
  },
};

/** Returns the notices of the packages that some files of a package belong to. */
export async function notices(name, files) {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const packages = [...new Set(folders)].filter(Boolean).sort();
  const sections = await Promise.all(packages.map(notice));
  const head = `The JavaScript files of ${name} contain code of these packages, bundled as it is, each under its own licence.\n`;
  return [head, ...sections.flat()].join(`\n${"-".repeat(80)}\n\n`);
}

/** Returns the notice of a package and of each work compiled into it. */
async function notice(folder) {
  const { name, version, license, repository } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e\b/i.test(entry));
  const { owner, holds = [] } = WITHOUT_TEXT[name] ?? {};
  const text = file ? await readFile(path.join(folder, file), "utf8") : standardText(name, license, owner);
  const source = typeof repository === "string" ? repository : repository.url;
  const own = `${name} ${version} (${license})\nSource: ${source} and the npm package ${name}@${version}\n\n${text.trim()}\n`;
  const within = holds.map(
    (work) =>
      `${work.name}, compiled into ${name} ${version} (${work.license})\nSource: ${work.source}\n\n` +
      `${standardText(work.name, work.license, work.owner).trim()}\n`,
  );
  return [own, ...within];
}

function standardText(name, license, owner) {
  const { licenseText } = licences[license] ?? {};
  if (!licenseText || (license === "MIT" && !owner))
    throw new Error(`${name} is bundled, but has no licence file to ship`);
  return licenseText.replace("<year> <copyright holders>", owner);
}
