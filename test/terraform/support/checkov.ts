import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { prepared } from "../../setup/needs";

export interface CheckovReport {
  readonly summary: { readonly passed: number };
  readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[] };
}

/** Returns checkov's report for a folder. */
export async function checkov(folder: string, framework: "terraform" | "terraform_json"): Promise<CheckovReport> {
  // --skip-download keeps it offline.
  const options = ["--framework", framework, "--output", "json", "--skip-download", "--soft-fail"];
  const { stdout } = await promisify(execFile)(
    prepared("CHECKOV_PYTHON"),
    ["-m", "checkov.main", "--directory", folder, ...options],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as CheckovReport;
}

/** Its findings, each a check and a resource. */
export function failedChecks({ results }: CheckovReport): string[] {
  return results.failed_checks.map(({ check_id, resource }) => `${check_id} ${resource.replace(/_[0-9A-F]{8}$/, "")}`);
}

/** Returns the checks that tables in docs/options.md explain, in alphabetical order. A table is named by its first column. */
export async function explained(...tables: readonly string[]): Promise<string[]> {
  const page = await readFile("docs/options.md", "utf8");
  const rows = tables.flatMap((table) => page.split(`| ${table} |`)[1]?.split("\n\n")[0] ?? []);
  return rows.flatMap((text) => text.match(/(?<=`)CKV2?_\w+(?=`)/g) ?? []).sort();
}
