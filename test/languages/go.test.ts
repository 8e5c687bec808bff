/** @needs package:go package:cdktn:go */

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CDKTF, CDKTN } from "../flavours";
import { FINDINGS, PAPERS, papersIn, ROOT, synthesizedBy, typeScriptArticle, VERSION } from "./support/article";

const run = promisify(execFile);

const CONSTRUCTS = "github.com/aws/constructs-go/constructs/v10";
/** Go modules of the frameworks. */
const FRAMEWORKS = {
  cdktf: "github.com/hashicorp/terraform-cdk-go/cdktf",
  cdktn: "github.com/open-constructs/cdk-terrain-go/cdktn",
};

describe.each([CDKTF, CDKTN])("the Go module $name", (flavour) => {
  const { name, framework, dist } = flavour;
  const module = `github.com/portforwardnlb/${name}-go/portforwardnlb`;
  const built = path.join(dist, "go/portforwardnlb");
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    const programs = { article: "examples/go/main.go", members: "test/languages/fixtures/go/main.go" };
    for (const [program, file] of Object.entries(programs)) {
      await cp(path.join(ROOT, "examples/go"), path.join(folder, program), { recursive: true });
      await writeFile(path.join(folder, program, "main.go"), own(await readFile(path.join(ROOT, file), "utf8")));
    }
    if (flavour === CDKTN) await useTerrain();
    for (const program of Object.keys(programs)) {
      // The module isn't published yet. The example's go.mod and go.sum pin everything else.
      await go(program, "mod", "edit", `-replace=${module}=${built}`);
      await go(program, "build", flavour === CDKTN ? "-mod=mod" : "-mod=readonly", "-o", "program", ".");
    }
  });

  /** Returns a program that imports this module and its framework. */
  function own(text: string): string {
    return text
      .replaceAll(CDKTF.name, name)
      .replaceAll(FRAMEWORKS.cdktf, FRAMEWORKS[framework])
      .replaceAll("cdktf.", `${framework}.`);
  }

  /** Go's proxy may not have CDK Terrain's module, so it is made from the npm package. */
  async function useTerrain(): Promise<void> {
    const options = ["--outdir", folder, "--code-only", "--target", "go"];
    await run("npx", ["jsii-pacmak", flavour.frameworkFolder, ...options], { cwd: ROOT });
    const edits = [
      `-droprequire=${FRAMEWORKS.cdktf}`,
      `-droprequire=${module.replace(name, CDKTF.name)}`,
      `-require=${FRAMEWORKS.cdktn}@v${flavour.versions.framework}`,
      `-replace=${FRAMEWORKS.cdktn}=${path.join(folder, "go/cdktn")}`,
      `-require=${CONSTRUCTS}@v${flavour.versions.constructs}`,
      `-require=${module}@v${VERSION}`,
    ];
    for (const program of ["article", "members"]) await go(program, "mod", "edit", ...edits);
  }

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
    const [article, expected] = [
      await synthesizedBy([path.join(cwd, "program")], { cwd }),
      await typeScriptArticle(flavour),
    ];
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

  test("contains code, documents and the npm package, and depends only on the framework", async () => {
    const files = await readdir(built, { recursive: true });
    const others = files.filter((file) => !/^[A-Z]\w+\.go$/.test(file)).sort();
    expect(others).toEqual([
      "LICENSE",
      "NOTICE",
      "README.md",
      "go.mod",
      "internal",
      "internal/types.go",
      "jsii",
      `jsii/${name}-${VERSION}.tgz`,
      "jsii/jsii.go",
      "main.go",
      "version",
    ]);
    expect(await papersIn(path.join(built, `jsii/${name}-${VERSION}.tgz`))).toEqual(PAPERS);
    const required = [...(await readFile(path.join(built, "go.mod"), "utf8")).matchAll(/^\t(\S+) v/gm)];
    expect(required.map(([, name]) => name).sort()).toEqual([
      CONSTRUCTS,
      "github.com/aws/jsii-runtime-go",
      FRAMEWORKS[framework],
    ]);
  });
});
