import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Programs of the machine that tests run, and the argument that has each say its version. */
const TOOLS = { haproxy: "-v", nc: "-h", openssl: "version", shellcheck: "--version", socat: "-V" } as const;

/** @throws in one line, if one of them is not there */
export async function requireTools(...names: (keyof typeof TOOLS)[]): Promise<void> {
  for (const name of names) {
    await promisify(execFile)(name, [TOOLS[name]]).catch(() => {
      throw new Error(`${name} is not on PATH; install it (on Debian and Ubuntu, sudo .ci/tools does)`);
    });
  }
}
