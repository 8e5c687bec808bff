import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { announce, fakeAwsLauncher, goProgram, providerSource, type PythonLock, pythonWith, succeeds } from "./machine";

// Needs of suites beyond Node.js. A suite names its own in its first comment, `@needs checkov`; needs of all suites
// in a folder are listed here. A need is a program on PATH, or something to prepare.

/** Needs of all suites in a folder, in addition to each suite's own. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "test/e2e/": ["fake-aws", "package", "namespaces"],
  "test/echo/haproxy/": ["programs"],
  "test/languages/": [],
  "test/cli/map/browser/": ["chromium"],
  "test/package/": ["package"],
  "test/site/": ["chromium", "site"],
  "test/terraform/": ["fake-aws", "package"],
  "test/": ["programs"],
};

/** Needs of all suites in a Jest project, in addition to those of their folder. */
const PROJECTS: Readonly<Record<string, readonly string[]>> = { cdktn: ["modules:cdktn"] };

/** A need that requires preparation. */
interface Prepared {
  /** Needs to prepare first. */
  readonly needs?: readonly string[];
  /** Runs once for all suites, which get the returned variables in their environment. */
  readonly prepare: () => Promise<Record<string, string>>;
}

const PREPARED: Readonly<Record<string, Prepared>> = {
  programs: { prepare: npm("build:programs") },
  package: { prepare: npm("build") },
  "modules:cdktn": { prepare: npm("install:cdktn") },
  "package:cdktn": { needs: ["modules:cdktn"], prepare: npm("build:cdktn") },
  site: { prepare: npm("site") },
  snippets: { needs: ["package"], prepare: npm("check:snippets") },
  "package:cdktn:go": { needs: ["package:cdktn", "go"], prepare: npm("package:cdktn:go") },
  "package:cdktn:dotnet": { needs: ["package:cdktn"], prepare: npm("package:cdktn:dotnet") },
  "package:cdktn:python": { needs: ["package:cdktn"], prepare: npm("package:cdktn:python") },
  "package:cdktf": { needs: ["snippets"], prepare: npm("stage") },
  "package:python": { needs: ["package:cdktf"], prepare: npm("package:python") },
  "package:go": { needs: ["package:cdktf", "go"], prepare: npm("package:go") },
  "package:dotnet": { needs: ["package:cdktf"], prepare: npm("package:dotnet") },
  "package:java": {
    needs: ["package:cdktf", "javac", "mvn"],
    prepare: async () => {
      const { packageForJava } = await import("../languages/support/maven");
      return packageForJava("package:java");
    },
  },
  "package:cdktn:java": {
    needs: ["package:cdktn", "package:java"],
    prepare: async () => {
      const { packageForJava } = await import("../languages/support/maven");
      return packageForJava("package:cdktn:java");
    },
  },
  moto: {
    needs: ["python3"],
    prepare: async () => ({
      FAKE_AWS_PORT: await fakeAwsLauncher(await pythonWith("moto")),
      // The SDK would warn in each suite that Node.js 20 is end-of-life, but the package still supports it.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    }),
  },
  "fake-aws": {
    needs: ["moto", "terraform"],
    prepare: async () => {
      const source = await providerSource();
      return { TERRAFORM_PROVIDER_SOURCE: source.options.join(""), TERRAFORM_PROVIDER_PROGRAM: source.program };
    },
  },
  awscli: python("AWS_CLI_PYTHON", "awscli"),
  cdktf: python("CDKTF_PYTHON", "cdktf"),
  cdktn: python("CDKTN_PYTHON", "cdktn"),
  checkov: python("CHECKOV_PYTHON", "checkov"),
  "provider-aws-20": python("PROVIDER_AWS_20_PYTHON", "provider-aws-20"),
  "provider-aws-21": python("PROVIDER_AWS_21_PYTHON", "provider-aws-21"),
  twine: python("TWINE_PYTHON", "twine"),
  actionlint: { needs: ["go"], prepare: async () => ({ ACTIONLINT: await goProgram("actionlint") }) },
  "terraform-docs": { needs: ["go"], prepare: async () => ({ TERRAFORM_DOCS: await goProgram("terraform-docs") }) },
  tflint: { needs: ["go"], prepare: async () => ({ TFLINT: await goProgram("tflint") }) },
  namespaces: {
    needs: [
      "curl",
      "dnsmasq",
      "haproxy",
      "ip",
      "iptables",
      "nc",
      "nginx",
      "nsenter",
      "openssl",
      "ssh",
      "sshd",
      "sysctl",
      "unshare",
    ],
    prepare: async () => {
      const { Namespaces } = await import("../e2e/support/namespaces");
      await (await Namespaces.start()).stop();
      return {};
    },
  },
};

function python(variable: string, lock: PythonLock): Prepared {
  return { needs: ["python3"], prepare: async () => ({ [variable]: await pythonWith(lock) }) };
}

/** Most scripts keep one processor busy. Those that write what another one reads are needs of it. */
const scripts = pLimit(2);

function npm(script: string): Prepared["prepare"] {
  return async () =>
    scripts(async () => {
      announce(`Running npm run ${script}`);
      // jsii would warn in each run that the package's oldest Node.js version is end-of-life.
      const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "20" };
      await promisify(execFile)("npm", ["run", "--silent", script], { env }).catch((error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`npm run ${script} failed:\n${stdout}${stderr}`);
      });
      return {};
    });
}

