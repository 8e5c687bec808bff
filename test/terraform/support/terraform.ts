import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { temporaryFolder, terraformEnvironment } from "../../setup/machine";
import { prepared } from "../../setup/needs";
import { withOwnProvider, withProvider } from "./provider";
import { StateServer } from "./state-server";

const run = promisify(execFile);

/** Output of `terraform show -json` for a plan, as far as the suites read it. */
export interface Plan {
  readonly resource_changes: {
    address: string;
    previous_address?: string;
    type: string;
    change: {
      importing?: { id: string };
      actions: string[];
      after: Record<string, unknown> | null;
      after_unknown: unknown;
    };
  }[];
  readonly planned_values: {
    outputs?: Record<string, { value?: unknown }>;
    root_module: { resources: PlannedResource[] };
  };
  readonly configuration: { root_module: { resources: ConfiguredResource[] } };
  readonly checks: {
    readonly instances?: { readonly address: { module: string }; readonly problems?: { message: string }[] }[];
  }[];
}

export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Record<string, unknown>;
}

/** A resource in the state file. */
export interface StateResource {
  readonly type: string;
  readonly values: Record<string, unknown>;
}

export interface ConfiguredResource {
  readonly address: string;
  readonly type: string;
  readonly expressions: Record<string, unknown>;
  readonly depends_on?: string[];
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource that it is about. */
  readonly address?: string;
  readonly range?: { readonly filename: string };
}

const STATE = "terraform.tfstate";
/** A synthesized stack sets a path for its state outside its folder. */
const OWN_STATE = `-backend-config=path=${STATE}`;

/** Makes the suites faster than a user's Terraform, and changes nothing else. */
const QUICK = {
  // The provider waits for each load balancer; create them in parallel.
  TF_CLI_ARGS_apply: "-parallelism=100",
  // A command runs for seconds, so little garbage collection is enough. The largest fleets use most of a gigabyte.
  GOGC: "600",
  GOMEMLIMIT: "2GiB",
};

/** A Terraform working folder that uses a fake AWS. */
export class Terraform {
  /**
   * @param files name and content of each configuration file
   * @param environment where AWS is, and the variables as `TF_VAR_…`
   * @param options.fill adds more files to the folder
   * @param options.localState whether to write the state after each resource, as usual
   * @param options.attaches whether commands share a running provider, which doesn't find files by relative paths
   */
  public static async initialize(
    files: Record<string, string>,
    environment: Record<string, string | undefined>,
    {
      fill,
      localState = false,
      attaches = true,
    }: { fill?: (folder: string) => Promise<void>; localState?: boolean; attaches?: boolean } = {},
  ): Promise<Terraform> {
    const quick = { ...(await terraformEnvironment()), ...QUICK, ...environment };
    const folder = await temporaryFolder();
    const server = localState || !attaches ? undefined : await StateServer.start(path.join(folder, STATE));
    return new Terraform(folder, quick, { attaches, server }).begin(files, fill);
  }

  /** Initializes a folder for a benchmark, like a user's: each command starts its providers. */
  public static async initializePlain(
    files: Record<string, string>,
    environment: Record<string, string | undefined>,
  ): Promise<Terraform> {
    const plain = { ...(await terraformEnvironment()), ...environment };
    return new Terraform(await temporaryFolder(), plain, { attaches: false }).begin(files);
  }

