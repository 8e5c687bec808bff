import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../test/languages/support/article";
import { CACHE, temporaryFolder } from "../test/setup/machine";

// Each peer in a tree of its own, as its package.json and lock in trees/ say. Installed outside the project, whose own
// tools look at every jsii assembly below it.

const run = promisify(execFile);
const PEERS = ["aws-cdk", "bare", "published", "terraconstructs"] as const;
const MANIFESTS = path.join(__dirname, "trees");

/** Where a peer is installed. */
export function treeOf(peer: (typeof PEERS)[number]): string {
  return path.join(CACHE, "bench", peer);
}

/** Installs the peers, this package as it is published, and what draws the plot. */
export async function installPeers(): Promise<void> {
  await install(path.join(ROOT, "bench"), "ci");
  for (const peer of PEERS) {
    const tree = treeOf(peer);
    await mkdir(tree, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(MANIFESTS, peer, file), path.join(tree, file));
    }
    await install(tree, "ci");
  }
  await run("npm", ["run", "--silent", "build"], { cwd: ROOT });
  const folder = await temporaryFolder();
  try {
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
    const { stdout } = await run("npm", pack, { cwd: ROOT });
    await install(treeOf("published"), "install", "--no-save", path.join(folder, stdout.trim()));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function install(cwd: string, ...args: string[]): Promise<void> {
  await run("npm", [...args, "--ignore-scripts", "--no-audit", "--loglevel", "error"], { cwd });
}

/** `aws-cdk-lib 2.276.0`, of what the trees have. */
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
