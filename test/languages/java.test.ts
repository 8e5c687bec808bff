/** @needs package:java package:cdktn:java */

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CDKTF, CDKTN } from "../flavours";
import { FINDINGS, PAPERS, papersIn, ROOT, synthesizedBy, typeScriptArticle, VERSION } from "./support/article";
import { maven, mavenProgram, repositoryOf, withoutColours } from "./support/maven";

const run = promisify(execFile);

const version = (number: string): string => `<version>${number}</version>`;

/** What a program and its pom.xml name otherwise with CDK Terrain. */
const TERRAIN = [
  ["com.hashicorp.cdktf", "io.cdktn.cdktn"],
  ["io.github.portforwardnlb.", "io.github.portforwardnlb.cdktn."],
  ["<groupId>com.hashicorp</groupId>", "<groupId>io.cdktn</groupId>"],
  ["<artifactId>cdktf</artifactId>", "<artifactId>cdktn</artifactId>"],
  [version(CDKTF.versions.framework), version(CDKTN.versions.framework)],
  [version(CDKTF.versions.constructs), version(CDKTN.versions.constructs)],
  [CDKTF.name, CDKTN.name],
] as const;

describe.each([CDKTF, CDKTN])("the Java package $name", (flavour) => {
  const { name, framework } = flavour;
  const built = path.join(repositoryOf(flavour), `io/github/portforwardnlb/${name}/${VERSION}/${name}-${VERSION}`);
  const classes = `io/github/portforwardnlb/${flavour === CDKTN ? "cdktn/" : ""}`;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const program of ["article", "members"]) {
      await cp(path.join(ROOT, "examples/java"), path.join(folder, program), { recursive: true });
    }
    const main = "src/main/java/article/Main.java";
    await cp(path.join(__dirname, "fixtures/java/Main.java"), path.join(folder, "members", main));
    for (const file of ["article/pom.xml", "members/pom.xml", `article/${main}`, `members/${main}`]) {
      await writeFile(path.join(folder, file), own(await readFile(path.join(folder, file), "utf8")));
    }
  });

  function own(text: string): string {
    if (flavour === CDKTF) return text;
    return TERRAIN.reduce((changed, [cdktf, cdktn]) => changed.replaceAll(cdktf, cdktn), text);
  }

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
    const [article, expected] = [await synthesizedBy(mavenProgram(), { cwd }), await typeScriptArticle(flavour)];
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
    await run("npx", ["jsii-pacmak", flavour.folder, ...options], { cwd: ROOT });
    await maven(path.join(sources, "java"), "verify");
    const made = (await readdir(path.join(sources, "java/target"))).filter((file) => file.endsWith(".jar"));
    expect(made.sort()).toEqual(["-javadoc.jar", "-sources.jar", ".jar"].map((end) => `${name}-${VERSION}${end}`));
  });

  test("contains classes and the npm package, and depends only on the framework", async () => {
    const { stdout } = await run("jar", ["--list", "--file", `${built}.jar`]);
    const others = stdout
      .split("\n")
      .filter((file) => !/^(io\/github\/portforwardnlb\/(cdktn\/)?[\w$]+\.class)?$|\/$/.test(file));
    expect(others.sort()).toEqual([
      "META-INF/INDEX.LIST",
      "META-INF/MANIFEST.MF",
      `META-INF/maven/io.github.portforwardnlb/${name}/pom.properties`,
      `META-INF/maven/io.github.portforwardnlb/${name}/pom.xml`,
      `${classes}$Module.txt`,
      `${classes}${name}@${VERSION}.jsii.tgz`,
      `${classes}package-info.class`,
    ]);
    const npmPackage = `${classes}${name}@${VERSION}.jsii.tgz`;
    await run("jar", ["--extract", "--file", `${built}.jar`, npmPackage], { cwd: folder });
    expect(await papersIn(path.join(folder, npmPackage))).toEqual(PAPERS);
    const pom = await readFile(`${built}.pom`, "utf8");
    const [, ...dependencies] = pom.split("<dependency>");
    const required = dependencies.map((text) => /<artifactId>([\w.-]+)/.exec(text)?.[1]);
    expect(required).toEqual([framework, "constructs", "jsii-runtime", "annotations", "javax.annotation-api"]);
  });
});
