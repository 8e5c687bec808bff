import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Host } from "./article-network";
import type { Namespaces } from "./namespaces";

const run = promisify(execFile);

/** Real servers on the targets: sshd, and nginx, each of which says where it runs. */
export class Servers {
  /** The key that logs in. */
  public readonly key: string;

  /** @param folder of keys and configurations */
  public constructor(
    private readonly network: Namespaces,
    private readonly folder: string,
  ) {
    this.key = path.join(folder, "client-key");
  }

  public async startSsh(host: Host): Promise<void> {
    const folder = await this.folderOf(host);
    const hostKey = path.join(folder, "host-key");
    await generateKey(hostKey);
    await readFile(this.key).catch(async () => generateKey(this.key));
    const authorized = path.join(folder, "authorized-keys");
    await writeFile(authorized, await readFile(`${this.key}.pub`));
    const file = path.join(folder, "sshd.conf");
    await writeFile(
      file,
      [
        "Port 22",
        `HostKey ${hostKey}`,
        `AuthorizedKeysFile ${authorized}`,
        "AuthenticationMethods publickey",
        "PermitRootLogin prohibit-password",
        "StrictModes no",
        "UsePAM no",
        "PidFile none",
        `SetEnv SERVER=${host}`,
      ].join("\n"),
    );
    this.network.spawn(host, "/usr/sbin/sshd", "-D", "-e", "-f", file);
  }

  public async startWeb(host: Host): Promise<void> {
    const folder = await this.folderOf(host);
    const file = path.join(folder, "nginx.conf");
    await writeFile(
      file,
      `daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 80;
    add_header X-Server ${host};
    return 200 "${host}\\n";
  }
}
`,
    );
    this.network.spawn(host, "nginx", "-e", "stderr", "-c", file);
  }

  public async stopWeb(host: Host): Promise<void> {
    const file = path.join(await this.folderOf(host), "nginx.conf");
    await this.network.run(host, "nginx", "-e", "stderr", "-c", file, "-s", "stop");
  }

  /** Starts this project's echo server, and returns what it says of its clients, as it goes on. */
  public startEcho(host: Host, port: number): { said: () => string } {
    const program = path.resolve(__dirname, "../../../lib/cli.js");
    const options = ["--port", String(port), "--proxy-protocol", "required"];
    const server = this.network.spawn(host, process.execPath, program, "echo", ...options);
    let said = "";
    server.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    return { said: () => said };
  }

  private async folderOf(host: Host): Promise<string> {
    const folder = path.join(this.folder, host);
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

async function generateKey(file: string): Promise<void> {
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
}
