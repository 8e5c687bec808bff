import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

// What the suites need of the machine, found or fetched once per run. What cannot be had is an error of one line.

const run = promisify(execFile);

/** The provider that the bundled bindings were generated from. */
export const AWS_PROVIDER_VERSION = "5.100.0";

/** What is fetched or built once, and kept from run to run. */
export const CACHE = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"),
  "cdktf-port-forward-nlb",
);

export async function requireTerraform(): Promise<void> {
  await run("terraform", ["version"]).catch(() => {
    throw new Error("terraform is not on PATH; install Terraform 1.9 or later");
  });
}

/** A Python that can import moto with its server. */
export async function pythonWithMoto(): Promise<string> {
  return pythonWith({ name: "moto", requirements: "requirements.txt", imports: "flask, flask_cors, moto" });
}

/** A Python that can import checkov. */
export async function pythonWithCheckov(): Promise<string> {
  return pythonWith({ name: "checkov", requirements: "checkov.txt", imports: "checkov.main" });
}

/** A Python that can import the AWS CLI. */
export async function pythonWithAwsCli(): Promise<string> {
  return pythonWith({ name: "awscli", requirements: "awscli.txt", imports: "awscli.clidriver" });
}

/** A Python that can import twine. */
export async function pythonWithTwine(): Promise<string> {
  return pythonWith({ name: "twine", requirements: "../../languages/support/twine.txt", imports: "twine" });
}

/** A Python that can import cdktf. */
export async function pythonWithCdktf(): Promise<string> {
  const requirements = "../../languages/support/requirements.txt";
  return pythonWith({ name: "cdktf", requirements, imports: "cdktf, constructs" });
}

/** A Python that can import cdktf and the AWS bindings of a major version. */
export async function pythonWithAwsBindings(major: string): Promise<string> {
  const requirements = `../../languages/support/provider-aws-${major}.txt`;
  return pythonWith({ name: "cdktf-cdktf-provider-aws", requirements, imports: "cdktf, constructs" });
}

/**
 * A Python that can import a package: the one on PATH, if it has the version, or one in a virtual environment of ours.
 *
 * @param requirements what pip installs, with the hash of every file
 */
async function pythonWith(wanted: { name: string; requirements: string; imports: string }): Promise<string> {
  await run("python3", ["--version"]).catch(() => {
    throw new Error("python3 is not on PATH; install Python 3.10 or later, with its venv module");
  });
  const { name } = wanted;
  const file = path.join(__dirname, wanted.requirements);
  const requirements = await readFile(file, "utf8");
  const version = new RegExp(`^${name}==(\\S+)`, "m").exec(requirements)?.[1] ?? "";
  const has = `import ${wanted.imports}; from importlib import metadata; assert metadata.version("${name}") == "${version}"`;
  if (await succeeds("python3", ["-c", has])) return "python3";

  const hash = createHash("sha256").update(requirements).digest("hex").slice(0, 8);
  const environment = path.join(CACHE, `${name}-${version}-${hash}`);
  const python = path.join(environment, "bin", "python");
  if (await succeeds(python, ["-c", has])) return python;

  await run("python3", ["-m", "venv", "--clear", environment]).catch((error: unknown) => {
    throw new Error(`python3 cannot make a virtual environment; install its venv module: ${firstLine(error)}`);
  });
  await run(python, ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", file]).catch(
    (error: unknown) => {
      throw new Error(`pip cannot install ${name} ${version}; see that the package index answers: ${firstLine(error)}`);
    },
  );
  return python;
}

/** Programs in Go that are published as source alone, each with the hash of its module; its own go.sum has the others. */
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

export async function requireGo(): Promise<void> {
  await run("go", ["version"]).catch(() => {
    throw new Error("go is not on PATH; install Go 1.25 or later");
  });
}

/** Path of a program, which is built from its module once. */
export async function goProgram(name: GoProgram): Promise<string> {
  const { module, main, sum } = GO_PROGRAMS[name];
  const file = path.join(CACHE, `${name}-${module.split("@")[1] ?? ""}`);
  if (await succeeds(file, ["--version"])) return file;

  await requireGo();
  const { stdout } = await run("go", ["mod", "download", "-json", module]).catch((error: unknown) => {
    throw new Error(`${module} cannot be had; see that the Go module proxy answers: ${firstLine(error)}`);
  });
  const { Dir, Sum } = JSON.parse(stdout) as { Dir: string; Sum: string };
  if (Sum !== sum) throw new Error(`${module} is ${Sum}, and not ${sum}; do not build it`);
  await mkdir(CACHE, { recursive: true });
  await run("go", ["build", "-o", file, main], { cwd: Dir }).catch((error: unknown) => {
    throw new Error(`${module} cannot be built: ${firstLine(error)}`);
  });
  return file;
}

/**
 * What `terraform init` needs to be told to find the AWS provider.
 *
 * Nothing where the registry answers or Terraform knows a mirror by itself; else `TF_PLUGIN_MIRROR`; else any provider
 * tree on this machine.
 */
export async function providerSource(): Promise<string[]> {
  const folder = await temporaryFolder();
  try {
    const refused = await refusal(folder, []);
    if (refused === undefined) return [];
    for await (const mirror of mirrors()) {
      const source = [`-plugin-dir=${mirror}`];
      if ((await refusal(folder, source)) === undefined) return source;
    }
    throw new Error(
      `hashicorp/aws ${AWS_PROVIDER_VERSION} cannot be had; let the provider registry answer, or name a mirror in TF_PLUGIN_MIRROR: ${refused}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Why `terraform init` cannot install the provider from a source, or nothing if it can. */
async function refusal(folder: string, source: string[]): Promise<string | undefined> {
  const terraform = { required_providers: { aws: { source: "aws", version: AWS_PROVIDER_VERSION } } };
  await writeFile(path.join(folder, "main.tf.json"), JSON.stringify({ terraform }));
  return run("terraform", ["init", "-no-color", ...source], {
    cwd: folder,
    env: await terraformEnvironment(),
  }).then(() => undefined, firstLine);
}

async function* mirrors(): AsyncGenerator<string> {
  if (process.env.TF_PLUGIN_MIRROR) yield process.env.TF_PLUGIN_MIRROR;
  yield* await providerTrees();
}

/**
 * The user's environment without his AWS and his Terraform settings, without calls home, and with one download of a
 * provider for all working folders.
 */
export async function terraformEnvironment(): Promise<NodeJS.ProcessEnv> {
  const cache = path.join(CACHE, "terraform-plugins");
  await mkdir(cache, { recursive: true });
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
    TF_PLUGIN_CACHE_DIR: cache,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
}

/** Roots of the provider trees on this machine, `<root>/<host>/hashicorp/aws/<version>/<platform>`. */
async function providerTrees(): Promise<string[]> {
  const tree = `hashicorp/aws/${AWS_PROVIDER_VERSION}`;
  const skipped = ["/proc", "/sys", "/dev"].flatMap((folder) => ["-path", folder, "-prune", "-o"]);
  // find ends with an error where a folder may not be read; what it printed counts all the same.
  const found = await run("find", ["/", ...skipped, "-type", "d", "-path", `*/${tree}`, "-print", "-prune"]).catch(
    (error: unknown) => error as { stdout: string },
  );
  const folders = found.stdout.split("\n").filter(Boolean);
  return folders.map((folder) => path.resolve(folder, "../../../.."));
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
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
