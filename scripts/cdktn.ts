// Writes cdktn/build/, the sources of cdktn-port-forward-nlb: this package for CDK Terrain. They are the same, except that
// they import cdktn. cdktn/package.json has what else differs. `npm run build:cdktn` compiles them.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { forTerrain } from "./terrain";

const FOLDER = "cdktn/build";
/** Of package.json: what is for this folder only. */
const LEFT_OUT = ["scripts", "devDependencies"];

async function json(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
}

async function write(file: string, content: unknown): Promise<void> {
  await writeFile(path.join(FOLDER, file), `${JSON.stringify(content, undefined, 2)}\n`);
}

async function main(): Promise<void> {
  const [ours, terrain] = [await json("package.json"), await json("cdktn/package.json")];
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER);
  const kept = Object.entries(ours).filter(([key]) => !LEFT_OUT.includes(key));
  await write("package.json", {
    ...Object.fromEntries(kept),
    ...terrain,
    jsii: { ...(ours.jsii as object), validateTsconfig: "minimal", ...(terrain.jsii as object) },
  });
  // The bindings of the AWS provider, which are bundled, are written for cdktf.
  const paths = { cdktf: ["../node_modules/cdktn"], constructs: ["../node_modules/constructs"] };
  const { compilerOptions, ...settings } = await json("tsconfig.json");
  await write("tsconfig.json", { ...settings, compilerOptions: { ...(compilerOptions as object), paths } });
  for (const folder of ["src", "rosetta"]) {
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const source = path.join(file.parentPath, file.name);
      await mkdir(path.join(FOLDER, file.parentPath), { recursive: true });
      await writeFile(path.join(FOLDER, source), forTerrain(await readFile(source, "utf8")));
    }
  }
  for (const file of ["LICENSE", "cdktn/README.md"]) await cp(file, path.join(FOLDER, path.basename(file)));
}

void main();
