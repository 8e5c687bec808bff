import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { prepared } from "../../setup/needs";

// Terraform starts its provider several times in a command, and each start takes as much of a processor as the rest of a small plan.
// So commands attach to a provider that goes on running, as those of a provider's own acceptance tests do.

type Environment = Readonly<Record<string, string | undefined>>;

interface RunningProvider {
  readonly process: ChildProcess;
  /** What makes a command attach to it. */
  readonly attach: { readonly TF_REATTACH_PROVIDERS: string };
}

const all: RunningProvider[] = [];
/** Providers that no command has, by what they were told of AWS. */
const idle = new Map<string, RunningProvider[]>();

/**
 * Runs a command of Terraform with a provider that no other command has meanwhile.
 *
 * @param environment tells the provider where AWS is
 */
export async function withProvider<T>(
  environment: Environment,
  command: (attach: Environment) => Promise<T>,
): Promise<T> {
  const ofAws = Object.entries(environment).filter(([name]) => name.startsWith("AWS_"));
  const key = JSON.stringify(ofAws.sort());
  const free = idle.get(key) ?? [];
  idle.set(key, free);
  const provider = free.pop() ?? (await start(environment));
  try {
    return await command(provider.attach);
  } finally {
    free.push(provider);
  }
}

/** Ends the providers of a suite. */
export async function stopProviders(): Promise<void> {
  idle.clear();
  await Promise.all(
    all.splice(0).map(async ({ process }) => {
      const ended = once(process, "exit");
      process.kill("SIGKILL");
      await ended;
    }),
  );
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
    const provider = { process, attach: { TF_REATTACH_PROVIDERS: attach } };
    all.push(provider);
    return provider;
  }
  throw new Error(`the AWS provider ended before it was ready: ${said}`);
}
