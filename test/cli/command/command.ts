import { execFile } from "node:child_process";

/** How a run of the command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command `port-forward-nlb`, in a pipe of a CI's: Jest asks for colours, and a CI may have some. */
export async function command(args: readonly string[], { input = "", env = {} } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = {
      env: { ...process.env, CI: "true", FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
      maxBuffer: 64 * 1024 * 1024,
    };
    const child = execFile(process.execPath, ["lib/cli.js", ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
