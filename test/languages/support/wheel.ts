import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CDKTF, type Flavour } from "../../flavours";

/** Returns the path of the Python package that was built last. */
export async function wheel({ dist }: Flavour = CDKTF): Promise<string> {
  const [name = ""] = (await readdir(path.join(dist, "python"))).filter((file) => file.endsWith(".whl"));
  return path.join(dist, "python", name);
}

/** Installs the package into a folder, without its dependencies. */
export async function installWheel(python: string, folder: string, flavour: Flavour = CDKTF): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder];
  await promisify(execFile)(python, [...pip, await wheel(flavour)]);
}
