import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** @throws in one line, if programs of the machine are not there */
export async function requireTools(...names: string[]): Promise<void> {
  const looked = await Promise.allSettled(
    names.map(async (name) => promisify(execFile)("sh", ["-c", 'command -v "$1"', "sh", name])),
  );
  const missing = names.filter((_, index) => looked[index]?.status === "rejected");
  if (missing.length === 0) return;
  throw new Error(`not on PATH: ${missing.join(", ")}; install them (on Debian and Ubuntu, sudo .ci/tools does)`);
}
