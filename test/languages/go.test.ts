/** @needs package:go */

import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { FINDINGS, PAPERS, papersIn, ROOT, synthesizedBy, typeScriptArticle, VERSION } from "./support/article";

const run = promisify(execFile);

const PACKAGE = path.join(ROOT, "dist/go/portforwardnlb");

describe("the Go module", () => {
  const module = "github.com/portforwardnlb/cdktf-port-forward-nlb-go/portforwardnlb";
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const program of ["article", "members"])
      await cp(path.join(ROOT, "examples/go"), path.join(folder, program), { recursive: true });
    await copyFile(path.join(__dirname, "fixtures/go/main.go"), path.join(folder, "members/main.go"));
    for (const program of ["article", "members"]) {
      // The module isn't published yet. The example's go.mod and go.sum pin everything else.
      await go(program, "mod", "edit", `-replace=${module}=${PACKAGE}`);
      await go(program, "build", "-mod=readonly", "-o", "program", ".");
    }
  });

  afterAll(async () => rm(folder, { recursive: true }));

  async function go(program: string, ...args: string[]): Promise<void> {
    await run("go", args, { cwd: path.join(folder, program) });
  }

  async function members(what: "members" | "wrong"): Promise<string> {
    const cwd = path.join(folder, "members");
    const env = { ...process.env, CDKTF_OUTDIR: path.join(cwd, "cdktf.out") };
    const { stdout } = await run(path.join(cwd, "program"), [what], { cwd, env });
    return stdout;
  }

  test("synthesizes the same article network as TypeScript, byte for byte", async () => {
    const cwd = path.join(folder, "article");
    const [article, expected] = [await synthesizedBy([path.join(cwd, "program")], { cwd }), await typeScriptArticle()];
    expect(article.terraform).toBe(expected.terraform);
    expect(article.output).toBe(expected.output);
  });

  test("reports all errors in a list", async () => {
    const wrong = members("wrong");
    for (const finding of FINDINGS) await expect(wrong).rejects.toThrow(finding);
  });

  test("adds forwards, returns endpoints, accepts overrides, and exposes its children to aspects", async () => {
    expect(JSON.parse(await members("members"))).toEqual([
      [
        ["172.31.128.10", 10022, "172.31.129.10", false],
        ["172.31.128.10", 30080, "10.0.0.10", true],
      ],
      [{ capacity_units: 100 }],
      expect.arrayContaining(["stack/aws", "stack/forwarding/lb", "stack/forwarding/30080/attachment-10-0-0-10-80"]),
    ]);
  });

  test("passes go vet, and so do the example and the test's program", async () => {
    await expect(go("article", "vet", `${module}/...`)).resolves.toBeUndefined();
    await expect(go("article", "vet", "./...")).resolves.toBeUndefined();
    await expect(go("members", "vet", "./...")).resolves.toBeUndefined();
  });

  test("is formatted with gofmt, and so are the example and the test's program", async () => {
    const { stdout } = await run("gofmt", ["-l", "examples/go", "test/languages/fixtures/go"], { cwd: ROOT });
    expect(stdout).toBe("");
  });

  test("contains code, documents and the npm package, and depends only on cdktf and constructs", async () => {
    const files = await readdir(PACKAGE, { recursive: true });
    const others = files.filter((file) => !/^[A-Z]\w+\.go$/.test(file)).sort();
    expect(others).toEqual([
      "LICENSE",
      "NOTICE",
      "README.md",
      "go.mod",
      "internal",
      "internal/types.go",
      "jsii",
      `jsii/cdktf-port-forward-nlb-${VERSION}.tgz`,
      "jsii/jsii.go",
      "main.go",
      "version",
    ]);
    expect(await papersIn(path.join(PACKAGE, `jsii/cdktf-port-forward-nlb-${VERSION}.tgz`))).toEqual(PAPERS);
    const required = [...(await readFile(path.join(PACKAGE, "go.mod"), "utf8")).matchAll(/^\t(\S+) v/gm)];
    expect(required.map(([, name]) => name).sort()).toEqual([
      "github.com/aws/constructs-go/constructs/v10",
      "github.com/aws/jsii-runtime-go",
      "github.com/hashicorp/terraform-cdk-go/cdktf",
    ]);
  });
});
