/** @needs package:java */

import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { FINDINGS, PAPERS, papersIn, ROOT, synthesizedBy, typeScriptArticle, VERSION } from "./support/article";
import { maven, mavenProgram, REPOSITORY, withoutColours } from "./support/maven";

const run = promisify(execFile);

const PACKAGE = path.join(
  REPOSITORY,
  `io/github/portforwardnlb/cdktf-port-forward-nlb/${VERSION}/cdktf-port-forward-nlb-${VERSION}`,
);

describe("the Java package", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const program of ["article", "members"]) {
      await cp(path.join(ROOT, "examples/java"), path.join(folder, program), { recursive: true });
    }
    const main = "src/main/java/article/Main.java";
    await copyFile(path.join(__dirname, "fixtures/java/Main.java"), path.join(folder, "members", main));
  });

  afterAll(async () => rm(folder, { recursive: true }));

  async function members(what: "members" | "wrong"): Promise<string> {
    const cwd = path.join(folder, "members");
    const [program, ...args] = mavenProgram(what);
    const env = { ...process.env, CDKTF_OUTDIR: path.join(cwd, "cdktf.out") };
    const { stdout } = await run(program, args, { cwd, env }).catch((error: unknown) => {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(stdout + stderr);
    });
    return withoutColours(stdout);
  }

  test("synthesizes the same article network as TypeScript, byte for byte", async () => {
    const cwd = path.join(folder, "article");
    const [article, expected] = [await synthesizedBy(mavenProgram(), { cwd }), await typeScriptArticle()];
    expect(article.terraform).toBe(expected.terraform);
    expect(withoutColours(article.output)).toBe(expected.output.trimEnd());
  });

  test("reports all errors in a list", async () => {
    const wrong = members("wrong");
    for (const finding of FINDINGS) await expect(wrong).rejects.toThrow(finding);
  });

  test("adds forwards, returns endpoints, accepts overrides, and exposes its children to aspects", async () => {
    const lines = (await members("members")).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "endpoint 172.31.128.10 10022 172.31.129.10 false",
        "endpoint 172.31.128.10 30080 10.0.0.10 true",
        "visited stack/aws",
        "visited stack/forwarding/lb",
        "visited stack/forwarding/30080/attachment-10-0-0-10-80",
      ]),
    );
    const terraform = lines.filter((line) => !/^(endpoint|visited) /.test(line)).join("\n");
    const { resource } = JSON.parse(terraform) as { resource: { aws_lb: Record<string, unknown> } };
    expect(Object.values(resource.aws_lb)).toEqual([
      expect.objectContaining({ minimum_load_balancer_capacity: [{ capacity_units: 100 }] }),
    ]);
  });

  test("passes mvn verify with the release's artifacts: classes, sources, documentation", async () => {
    const sources = path.join(folder, "sources");
    const options = ["--code-only", "--target", "java", "--outdir", sources, "--rosetta-unknown-snippets=verbatim"];
    await run("npx", ["jsii-pacmak", ...options], { cwd: ROOT });
    await maven(path.join(sources, "java"), "verify");
    const made = (await readdir(path.join(sources, "java/target"))).filter((file) => file.endsWith(".jar"));
    expect(made.sort()).toEqual(
      ["-javadoc.jar", "-sources.jar", ".jar"].map((end) => `cdktf-port-forward-nlb-${VERSION}${end}`),
    );
  });

  test("contains classes and the npm package, and depends only on cdktf and constructs", async () => {
    const { stdout } = await run("jar", ["--list", "--file", `${PACKAGE}.jar`]);
    const others = stdout
      .split("\n")
      .filter((file) => !/^(io\/github\/portforwardnlb\/[\w$]+\.class)?$|\/$/.test(file));
    expect(others.sort()).toEqual([
      "META-INF/INDEX.LIST",
      "META-INF/MANIFEST.MF",
      "META-INF/maven/io.github.portforwardnlb/cdktf-port-forward-nlb/pom.properties",
      "META-INF/maven/io.github.portforwardnlb/cdktf-port-forward-nlb/pom.xml",
      "io/github/portforwardnlb/$Module.txt",
      `io/github/portforwardnlb/cdktf-port-forward-nlb@${VERSION}.jsii.tgz`,
      "io/github/portforwardnlb/package-info.class",
    ]);
    const npmPackage = `io/github/portforwardnlb/cdktf-port-forward-nlb@${VERSION}.jsii.tgz`;
    await run("jar", ["--extract", "--file", `${PACKAGE}.jar`, npmPackage], { cwd: folder });
    expect(await papersIn(path.join(folder, npmPackage))).toEqual(PAPERS);
    const pom = await readFile(`${PACKAGE}.pom`, "utf8");
    const [, ...dependencies] = pom.split("<dependency>");
    const required = dependencies.map((text) => /<artifactId>([\w.-]+)/.exec(text)?.[1]);
    expect(required).toEqual(["cdktf", "constructs", "jsii-runtime", "annotations", "javax.annotation-api"]);
  });
});
