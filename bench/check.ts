import { execFile } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { median } from "simple-statistics";
import { ROOT } from "../test/languages/support/article";
import { temporaryFolder } from "../test/setup/machine";
import { type Effort, interleaved, ratio } from "./rounds";
import { figure, type Section, times } from "./section";

const run = promisify(execFile);

const OURS = "port-forward-nlb check";
const LOOP = "a shell loop of nc -z";
const FORWARDS = 500;

/** The loop only connects. */
const SHELL = 'for port in "$@"; do nc -z -w 5 127.0.0.1 "$port" || exit 1; done';

/** Compares the check command with common alternatives. Each forward answers at once, like an SSH server. */
export async function measureCheck({ rounds }: Effort): Promise<Section> {
  const folder = await temporaryFolder();
  const servers = Array.from({ length: FORWARDS }, () =>
    createServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-bench\r\n")).listen(0, "127.0.0.1"),
  );
  try {
    await Promise.all(servers.map(async (server) => once(server, "listening")));
    const ports = servers.map((server) => String((server.address() as AddressInfo).port));
    const list = path.join(folder, "forwards.csv");
    await writeFile(
      list,
      ["listenerPort,targetIp,targetPort", ...ports.map((port) => `${port},10.0.0.10,22`)].join("\n"),
    );
    const samples = await interleaved(
      [
        {
          name: OURS,
          run: async () => seconds(process.execPath, "lib/cli.js", "check", list, "--address", "127.0.0.1"),
        },
        { name: LOOP, run: async () => seconds("sh", "-c", SHELL, "sh", ...ports) },
      ],
      rounds,
    );
    return section(samples.get(OURS) ?? [], samples.get(LOOP) ?? []);
  } finally {
    for (const server of servers) server.close();
    await rm(folder, { recursive: true });
  }
}

/** Returns the run time of a program that must succeed. */
async function seconds(program: string, ...args: string[]): Promise<number> {
  const begun = performance.now();
  await run(program, args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  return (performance.now() - begun) / 1000;
}

function section(ours: readonly number[], loop: readonly number[]): Section {
  const [own, theirs] = [figure(median([...ours])), figure(median([...loop]))];
  const compared = times(ratio(ours, loop));
  return {
    tables: [
      {
        title: `A check of ${FORWARDS} forwards, in seconds: ${OURS} asks what answers, the loop only connects`,
        rows: [
          ["this", LOOP],
          [own, `${theirs} (${times(ratio(loop, ours))})`],
        ],
      },
    ],
    findings: [
      {
        what: `check of ${FORWARDS} forwards`,
        ours: `${own} s`,
        beside: `${LOOP} ${theirs} s`,
        ratio: compared,
        toReach: "",
      },
    ],
    data: { ours, loop },
  };
}
