import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { promisify } from "node:util";

// Finds what suites need beyond Node.js, or fetches it once and keeps it. Failures are one-line errors.

const run = promisify(execFile);

/** The provider version that the bundled bindings were generated from. */
export const AWS_PROVIDER_VERSION = "5.100.0";

/** Downloads and builds, kept between runs. */
export const CACHE = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"),
  "cdktf-port-forward-nlb",
);

const PLUGIN_CACHE = path.join(CACHE, "terraform-plugins");

/** Announces a slow step. */
export function announce(what: string): void {
  process.stderr.write(`${what} …\n`);
}

export type PythonLock =
  "moto" | "checkov" | "awscli" | "twine" | "cdktf" | "cdktn" | "provider-aws-20" | "provider-aws-21";

/**
 * Python packages by the name of their lock, `python/<lock>.txt`, with the modules that each must provide.
 *
 * A lock has a hash for every file; the `.in` file next to it says how to update it. `name` is set if the package's
 * name differs from the lock's.
 */
const PYTHON_PACKAGES: Readonly<Record<PythonLock, { readonly name?: string; readonly imports: string }>> = {
  moto: { imports: "flask, flask_cors, moto" },
  checkov: { imports: "checkov.main" },
  awscli: { imports: "awscli.clidriver" },
  twine: { imports: "twine" },
  cdktf: { imports: "cdktf, constructs" },
  cdktn: { imports: "cdktn, constructs" },
  "provider-aws-20": { name: "cdktf-cdktf-provider-aws", imports: "cdktf, constructs" },
  "provider-aws-21": { name: "cdktf-cdktf-provider-aws", imports: "cdktf, constructs" },
};

/**
 * Returns a Python that can import a package in its locked version.
 *
 * Uses the Python on PATH if it has the package, else a virtual environment.
 */
export async function pythonWith(locked: PythonLock): Promise<string> {
  const { name = locked, imports } = PYTHON_PACKAGES[locked];
  const file = path.join(__dirname, "python", `${locked}.txt`);
  const lock = await readFile(file, "utf8");
  const version = new RegExp(`^${name}(?:\\[\\w+\\])?==(\\S+)`, "m").exec(lock)?.[1] ?? "";
  const has = `import ${imports}; from importlib import metadata; assert metadata.version("${name}") == "${version}"`;
  if (await succeeds("python3", "-c", has)) return "python3";

  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 8);
  const environment = path.join(CACHE, `${name}-${version}-${hash}`);
  if (!(await succeeds(pythonOf(environment), "-c", has))) {
    announce(`Installing ${name} ${version} into ${environment}`);
    await makeWhole(environment, async (partial) => {
      await run("python3", ["-m", "venv", "--clear", partial]).catch((error: unknown) => {
        throw new Error(`python3 can't make a virtual environment; install its venv module: ${firstLine(error)}`);
      });
      // Python compiles modules on import. Compiling all of a provider's bindings up front would take half a minute.
      const pip = ["-m", "pip", "install", "--quiet", "--no-compile", "--require-hashes", "--requirement", file];
      await run(pythonOf(partial), pip).catch((error: unknown) => {
        throw new Error(
          `pip can't install ${name} ${version}; check that the package index answers: ${firstLine(error)}`,
        );
      });
    });
  }
  return pythonOf(environment);
}

function pythonOf(environment: string): string {
  return path.join(environment, "bin", "python");
}

/**
 * Creates a file or folder under a temporary name and renames it, so that an interruption never leaves it incomplete.
 */