/** Returns the needs of a suite, from its folder and its own comment. */
export function needsOf(suite: { readonly file: string; readonly own: readonly string[] }): string[] {
  const [, ofFolder = []] = Object.entries(FOLDERS).find(([folder]) => suite.file.startsWith(folder)) ?? [];
  return [...ofFolder, ...suite.own];
}

/** Returns the needs of a Jest project. */
export function needsOfProject(project: string): readonly string[] {
  return PROJECTS[project] ?? [];
}

function withEarlier(names: readonly string[]): Set<string> {
  return new Set(names.flatMap((name) => [...withEarlier(PREPARED[name]?.needs ?? []), name]));
}

/** Finds, installs and builds what suites need, each thing once, and returns environment variables for them. */
type Preparation = (names: readonly string[]) => Promise<Record<string, string>>;

/**
 * Finds or installs the programs that suites need.
 *
 * @throws in one sentence that names every program that is missing and can't be installed here
 */
export async function preparation(names: readonly string[]): Promise<Preparation> {
  const all = withEarlier(names);
  await requirePrograms([...all].filter((name) => !(name in PREPARED)).sort());
  const begun = new Map<string, Promise<Record<string, string>>>();
  const once = async (need: string): Promise<Record<string, string>> => {
    // The package includes the programs.
    const name = need === "programs" && all.has("package") ? "package" : need;
    const prepared = PREPARED[name];
    if (!prepared) return {};
    const preparing = begun.get(name) ?? Promise.all((prepared.needs ?? []).map(once)).then(prepared.prepare);
    begun.set(name, preparing);
    return preparing;
  };
  return async (needed) =>
    Object.assign({}, ...(await Promise.all([...withEarlier(needed)].map(once)))) as Record<string, string>;
}

/** Prepares what suites need, all at once. */
export async function prepare(names: readonly string[]): Promise<Record<string, string>> {
  const ready = await preparation(names);
  return ready(names);
}

/** Programs whose required version no Debian package has. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  go: "Go 1.25 or later from https://go.dev/dl/",
  terraform: "Terraform 1.9 or later from https://developer.hashicorp.com/terraform/install",
};

async function requirePrograms(names: readonly string[]): Promise<void> {
  // Debian installs servers into folders that only root has on its PATH.
  process.env.PATH = `${process.env.PATH ?? ""}:/usr/sbin:/sbin`;
  let missing = await missingOf(names);
  const packaged = missing.filter((name) => !(name in ELSEWHERE));
  const root = packaged.length > 0 ? await asRoot() : undefined;
  if (root) {
    announce(`Installing ${packaged.join(", ")} (.ci/tools)`);
    const [command = "", ...args] = [...root, ".ci/tools", ...packaged];
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    missing = await missingOf(names);
  }
  if (missing.length > 0) throw new Error(missingSentence(missing));
}

async function missingOf(names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map(async (name) =>
      name === "python3"
        ? // Debian's Python comes without the venv module.
          succeeds("python3", "-c", "import ensurepip, venv")
        : succeeds("sh", "-c", 'command -v "$1"', "sh", name),
    ),
  );
  return names.filter((_, index) => !found[index]);
}

/** Returns how to run a command as root, or undefined if that requires a password or there is no apt-get. */
async function asRoot(): Promise<string[] | undefined> {
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await succeeds("sudo", "--non-interactive", "true")) ? ["sudo", "--non-interactive"] : undefined;
}

function missingSentence(missing: readonly string[]): string {
  const packaged = missing.filter((name) => !(name in ELSEWHERE));
  const fixes = [
    ...(packaged.length > 0 ? [`on Debian and Ubuntu, run: sudo .ci/tools ${packaged.join(" ")}`] : []),
    ...missing.flatMap((name) => (ELSEWHERE[name] ? [`install ${ELSEWHERE[name]}`] : [])),
  ];
  return `These suites need programs that are not on PATH: ${missing.join(", ")}; ${fixes.join("; ")}`;
}

/** Returns a variable that was prepared for a suite. */
export function prepared(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(
      `${variable} isn't set. Run suites by npm test or npm run test:…, and name what they need in @needs.`,
    );
  }
  return value;
}
