import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { median } from "simple-statistics";

// Compares the command's run time with the minimum.

jest.setTimeout(120_000);

const run = promisify(execFile);

async function seconds(...args: string[]): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, args);
  return (performance.now() - begun) / 1000;
}

const MOST_TIMES = 3;

test(`--help takes at most ${MOST_TIMES} times as long as starting Node.js`, async () => {
  const ratios: number[] = [];
  for (let round = 0; round < 15; round++) {
    const least = await seconds("-e", "0");
    ratios.push((await seconds("lib/cli.js", "--help")) / least);
  }
  process.stdout.write(`port-forward-nlb --help: ${median(ratios).toFixed(2)} times node -e 0\n`);
  expect(median(ratios)).toBeLessThanOrEqual(MOST_TIMES);
});

describe("2,000 forwards, 100 of which hang", () => {
  const CONCURRENCY = 50;
  const TIMEOUT_SECONDS = 3;
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let folder: string;
  let list: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    list = path.join(folder, "forwards.csv");
    const rows = Array.from({ length: 2000 }, async (_, index) => {
      const hangs = index % 20 === 0;
      const server = createServer((socket) => {
        sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
        if (!hangs) socket.end("220 ready\r\n");
      });
      servers.push(server);
      await once(server.listen(0, "127.0.0.1"), "listening");
      return `${(server.address() as AddressInfo).port},10.0.0.10,5432`;
    });
    await writeFile(list, ["listenerPort,targetIp,targetPort", ...(await Promise.all(rows))].join("\n"));
  });

  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map(async (server) => once(server.close(), "close")));
    await rm(folder, { recursive: true });
  });

  test("take little longer to check than the hanging ones in turn", async () => {
    const least = TIMEOUT_SECONDS * Math.ceil(100 / CONCURRENCY);
    const options = ["-a", "127.0.0.1", "-c", String(CONCURRENCY), "-t", String(TIMEOUT_SECONDS), "--json"];
    const begun = performance.now();
    const { stdout } = await run(process.execPath, ["lib/cli.js", "check", list, ...options], { maxBuffer: 1e8 });
    const took = (performance.now() - begun) / 1000;
    const answers = (JSON.parse(stdout) as { answer: { service: string } }[]).map(({ answer }) => answer.service);
    expect(answers.filter((service) => service === "other")).toHaveLength(1900);
    expect(answers.filter((service) => service === "none")).toHaveLength(100);
    process.stdout.write(`check of 2,000 forwards: ${took.toFixed(1)} s, the hanging ones by turns ${least} s\n`);
    expect(took).toBeLessThan(1.5 * least);
  });
});
