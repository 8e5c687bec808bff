import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../test/languages/support/article";
import { CACHE, temporaryFolder } from "../test/setup/machine";

// Installs each peer into its own tree, from its package.json and lock file in trees/. Outside the project, whose
// tools read every jsii assembly below it.

const run = promisify(execFile);
const PEERS = ["aws-cdk", "bare", "published", "terrain", "terraconstructs"] as const;
/** Trees of this package, each with the folder that it is packed from. */
const OURS = [
  ["published", ROOT],
  ["terrain", path.join(ROOT, "cdktn/build")],
] as const;
const MANIFESTS = path.join(__dirname, "trees");

/** Returns the folder of a peer. */
export function treeOf(peer: (typeof PEERS)[number]): string {
  return path.join(CACHE, "bench", peer);
}

/** Installs the peers, this package for each framework as it was last built, and the plotting library. */
export async function installPeers(): Promise<void> {
  await install(path.join(ROOT, "bench"), "ci");
  for (const peer of PEERS) await installPeer(peer);
  const archives = await temporaryFolder();
  try {
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", archives];
    for (const [tree, cwd] of OURS) {
      const { stdout } = await run("npm", pack, { cwd });
      await install(treeOf(tree), "install", "--no-save", path.join(archives, stdout.trim()));
    }
  } finally {
    await rm(archives, { recursive: true });
  }
}

/** Installs a peer, unless an earlier run completed the same lock file. */
async function installPeer(peer: (typeof PEERS)[number]): Promise<void> {
  const [manifests, tree] = [path.join(MANIFESTS, peer), treeOf(peer)];
  const lock = await readFile(path.join(manifests, "package-lock.json"), "utf8");
  const mark = path.join(tree, "installed-lock.json");
  if ((await readFile(mark, "utf8").catch(() => "")) === lock) return;
  await rm(mark, { force: true });
  await mkdir(tree, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    await copyFile(path.join(manifests, file), path.join(tree, file));
  }
  await install(tree, "ci");
  await writeFile(mark, lock);
}

async function install(cwd: string, ...args: string[]): Promise<void> {
  await run("npm", [...args, "--ignore-scripts", "--no-audit", "--loglevel", "error"], { cwd });
}

/** Returns the installed versions, such as `aws-cdk-lib 2.276.0`. */
export async function peerVersions(): Promise<string[]> {
  const read = PEERS.map(async (peer) => {
    const { dependencies } = JSON.parse(await readFile(path.join(MANIFESTS, peer, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const own = Object.entries(dependencies).filter(([name]) => name !== "constructs");
    return `${peer}: ${own.map(([name, version]) => `${name} ${version}`).join(" and ")}`;
  });
  return Promise.all(read);
}
