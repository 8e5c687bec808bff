import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../setup/machine";
import { MODULE, OFFLINE_PROVIDER } from "./support/module";
import { Terraform } from "./support/terraform";

const run = promisify(execFile);

const ROOT = path.resolve(__dirname, "../..");

/** Commits need an author. */
const AUTHOR = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((role) => [
    [`GIT_${role}_NAME`, "test"],
    [`GIT_${role}_EMAIL`, "test@example.com"],
  ]),
);

describe("scripts/publish-module.sh", () => {
  let folder: string;
  let repository: string;
  let version: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    repository = path.join(folder, "terraform-aws-port-forward-nlb.git");
    ({ version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")) as { version: string });
    await bash(`git init --quiet --bare --initial-branch=main ${repository}`);
    await bash(
      `git push --quiet ${repository} $(git commit-tree -m "Initial commit" $(git mktree </dev/null)):refs/heads/main`,
    );
  });

  afterAll(async () => rm(folder, { recursive: true }));

  async function bash(script: string): Promise<string> {
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", script], {
      cwd: ROOT,
      env: { ...process.env, ...AUTHOR },
    });
    return stdout;
  }

  async function publish(): Promise<void> {
    await bash(`scripts/publish-module.sh ${repository}`);
  }

  test("pushes the module to the root of its repository, under a tag", async () => {
    await publish();
    const published = await bash(`git -C ${repository} ls-tree --name-only ${version}`);
    expect(published.trim().split("\n")).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "examples",
        "main.tf",
        "outputs.tf",
        "variables.tf",
        "versions.tf",
      ]),
    );
    expect(await bash(`git -C ${repository} log --format=%s main`)).toBe(`Release ${version}\nInitial commit\n`);
  });

  test("publishes a module that Terraform can use", async () => {
    const call = {
      module: {
        forwarding: {
          source: `git::file://${repository}?ref=${version}`,
          name: "example",
          vpc_id: "vpc-0a1b2c3d",
          subnet_mappings: [{ subnet_id: "subnet-0a1b2c3d" }],
          forwards: [{ listener_port: 10022, target_ip: "172.31.129.10", target_port: 22 }],
        },
      },
    };
    const files = { "provider.tf.json": OFFLINE_PROVIDER, "main.tf.json": JSON.stringify(call) };
    const terraform = await Terraform.initialize(files, {});
    expect(await terraform.planText()).toContain("Plan: 6 to add, 0 to change, 0 to destroy.");
    await terraform.remove();
  });

  test("rejects a version that already exists", async () => {
    const before = await bash(`git -C ${repository} rev-parse main`);
    await expect(publish()).rejects.toThrow("already exists");
    expect(await bash(`git -C ${repository} rev-parse main`)).toBe(before);
  });

  test("publishes the version in README", async () => {
    const readme = await readFile(path.join(MODULE, "README.md"), "utf8");
    expect(/version = "([^"]+)"/.exec(readme)?.[1]).toBe(version);
  });
});
