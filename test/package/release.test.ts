import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { goProgram } from "../terraform/support/machine";

jest.setTimeout(600_000);

const ROOT = process.cwd();
const PARTS = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.dev.json", "CHANGELOG.md", "README.md"];
const FOLDERS = ["scripts", "terraform", "examples/python", "examples/java", "examples/go", "examples/csharp"];

async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd });
  return stdout.trim();
}

describe("npm version", () => {
  let repository: string;
  let before: string;

  beforeAll(async () => {
    ({ version: before } = JSON.parse(await readFile("package.json", "utf8")) as { version: string });
    repository = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const part of [...PARTS, ...FOLDERS]) {
      await cp(path.join(ROOT, part), path.join(repository, part), { recursive: true });
    }
    await run(repository, "git", "init", "--quiet");
    await run(repository, "git", "config", "user.name", "test");
    await run(repository, "git", "config", "user.email", "test@localhost");
    await run(repository, "git", "add", ".");
    await run(repository, "git", "commit", "--quiet", "--message", "main");
    await symlink(path.join(ROOT, "node_modules"), path.join(repository, "node_modules"));
    await run(repository, "npm", "version", "--ignore-scripts=false", "9.8.7");
  });

  afterAll(async () => {
    await rm(repository, { recursive: true });
  });

  test("commits and tags it", async () => {
    expect(await run(repository, "git", "describe", "--tags")).toBe("v9.8.7");
    expect(await run(repository, "git", "status", "--porcelain", "--untracked-files=no")).toBe("");
  });

  test("carries it to all that users read", async () => {
    const changed = await run(repository, "git", "diff", "--name-only", "HEAD~1");
    expect(changed.split("\n")).toEqual([
      "CHANGELOG.md",
      "README.md",
      "examples/csharp/Article.csproj",
      "examples/go/go.mod",
      "examples/java/pom.xml",
      "examples/python/requirements.txt",
      "package-lock.json",
      "package.json",
      "terraform/README.md",
    ]);
    const ours = `(port-?forward-?nlb|version =).{0,60}[^0-9.]${before.replaceAll(".", "\\.")}([^0-9.]|$)`;
    const left = await run(repository, "git", "grep", "-iE", ours).catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(left).toBe("");
  });

  test("dates the changelog, which goes on", async () => {
    const changelog = await readFile(path.join(repository, "CHANGELOG.md"), "utf8");
    expect(changelog).toMatch(/^## \[Unreleased\]\n\n## \[9\.8\.7\] - \d{4}-\d\d-\d\d\n\n### Added$/m);
  });
});

test("the release's workflow is one, says actionlint", async () => {
  expect(await run(ROOT, await goProgram("actionlint"), ".github/workflows/release.yml")).toBe("");
});

test("the release's workflow runs nothing that is not pinned", async () => {
  const workflow = await readFile(".github/workflows/release.yml", "utf8");
  const used = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});
