import { execFile } from "node:child_process";

/** The result of running the command. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `port-forward-nlb` as in a CI's pipe, without the colours that Jest or the CI asks for. */
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
