import { cp, readdir } from "node:fs/promises";
import path from "node:path";

/** The Terraform module. */
export const MODULE = path.resolve(__dirname, "../../../terraform");

/** Copies the module's own files into a folder, without what Terraform or a person may have left beside them. */
export async function copyModule(folder: string): Promise<void> {
  const names = await readdir(MODULE);
  const own = names.filter((name) => !name.startsWith(".terraform") && !name.includes("tfstate"));
  await Promise.all(own.map(async (name) => cp(path.join(MODULE, name), path.join(folder, name), { recursive: true })));
}

/** A provider, in JSON, that a plan without data sources asks nothing of. */
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
