import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE } from "../../terraform/support/machine";
import { ROOT } from "./article";

const run = promisify(execFile);

/** What Maven has downloaded, kept from run to run. */
const DOWNLOADED = path.join(CACHE, "maven");

const PACKAGED = path.join(ROOT, "reports/java");
const SETTINGS = path.join(PACKAGED, "settings.xml");

/** The repository of what is packaged here: ours, and cdktf's, of which Maven Central has no 0.21. */
export const REPOSITORY = path.join(PACKAGED, "java");

/** Packages the library and cdktf for Java, and makes Maven know them. */
export async function packageForJava(): Promise<void> {
  await run("mvn", ["--version"]).catch(() => {
    throw new Error("mvn is not on PATH; install Maven 3.8 or later, and a JDK 17 or later");
  });
  await rm(PACKAGED, { recursive: true, force: true });
  await rm(path.join(DOWNLOADED, "io/github/portforwardnlb"), { recursive: true, force: true });
  await mkdir(PACKAGED, { recursive: true });
  const options = ["--outdir", PACKAGED, "--maven-local-repository", DOWNLOADED, "--rosetta-unknown-snippets=verbatim"];
  await run("npx", ["jsii-pacmak", "--target", "java", ...options, "node_modules/cdktf", "."], { cwd: ROOT });
  await writeFile(
    SETTINGS,
    `<settings>
      <localRepository>${DOWNLOADED}</localRepository>
      <profiles>
        <profile>
          <id>packaged</id>
          <repositories><repository><id>packaged</id><url>file://${REPOSITORY}</url></repository></repositories>
        </profile>
      </profiles>
      <activeProfiles><activeProfile>packaged</activeProfile></activeProfiles>
    </settings>`,
  );
}

/** What a program that Maven ran has written, without the colours that Maven puts around it. */
export function withoutColours(output: string): string {
  return output.replaceAll("\u001b[0m", "").trimEnd();
}

/** Has Maven run the program of the folder that it is called in. */
export function mavenProgram(...args: string[]): [program: string, ...args: string[]] {
  const options = ["--quiet", "--batch-mode", "-Dstyle.color=never", "--settings", SETTINGS];
  return ["mvn", ...options, "compile", "exec:java", `-Dexec.args=${args.join(" ")}`];
}