async function makeWhole(target: string, make: (partial: string) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const partial = `${target}.partial-${process.pid}`;
  try {
    await make(partial);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Go programs published only as source, with the hash of each module. Its go.sum covers its dependencies. */
const GO_PROGRAMS = {
  actionlint: {
    module: "github.com/rhysd/actionlint@v1.7.12",
    main: "./cmd/actionlint",
    sum: "h1:vQ4GeJN86C0QH+gTUQcs8McmK62OLT3kmakPMtEWYnY=",
  },
  "terraform-docs": {
    module: "github.com/terraform-docs/terraform-docs@v0.20.0",
    main: ".",
    sum: "h1:qg0gtYlecCLDgEoJ+KqeAfYDc1iDDmOaF8may9iK444=",
  },
  tflint: {
    module: "github.com/terraform-linters/tflint@v0.58.1",
    main: ".",
    sum: "h1:GUgfonXrRvM2qKCQ4TDqQTssdeMQm/RlnjyuQ7wDj8k=",
  },
};

export type GoProgram = keyof typeof GO_PROGRAMS;

/** Returns the path of a program. Builds it from its module the first time. */
export async function goProgram(name: GoProgram): Promise<string> {
  const { module, main, sum } = GO_PROGRAMS[name];
  const file = path.join(CACHE, `${name}-${module.split("@")[1] ?? ""}`);
  if (await succeeds(file, "--version")) return file;

  announce(`Building ${module}`);
  const { stdout } = await run("go", ["mod", "download", "-json", module]).catch((error: unknown) => {
    throw new Error(`go can't download ${module}; check that the Go module proxy answers: ${firstLine(error)}`);
  });
  const { Dir, Sum } = JSON.parse(stdout) as { Dir: string; Sum: string };
  if (Sum !== sum) throw new Error(`${module} has the hash ${Sum} instead of ${sum}; do not build it`);
  await makeWhole(file, async (partial) => {
    await run("go", ["build", "-o", partial, main], { cwd: Dir }).catch((error: unknown) => {
      throw new Error(`go can't build ${module}: ${firstLine(error)}`);
    });
  });
  return file;
}

/** Starts the launcher of fake AWSs, which ends with this process, and returns its port. */
export async function fakeAwsLauncher(python: string): Promise<string> {
  const program = path.resolve(__dirname, "../terraform/support/fake_aws.py");
  const launcher = spawn(python, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await Promise.race([
    once(readline.createInterface({ input: launcher.stdout }), "line"),
    once(launcher, "exit").then(() => Promise.reject(new Error("the launcher of fake AWSs ended before it listened"))),
  ])) as [string];
  launcher.unref();
  launcher.stdout.destroy();
  // Open until this process ends.
  if (launcher.stdin instanceof Socket) launcher.stdin.unref();
  return port;
}

/** Where Terraform gets the AWS provider from. */
export interface ProviderSource {
  /** Options for `terraform init`. */
  readonly options: readonly string[];
  /** Path of the provider's executable. */
  readonly program: string;
}

/**
 * Finds a source from which `terraform init` can install the AWS provider.
 *
 * Tries the registry or a mirror in Terraform's configuration, then `TF_PLUGIN_MIRROR`, then an earlier run's
 * download, then any provider tree on this machine.
 */
export async function providerSource(): Promise<ProviderSource> {
  const folder = await temporaryFolder();
  try {
    const refused = await refusal(folder, []);
    if (refused === undefined) return { options: [], program: await installedProvider(folder) };
    for await (const mirror of mirrors()) {
      const options = [`-plugin-dir=${mirror}`];
      if ((await refusal(folder, options)) === undefined) return { options, program: await installedProvider(folder) };
    }
    throw new Error(
      `hashicorp/aws ${AWS_PROVIDER_VERSION} can't be installed; let the provider registry answer, or name a mirror in TF_PLUGIN_MIRROR: ${refused}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns why `terraform init` can't install the provider from a source, or undefined if it can. */
async function refusal(folder: string, options: readonly string[]): Promise<string | undefined> {
  const terraform = { required_providers: { aws: { source: "aws", version: AWS_PROVIDER_VERSION } } };
  await writeFile(path.join(folder, "main.tf.json"), JSON.stringify({ terraform }));
  return run("terraform", ["init", "-no-color", ...options], {
    cwd: folder,
    env: await terraformEnvironment(),
  }).then(() => undefined, firstLine);
}

/** Returns the executable behind the link that `terraform init` created. It outlives the folder. */
async function installedProvider(folder: string): Promise<string> {
  const providers = path.join(folder, ".terraform/providers");
  const names = await readdir(providers, { recursive: true });
  return realpath(path.join(providers, names.find((name) => /terraform-provider-aws_v[^/]*$/.test(name)) ?? ""));
}

async function* mirrors(): AsyncGenerator<string> {
  if (process.env.TF_PLUGIN_MIRROR) yield process.env.TF_PLUGIN_MIRROR;
  yield PLUGIN_CACHE;
  yield* await providerTrees();
}

/**
 * The user's environment without AWS and Terraform settings, without telemetry, and with one shared provider download
 * for all working folders.
 */
export async function terraformEnvironment(): Promise<NodeJS.ProcessEnv> {
  await mkdir(PLUGIN_CACHE, { recursive: true });
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|TF)_/.test(name) || name === "TF_CLI_CONFIG_FILE",
  );
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_PLUGIN_CACHE_DIR: PLUGIN_CACHE,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
}

/** Provider trees on this machine, `<root>/<host>/hashicorp/aws/<version>/<platform>`. */
async function providerTrees(): Promise<string[]> {
  const tree = `hashicorp/aws/${AWS_PROVIDER_VERSION}`;
  const skipped = ["/proc", "/sys", "/dev"].flatMap((folder) => ["-path", folder, "-prune", "-o"]);
  // find fails if it can't read a folder, but its output is still valid.
  const found = await run("find", ["/", ...skipped, "-type", "d", "-path", `*/${tree}`, "-print", "-prune"]).catch(
    (error: unknown) => error as { stdout: string },
  );
  const folders = found.stdout.split("\n").filter(Boolean);
  return folders.map((folder) => path.resolve(folder, "../../../.."));
}

/** Returns whether a command succeeds. */
export async function succeeds(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr?.trim() ? stderr : message).split("\n").filter((line) => /[a-z]/i.test(line));
  return lines[0]?.trim() ?? "";
}
