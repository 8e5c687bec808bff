import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { prepared } from "../../setup/needs";
import { ProviderProxy } from "./provider-proxy";

// Terraform starts its provider several times in a command, and each start takes as much processor time as the rest
// of a small plan. So commands attach to a running provider, like those of the provider's own acceptance tests.

type Environment = Readonly<Record<string, string | undefined>>;

interface RunningProvider {
  readonly process: ChildProcess;
  readonly proxy: ProviderProxy;
  /** Environment that makes a command attach to it. */
  readonly attach: { readonly TF_REATTACH_PROVIDERS: string };
}

/** How to reach a provider, by its name, as the provider prints it. */
type Reattach = Record<string, { readonly Addr: { readonly String: string } }>;

const all: RunningProvider[] = [];
/** Providers that no command is using, by their AWS settings. */
const idle = new Map<string, RunningProvider[]>();

/**
 * Runs a Terraform command with a provider that no other command uses at the same time.
 *
 * @param environment tells the provider where AWS is
 * @param types resources and data sources that the command needs
 */
export async function withProvider<T>(
  environment: Environment,
  types: ReadonlySet<string>,
  command: (attach: Environment) => Promise<T>,
): Promise<T> {
  const ofAws = Object.entries(environment).filter(([name]) => name.startsWith("AWS_"));
  const key = JSON.stringify(ofAws.sort());
  const free = idle.get(key) ?? [];
  idle.set(key, free);
  const provider = free.pop() ?? (await start(environment));
  provider.proxy.types = types;
  try {
    return await command(provider.attach);
  } finally {
    free.push(provider);
  }
}

/** The same with a provider that only this command ever uses: an interrupt stops the provider, too. */
export async function withOwnProvider<T>(
  environment: Environment,
  types: ReadonlySet<string>,
  command: (attach: Environment) => Promise<T>,
): Promise<T> {
  const provider = await start(environment);
  provider.proxy.types = types;
  try {
    return await command(provider.attach);
  } finally {
    all.splice(all.indexOf(provider), 1);
    await stop(provider);
  }
}

/** Stops the providers of a suite. */
export async function stopProviders(): Promise<void> {
  idle.clear();
  await Promise.all(all.splice(0).map(stop));
}

async function stop({ process, proxy }: RunningProvider): Promise<void> {
  const ended = once(process, "exit");
  process.kill("SIGKILL");
  await Promise.all([ended, proxy.stop()]);
}

async function start(environment: Environment): Promise<RunningProvider> {
  const process = spawn(prepared("TERRAFORM_PROVIDER_PROGRAM"), ["-debug"], {
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  for await (const chunk of process.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const [, attach] = /^\s*TF_REATTACH_PROVIDERS='(.*)'$/m.exec(said) ?? [];
    if (attach === undefined) continue;
    process.stdout.resume();
    const [[name, reattach] = ["", { Addr: { String: "" } }]] = Object.entries(JSON.parse(attach) as Reattach);
    const proxy = await ProviderProxy.start(reattach.Addr.String);
    const toProxy = { [name]: { ...reattach, Addr: { ...reattach.Addr, String: proxy.socket } } };
    const provider = { process, proxy, attach: { TF_REATTACH_PROVIDERS: JSON.stringify(toProxy) } };
    all.push(provider);
    return provider;
  }
  throw new Error(`the AWS provider ended before it was ready: ${said}`);
}
