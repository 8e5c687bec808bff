import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE } from "../../setup/machine";
import { CDKTF, CDKTN, type Flavour } from "../../flavours";
import { ROOT } from "./article";

const run = promisify(execFile);

/** Maven's downloads, kept between runs. */
const DOWNLOADED = path.join(CACHE, "maven");

/** Returns the repository of the packages built here: ours, and the framework's, because Maven Central may not have it. */
export function repositoryOf({ dist }: Flavour): string {
  return path.join(dist, "java");
}

const SETTINGS = path.join(ROOT, "reports/maven-settings.xml");

/** Maven runs for seconds: quick compilation takes half the processor time of a thorough one. */
const QUICK = { MAVEN_OPTS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" };

const OPTIONS = ["--quiet", "--batch-mode", "-Dstyle.color=never", "--settings", SETTINGS];

/**
 * Packages the library and a framework for Java, and makes both available to Maven.
 *
 * @param script npm script that packages them
 * @returns environment variables for Maven
 */
export async function packageForJava(script: string): Promise<Record<string, string>> {
  await run("mvn", ["--version"]).catch(() => {
    throw new Error("mvn is not on PATH; install Maven 3.8 or later, and a JDK 17 or later");
  });
  await rm(path.join(DOWNLOADED, "io/github/portforwardnlb"), { recursive: true, force: true });
  await run("npm", ["run", script, "--", `--maven-local-repository=${DOWNLOADED}`], {
    cwd: ROOT,
    env: { ...process.env, ...QUICK },
  });
  await mkdir(path.dirname(SETTINGS), { recursive: true });
  const repositories = [CDKTF, CDKTN].map(
    (flavour) => `<repository><id>${flavour.framework}</id><url>file://${repositoryOf(flavour)}</url></repository>`,
  );
  await writeFile(
    SETTINGS,
    `<settings>
      <localRepository>${DOWNLOADED}</localRepository>
      <profiles>
        <profile>
          <id>packaged</id>
          <repositories>${repositories.join("")}</repositories>
        </profile>
      </profiles>
      <activeProfiles><activeProfile>packaged</activeProfile></activeProfiles>
    </settings>`,
  );
  return QUICK;
}

/** Runs Maven in a folder. */
export async function maven(cwd: string, ...goals: string[]): Promise<void> {
  await run("mvn", [...OPTIONS, ...goals], { cwd });
}

/** Returns a program's output without Maven's colour codes. */
export function withoutColours(output: string): string {
  return output.replaceAll("\u001b[0m", "").trimEnd();
}

/** Returns the command that makes Maven run the program in its working folder. */
export function mavenProgram(...args: string[]): [program: string, ...args: string[]] {
  return ["mvn", ...OPTIONS, "compile", "exec:java", `-Dexec.args=${args.join(" ")}`];
}
