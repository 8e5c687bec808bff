import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

// Runs `npm run check:api` as after a release, in a repository with a release tag. There has been no release yet.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const PARTS = ["src", "package.json", "tsconfig.json", "README.md", "LICENSE", "scripts"];

let repository: string;

beforeAll(async () => {
  repository = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  for (const part of PARTS) await cp(path.join(ROOT, part), path.join(repository, part), { recursive: true });
  await run("git", "init", "--quiet");
  await run("git", "add", ".");
  const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  await run("git", ...author, "commit", "--quiet", "--message", "the release");
  await symlink(path.join(ROOT, "node_modules"), path.join(repository, "node_modules"));
});

afterAll(async () => {
  await rm(repository, { recursive: true });
});

async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: repository });
  return stdout;
}

/** Builds the current sources. */
async function build(): Promise<void> {
  await run("npx", "jsii", "--silence-warnings=reserved-word");
}

/** Runs the check on the build. */
async function checked(): Promise<{ code: number; said: string }> {
  return run("npm", "run", "check:api").then(
    (said) => ({ code: 0, said }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    },
  );
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(repository, file), "utf8");
  expect(text).toContain(from);
  await writeFile(path.join(repository, file), text.replace(from, to));
}

test("before the first release there is no API to keep", async () => {
  expect(await checked()).toEqual({ code: 0, said: expect.stringContaining("no release yet") });
});

test("additions keep the API", async () => {
  await run("git", "tag", "v0.1.0");
  const method = "    return portTable(this.forwards());\n  }\n";
  const added =
    "\n  /** As many rows as there are. */\n  public rowCount(): number {\n    return this.forwards().length;\n  }\n";
  await edit("src/port-forward-nlb.ts", method, method + added);
  await build();
  expect(await checked()).toEqual({ code: 0, said: expect.stringContaining("against v0.1.0") });
});

test("a removal that breaks a user's program fails until it is listed", async () => {
  await edit("src/port-forward-nlb.ts", "public portTable(", "public table(");
  await build();
  const { code, said } = await checked();
  expect(code).toBe(1);
  const key = "removed:cdktf-port-forward-nlb.PortForwardNlb.portTable";
  expect(said).toContain(`METHOD cdktf-port-forward-nlb.PortForwardNlb.portTable: has been removed [${key}]`);
  await writeFile(path.join(repository, "api-changes.txt"), `${key}\n`);
  expect(await checked()).toEqual({ code: 0, said: expect.stringContaining("against v0.1.0") });
});
