import { cp, readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The Terraform module. */
export const MODULE = path.resolve(__dirname, "../../../terraform");

/** Copies the module's own files into a folder, without files that Terraform or a person left there. */
export async function copyModule(folder: string): Promise<void> {
  const names = await readdir(MODULE);
  const own = names.filter((name) => !name.startsWith(".terraform") && !name.includes("tfstate"));
  await Promise.all(own.map(async (name) => cp(path.join(MODULE, name), path.join(folder, name), { recursive: true })));
}

/** A provider in JSON that makes no calls for a plan without data sources. */
export const OFFLINE_PROVIDER = JSON.stringify({
  provider: {
    aws: {
      region: "ap-northeast-1",
      access_key: "none",
      secret_key: "none",
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_requesting_account_id: true,
    },
  },
});

/** Returns the files of one of the module's examples, which refers to the module by its path. */
export async function moduleExample(name: string): Promise<Record<string, string>> {
  const folder = path.join(MODULE, "examples", name);
  const files = (await readdir(folder)).filter((file) => /\.(tf|csv)$/.test(file));
  const read = files.map(async (file) => [file, await readFile(path.join(folder, file), "utf8")] as const);
  const texts = Object.fromEntries(await Promise.all(read));
  return { ...texts, "main.tf": (texts["main.tf"] ?? "").replace('"../.."', JSON.stringify(MODULE)) };
}

/** Returns the files of a configuration that calls the module as `forwarding`. */
export function moduleCall(args: Readonly<Record<string, unknown>>): Record<string, string> {
  return {
    "main.tf.json": JSON.stringify({
      provider: { aws: { region: "ap-northeast-1" } },
      module: { forwarding: moduleBlock(args) },
    }),
  };
}

/** Returns a block that calls the module by its path. */
export function moduleBlock(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { source: MODULE, ...args };
}

const INSTANCES = "instances";

/**
 * Returns a block that calls the module once for each set of arguments, as `module.instances["id"]`. Terraform reads
 * and validates the module once for a block, however many instances it has.
 *
 * @param args arguments by ID
 */
export function moduleInstances(args: Readonly<Record<string, Readonly<Record<string, unknown>>>>): object {
  const variables = new Set(Object.values(args).flatMap(Object.keys));
  // null is an unset argument.
  const values = [...variables].map((name) => [name, `\${try(each.value.${name}, null)}`] as const);
  return { [INSTANCES]: { source: MODULE, for_each: args, ...Object.fromEntries(values) } };
}

/** Returns the address of an instance. */
export function instanceAddress(id: string): string {
  return `module.${INSTANCES}[${JSON.stringify(id)}]`;
}
