import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

/** Creates the article's network, starts a program in it, and prints its process namespace. */
const HOLDER = `
require(${JSON.stringify(path.join(__dirname, "support/article-network"))})
  .articleNetwork()
  .then(async (network) => {
    network.spawn("nlb", "nc", "-l", "10022");
    const { stdout } = await network.run("nlb", "readlink", "/proc/self/ns/pid");
    process.stdout.write(stdout);
  });
`;

/** Returns the processes in a process namespace. */
async function processesOf(namespace: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const links = await Promise.all(pids.map(async (pid) => readlink(`/proc/${pid}/ns/pid`).catch(() => "")));
  return pids.filter((_, index) => links[index] === namespace);
}

test("a network leaves no process behind when its creator is killed", async () => {
  const holder = spawn(process.execPath, ["--import", "tsx", "-e", HOLDER], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(holder.stdout, "data")) as [Buffer];
  const namespace = said.toString().trim();
  expect((await processesOf(namespace)).length).toBeGreaterThanOrEqual(2);

  const ended = once(holder, "exit");
  holder.kill("SIGKILL");
  await ended;
  for (let tries = 0; tries < 100 && (await processesOf(namespace)).length > 0; tries++) await setTimeout(50);
  expect(await processesOf(namespace)).toEqual([]);
});
