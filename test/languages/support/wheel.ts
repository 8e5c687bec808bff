import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./article";

/** Returns the path of the Python package that was built last. */
export async function wheel(): Promise<string> {
  const [name = ""] = (await readdir(path.join(ROOT, "dist/python"))).filter((file) => file.endsWith(".whl"));
  return path.join(ROOT, "dist/python", name);
}

/** Installs the package into a folder, without its dependencies. */
export async function installWheel(python: string, folder: string): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder];
  await promisify(execFile)(python, [...pip, await wheel()]);
}
