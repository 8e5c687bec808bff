// Writes cdktf/build/: cdktf-port-forward-nlb as `npm run build` made it, with the page that registries show for it.
// README.md is for who looks at the repository.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const FOLDER = "cdktf/build";
const PAGE = "cdktf/README.md";

async function main(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER);
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", FOLDER]);
  const archive = path.join(FOLDER, stdout.trim());
  await run("tar", ["--extract", "--file", archive, "--directory", FOLDER, "--strip-components=1"]);
  await rm(archive);
  const markdown = await readFile(PAGE, "utf8");
  await writeFile(path.join(FOLDER, "README.md"), markdown);
  await cp("rosetta", path.join(FOLDER, "rosetta"), { recursive: true });
  const assembly = path.join(FOLDER, ".jsii");
  const described = JSON.parse(await readFile(assembly, "utf8")) as object;
  await writeFile(assembly, JSON.stringify({ ...described, readme: { markdown } }, undefined, 2));
}

void main();
