import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Result of running an instance's user data, with a folder as its file system. */
export interface FirstStart {
  /** Calls of dnf and systemctl, which are only recorded. */
  readonly calls: string[];
  readonly unit: string;
  /** Working directory and command of the service. */
  readonly workingDirectory: string;
  readonly command: readonly string[];
}

export async function firstStart(userData: string, folder: string): Promise<FirstStart> {
  const script = path.join(folder, "user-data.sh");
  const calls = path.join(folder, "calls");
  const programs = path.join(folder, "bin");
  const units = path.join(folder, "etc/systemd/system");
  await mkdir(programs);
  await mkdir(units, { recursive: true });
  for (const name of ["dnf", "systemctl"]) {
    await writeFile(path.join(programs, name), `#!/bin/sh\necho "${name} $*" >>"${calls}"\n`);
    await chmod(path.join(programs, name), 0o755);
  }
  await writeFile(script, userData.replace(/(?<= |>|=)\/(?=opt\/|etc\/)/g, `${folder}/`));
  await run("bash", [script], { env: { ...process.env, PATH: `${programs}:${process.env.PATH ?? ""}` } });
  const unit = await readFile(path.join(units, "echo-server.service"), "utf8");
  return {
    calls: (await readFile(calls, "utf8")).trimEnd().split("\n"),
    unit,
    workingDirectory: setting(unit, "WorkingDirectory"),
    command: setting(unit, "ExecStart").split(" "),
  };
}

function setting(unit: string, name: string): string {
  const value = new RegExp(`^${name}=(.+)$`, "m").exec(unit)?.[1];
  if (value === undefined) throw new Error(`the service has no ${name}`);
  return value;
}