  private constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string | undefined>,
    private readonly options: { readonly attaches: boolean; readonly server?: StateServer | undefined },
  ) {}

  private async begin(files: Record<string, string>, fill?: (folder: string) => Promise<void>): Promise<this> {
    try {
      await this.write(files);
      await fill?.(this.folder);
      const { attaches, server } = this.options;
      if (server) {
        await this.write({ "backend_override.tf.json": JSON.stringify(server.override) });
        await this.run("init");
      } else if (attaches) await this.run("init", OWN_STATE);
      else await this.install();
      return this;
    } catch (error) {
      await this.remove();
      throw error;
    }
  }

  /** Initializes the folder, including providers: `init` installs none that commands attach to. */
  private async install(): Promise<void> {
    const source = prepared("TERRAFORM_PROVIDER_SOURCE");
    await this.launch({}, "init", OWN_STATE, ...(source ? [source] : []));
  }

  public async write(files: Record<string, string>): Promise<void> {
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(path.join(this.folder, name), content)));
  }

  public async validate(): Promise<{ valid: boolean; diagnostics: { summary: string }[] }> {
    return JSON.parse(await this.run("validate", "-json")) as Awaited<ReturnType<Terraform["validate"]>>;
  }

  /**
   * Plans, and returns `terraform show -json` of the plan.
   *
   * @param options more options of `terraform plan`
   */
  public async plan(...options: readonly string[]): Promise<Plan> {
    await this.run("plan", "-out=plan", ...options);
    return this.shownPlan();
  }

  /** Returns `terraform show -json` of the last plan. */
  public async shownPlan(): Promise<Plan> {
    return JSON.parse(await this.run("show", "-json", "plan")) as Plan;
  }

  /** Returns the text of `terraform plan`. */
  public async planText(...options: readonly string[]): Promise<string> {
    return this.run("plan", ...options);
  }

  /** Returns the errors of `terraform plan`. */
  public async planErrors(): Promise<Diagnostic[]> {
    return diagnosticsOf(await this.messages("plan", "-out=plan"));
  }

  /**
   * Plans, and returns the changes in alphabetical order, each an action and an address.
   *
   * Much faster than `plan()`, since Terraform prints them while it plans. Only the order of a replacement is read
   * from the plan.
   *
   * @param options more options of `terraform plan`
   */
  public async planChanges(...options: readonly string[]): Promise<string[]> {
    const messages = (await this.messages("plan", "-out=plan", ...options)) as {
      type: string;
      change?: { action: string; resource: { addr: string } };
      diagnostic?: Diagnostic;
    }[];
    const errors = errorsOf(messages);
    if (errors.length > 0) throw new Error(errors.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n"));
    const planned = messages.flatMap(({ type, change }) => (type === "planned_change" && change ? [change] : []));
    if (planned.some(({ action }) => action === "replace")) return changes(await this.shownPlan());
    return planned
      .filter(({ action }) => !["import", "move", "noop"].includes(action))
      .map(({ action, resource }) => `${action} ${resource.addr}`)
      .sort();
  }

  /** Returns the results of the runs in a test file. */
  public async test(file: string): Promise<{ passed: number; failed: string[] }> {
    const messages = (await this.messages("test", `-filter=${file}`)) as {
      test_run?: { run: string; progress: string; status: string };
    }[];
    const runs = messages.map(({ test_run: run }) => run).filter((run) => run?.progress === "complete");
    const failed = runs.filter((run) => run?.status !== "pass").map((run) => `${run?.run ?? ""}: ${run?.status ?? ""}`);
    return { passed: runs.length - failed.length, failed };
  }

  /** Applies the last plan of `plan()`. */
  public async applyPlan(): Promise<string> {
    return this.run("apply", "plan");
  }

  /** Applies the last plan of `plan()` as far as AWS allows, and returns the errors. */
  public async applyErrors(): Promise<Diagnostic[]> {
    return errorsOf(await this.messages("apply", "plan"));
  }

  /** Applies, and replaces a resource that the plan would keep. */
  public async applyReplacing(address: string): Promise<string> {
    return this.run("apply", "-auto-approve", `-replace=${address}`);
  }

  public async apply(): Promise<string> {
    return this.run("apply", "-auto-approve");
  }

  /** Applies, sends terraform a signal when something happens, and returns its output. */
  public async applyUntil(happens: Promise<unknown>, signal: NodeJS.Signals): Promise<string> {
    return withOwnProvider(this.environment, await this.types(), async (attach) => {
      const terraform = spawn("terraform", ["apply", "-no-color", "-auto-approve"], {
        cwd: this.folder,
        env: { ...this.environment, ...attach },
        stdio: ["ignore", "pipe", "pipe"],
      });
      void happens.then(() => terraform.kill(signal));
      const [said] = await Promise.all([
        Promise.all([text(terraform.stdout), text(terraform.stderr)]),
        once(terraform, "exit"),
      ]);
      return said.join("");
    });
  }

  /**
   * Returns the AWS resources in the state. Reads the file, because `terraform show` starts a provider, which takes
   * seconds.
   */
  public async stateResources(): Promise<readonly StateResource[]> {
    const state = path.join(this.folder, STATE);
    // A killed apply can leave an empty file.
    const text = await readFile(state, "utf8").catch(() => "");
    const { resources } = JSON.parse(text || '{"resources":[]}') as {
      resources: { mode: string; type: string; instances: { attributes: StateResource["values"] }[] }[];
    };
    return resources
      .filter(({ mode, type }) => mode === "managed" && type !== "terraform_data")
      .flatMap(({ type, instances }) => instances.map(({ attributes: values }) => ({ type, values })));
  }

  /** Returns `terraform show -json` of the state. */
  public async shown(): Promise<object> {
    return JSON.parse(await this.run("show", "-json")) as object;
  }

  /** Returns the outputs of the applied configuration, by name. */
  public async outputs(): Promise<Record<string, unknown>> {
    const outputs = JSON.parse(await this.run("output", "-json")) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Continues from the state of another folder. */
  public async takeStateOf(other: Terraform): Promise<void> {
    await copyFile(path.join(other.folder, STATE), path.join(this.folder, STATE));
  }

  /** Runs a document's commands in the working folder. */
  public async bash(commands: string): Promise<void> {
    await run("bash", ["-euo", "pipefail", "-c", commands], { cwd: this.folder });
  }

  public async moveState(from: string, to: string): Promise<void> {
    await this.run("state", "mv", from, to);
  }

  public async destroy(): Promise<string> {
    return this.run("destroy", "-auto-approve");
  }

  public async remove(): Promise<void> {
    await this.options.server?.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Returns a command's machine-readable messages, whether or not it succeeds. */
  private async messages(command: string, ...args: string[]): Promise<object[]> {
    const output = await this.run(command, "-json", ...args).catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    return output
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
  }

  private async run(command: string, ...args: string[]): Promise<string> {
    if (!this.options.attaches) return this.launch({}, command, ...args);
    return withProvider(this.environment, await this.types(), async (attach) => this.launch(attach, command, ...args));
  }

  /** Returns the provider's resources and data sources in the folder's files. */
  private async types(): Promise<Set<string>> {
    const names = await readdir(this.folder, { recursive: true });
    const texts = names
      .filter((name) => /\.(tf|json|hcl|tfstate)$/.test(name))
      .map(async (name) => readFile(path.join(this.folder, name), "utf8"));
    return new Set((await Promise.all(texts)).flatMap((text) => text.match(/\baws_\w+/g) ?? []));
  }

  private async launch(
    attach: Record<string, string | undefined>,
    command: string,
    ...args: string[]
  ): Promise<string> {
    const noColor = args.includes("-json") || command === "state" ? [] : ["-no-color"];
    const { stdout } = await run("terraform", [command, ...noColor, ...args], {
      cwd: this.folder,
      env: { ...this.environment, ...attach },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }
}

function diagnosticsOf(messages: readonly { diagnostic?: Diagnostic }[]): Diagnostic[] {
  return messages.map(({ diagnostic }) => diagnostic).filter((diagnostic) => diagnostic !== undefined);
}

function errorsOf(messages: readonly { diagnostic?: Diagnostic }[]): Diagnostic[] {
  return diagnosticsOf(messages).filter(({ severity }) => severity === "error");
}

/** Returns environment variables for Terraform variables. */
export function variables(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, String(value)]));
}

/** Returns the new addresses of resources that a plan only moves, by old address. */
export function moves(plan: Plan): Map<string, string> {
  const moved = plan.resource_changes.filter(({ change }) => change.actions.includes("no-op"));
  return new Map(
    moved.flatMap(({ previous_address, address }) => (previous_address ? [[previous_address, address]] : [])),
  );
}

/** Returns the addresses of resources that a plan imports, by ID. */
export function imports(plan: Plan): Map<string, string> {
  return new Map(
    plan.resource_changes.flatMap(({ address, change }) => (change.importing ? [[change.importing.id, address]] : [])),
  );
}

/** Returns the changes of a plan, each an action and an address, without no-ops. */
export function changes(plan: Plan): string[] {
  return plan.resource_changes
    .filter(({ change }) => !change.actions.includes("no-op"))
    .map(({ address, change }) => `${change.actions.join("/")} ${address}`)
    .sort();
}

/** Returns a change without the hash that cdktf appends to an address. */
export function withoutHash(change: string): string {
  return change.replace(/_[0-9A-F]{8}$/, "");
}
