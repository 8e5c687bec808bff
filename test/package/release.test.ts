/** @needs actionlint */

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { prepared } from "../setup/needs";

jest.setTimeout(600_000);

const ROOT = process.cwd();
const PARTS = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.dev.json", "CHANGELOG.md", "README.md"];
const FOLDERS = ["scripts", "docs", "terraform", "examples/python", "examples/java", "examples/go", "examples/csharp"];

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

  test("updates it wherever users read it", async () => {
    const changed = await run(repository, "git", "diff", "--name-only", "HEAD~1");
    expect(changed.split("\n")).toEqual([
      "CHANGELOG.md",
      "README.md",
      "docs/cdk-terrain.md",
      "docs/getting-started.md",
      "examples/csharp/Article.csproj",
      "examples/go/go.mod",
      "examples/java/pom.xml",
      "examples/python/requirements.txt",
      "package-lock.json",
      "package.json",
      "terraform/README.md",
      "terraform/modules/addresses/README.md",
    ]);
    const ours = `(port-?forward-?nlb|version =).{0,60}[^0-9.]${before.replaceAll(".", "\\.")}([^0-9.]|$)`;
    const left = await run(repository, "git", "grep", "-iE", ours).catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(left).toBe("");
  });

  test("dates the changelog and starts its next section", async () => {
    const changelog = await readFile(path.join(repository, "CHANGELOG.md"), "utf8");
    expect(changelog).toMatch(/^## \[Unreleased\]\n\n## \[9\.8\.7\] - \d{4}-\d\d-\d\d\n\n### \w+$/m);
  });
});

describe("GitHub's workflows", () => {
  const WORKFLOWS = readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);
  const ACTIONS = readdirSync(".github/actions").map((name) => `.github/actions/${name}/action.yml`);

  /** Returns the actions that a file uses, `owner/name@commit # version`, without those of this repository. */
  function actionsOf(file: string): string[] {
    const used = [...readFileSync(file, "utf8").matchAll(/\buses: (.+)$/gm)].map(([, action = ""]) => action);
    return used.filter((action) => !action.startsWith("./"));
  }

  test("pass actionlint", async () => {
    expect(WORKFLOWS).toContain(".github/workflows/release.yml");
    expect(await run(ROOT, prepared("ACTIONLINT"), ...WORKFLOWS)).toBe("");
  });

  test("pin each action by its commit, with its version in a comment", () => {
    const actions = [...WORKFLOWS, ...ACTIONS].flatMap(actionsOf);
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test("use one version of each action", () => {
    const actions = [...new Set([...WORKFLOWS, ...ACTIONS].flatMap(actionsOf))];
    const names = actions.map((action) => action.split("@")[0]);
    expect(names).toEqual([...new Set(names)]);
  });

  test.each(WORKFLOWS)("give each job only the permissions it needs: %s", (file) => {
    const [head = "", body = ""] = readFileSync(file, "utf8").split(/^jobs:$/m);
    expect(head).toMatch(/^permissions: \{\}$/m);
    const jobs = body.split(/^ {2}(?=[\w-]+:$)/m).slice(1);
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => !/^ {4}permissions:$/m.test(job))).toEqual([]);
  });

  test("write nothing, except in a release and to GitHub Pages", () => {
    const rights = WORKFLOWS.map((file) => {
      const written = [...readFileSync(file, "utf8").matchAll(/([\w-]+): write\b/g)].map(([, right = ""]) => right);
      return [file, [...new Set(written)].sort()];
    });
    expect(Object.fromEntries(rights)).toEqual({
      ".github/workflows/ci.yml": [],
      ".github/workflows/nightly.yml": [],
      ".github/workflows/release.yml": ["contents", "id-token"],
      ".github/workflows/site.yml": ["id-token", "pages"],
    });
  });

  test.each(WORKFLOWS)("leave no token in the checkout: %s", (file) => {
    const steps = readFileSync(file, "utf8").split(/^ {6}- /m);
    const checkouts = steps.filter((step) => step.includes("uses: actions/checkout@"));
    expect(checkouts).not.toEqual([]);
    expect(checkouts.filter((step) => !step.includes("persist-credentials: false"))).toEqual([]);
  });
});
