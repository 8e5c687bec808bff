import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

// Runs README's `npm test` on a machine with Node.js, Terraform, Go and Python, and none of the other programs that
// the suites need.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "--non-interactive", "--preserve-env"];

interface Ended {
  readonly code: number;
  readonly output: string;
}

async function run([command = "", ...args]: readonly string[], env = process.env): Promise<Ended> {
  return promisify(execFile)(command, args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    },
  );
}

test("npm test installs what its suites need, reports each step in a line, and passes", async () => {
  const { code, output } = await run([
    ...asRoot,
    "test/package/bare-machine.sh",
    "npm test -- haproxy/haproxy haproxy/readme",
  ]);
  expect(output).toContain("Installing haproxy, nc (.ci/tools) …\n");
  expect(output).toContain("PASS echo test/echo/haproxy/haproxy.test.ts");
  expect(output).toContain("PASS echo test/echo/haproxy/readme.test.ts");
  expect(output).not.toMatch(/Installing (moto|checkov)/);
  expect(code).toBe(0);
});

describe("for a user without permission to install anything", () => {
  let programs: string;

  beforeAll(async () => {
    // A PATH with few programs, without sudo.
    programs = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const name of ["bash", "cat", "env", "node", "npm", "npx", "sh", "uname", "unshare"]) {
      const { output } = await run(["sh", "-c", `command -v ${name}`]);
      await symlink(output.trim(), path.join(programs, name));
    }
  });

  afterAll(async () => rm(programs, { recursive: true }));

  test("npm test stops before the first test, and lists what is missing and how to install it", async () => {
    // A user namespace without users: the caller, whoever it is, isn't root in it.
    const test = ["unshare", "--user", "npm", "test", "--", "haproxy/readme", "everyday/article"];
    const { code, output } = await run(test, { ...process.env, PATH: programs });
    expect(output.trim().split("\n").at(-1)).toBe(
      "These suites need programs that are not on PATH: nc, python3, terraform; " +
        "on Debian and Ubuntu, run: sudo .ci/tools nc python3; " +
        "install Terraform 1.9 or later from https://developer.hashicorp.com/terraform/install",
    );
    expect(output).not.toMatch(/PASS|FAIL|Tests:/);
    expect(code).toBe(1);
  });
});
