import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE } from "../../setup/machine";
import { ROOT } from "./article";

const run = promisify(execFile);

/** What Maven has downloaded, kept from run to run. */
const DOWNLOADED = path.join(CACHE, "maven");

/** The repository of what is packaged here: ours, and cdktf's, of which Maven Central has no 0.21. */
export const REPOSITORY = path.join(ROOT, "dist/java");

const SETTINGS = path.join(ROOT, "reports/maven-settings.xml");

const OPTIONS = ["--quiet", "--batch-mode", "-Dstyle.color=never", "--settings", SETTINGS];

/** Packages the library and cdktf for Java, and makes Maven know them. */
export async function packageForJava(): Promise<void> {
  await run("mvn", ["--version"]).catch(() => {
    throw new Error("mvn is not on PATH; install Maven 3.8 or later, and a JDK 17 or later");
  });
  await rm(path.join(DOWNLOADED, "io/github/portforwardnlb"), { recursive: true, force: true });
  await run("npm", ["run", "package:java", "--", `--maven-local-repository=${DOWNLOADED}`], { cwd: ROOT });
  await mkdir(path.dirname(SETTINGS), { recursive: true });
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

/** Runs Maven in a folder. */
export async function maven(cwd: string, ...goals: string[]): Promise<void> {
  await run("mvn", [...OPTIONS, ...goals], { cwd });
}

/** What a program that Maven ran has written, without the colours that Maven puts around it. */
export function withoutColours(output: string): string {
  return output.replaceAll("\u001b[0m", "").trimEnd();
}

/** Has Maven run the program of the folder that it is called in. */
export function mavenProgram(...args: string[]): [program: string, ...args: string[]] {
  return ["mvn", ...OPTIONS, "compile", "exec:java", `-Dexec.args=${args.join(" ")}`];
}
