import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { isBuiltin } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";

const MOST_KIBIBYTES = 20;

let zip: Buffer;
let program: string;

beforeAll(async () => {
  zip = await readFile("lib/host-targets.zip");
  program = Buffer.from(unzipSync(zip)["index.js"] ?? []).toString();
});

test(`the zip contains one program of at most ${MOST_KIBIBYTES} KiB`, () => {
  process.stdout.write(`host-targets.zip: ${zip.length} bytes, index.js: ${program.length} bytes\n`);
  expect(Object.keys(unzipSync(zip))).toEqual(["index.js"]);
  expect(program.length).toBeGreaterThan(0);
  expect(program.length).toBeLessThanOrEqual(MOST_KIBIBYTES * 1024);
});

test("the program imports only what Lambda's runtime has: Node.js and the AWS SDK", () => {
  const imported = [...program.matchAll(/\b(?:require|import)\(([^)]*)\)/g)].map(([, name = ""]) => name.slice(1, -1));
  expect([...new Set(imported)].filter((name) => !isBuiltin(name))).toEqual([
    "@aws-sdk/client-elastic-load-balancing-v2",
  ]);
});

test("everyone may read the file, as Lambda requires", () => {
  const centralDirectory = zip.indexOf("PK\u0001\u0002");
  expect(zip.readUInt8(centralDirectory + 5)).toBe(3);
  expect((zip.readUInt32LE(centralDirectory + 38) >>> 16).toString(8)).toBe("100644");
});

test("another build, in another time zone, is the same byte for byte", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  try {
    await copyFile("package.json", path.join(folder, "package.json"));
    const env = { ...process.env, TZ: "Pacific/Auckland" };
    await promisify(execFile)(process.execPath, ["scripts/bundle.mjs", "--programs", folder], { env });
    expect(zip.equals(await readFile(path.join(folder, "lib/host-targets.zip")))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
