import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Host } from "./article-network";
import type { Namespaces } from "./namespaces";

const run = promisify(execFile);

/** Real servers on the targets: sshd, and nginx, each of which identifies its host. */
export class Servers {
  /** User for SSH logins. */
  public readonly user = userInfo().username;
  /** Private key for SSH logins. */
  public readonly key: string;

  private said = "";

  /** @param folder folder for keys and configurations */
  public constructor(
    private readonly network: Namespaces,
    private readonly folder: string,
  ) {
    this.key = path.join(folder, "client-key");
  }

  public async startSsh(host: Host, ...ports: number[]): Promise<void> {
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
        ...ports.map((port) => `Port ${port}`),
        `HostKey ${hostKey}`,
        `AuthorizedKeysFile ${authorized}`,
        "AuthenticationMethods publickey",
        "PermitRootLogin prohibit-password",
        "StrictModes no",
        "UsePAM no",
        "PidFile none",
        `SetEnv SERVER=${host}`,
        `VersionAddendum ${host}`,
        // Allow the clients that keep connecting and never log in.
        "MaxStartups 1000",
        "LoginGraceTime 0",
        "LogLevel QUIET",
      ].join("\n"),
    );
    // sshd must be started by its absolute path.
    const { stdout } = await this.network.run(host, "sh", "-c", "command -v sshd");
    const sshd = stdout.trim();
    // OpenSSH 9.8 and later block an address whose clients don't log in, which here is the load balancer's.
    const admitting = ["-o", "PerSourcePenalties=no"];
    const { code } = await this.network.run(host, sshd, "-t", "-f", file, ...admitting);
    const options = ["-D", "-f", file, ...(code === 0 ? admitting : [])];
    this.network.spawn(host, "env", ...this.network.asCaller, sshd, ...options);
  }

  public async startWeb(host: Host, ...ports: number[]): Promise<void> {
    const listening = ports.map((port) => `listen ${port};`).join(" ");
    await this.startNginx(host, "web", `${listening} return 200 "${host}\\n";`);
  }

  /** Starts a web server that answers every request with an error. */
  public async startFailingWeb(host: Host, port: number): Promise<void> {
    await this.startNginx(host, "failing", `listen ${port}; return 500;`);
  }

  /** Starts a web server with a certificate for a name that expired on a day such as 20260101. */
  public async startExpiredWeb(host: Host, port: number, name: string, expired: string): Promise<void> {
    const { key, certificate } = await expiredCertificate(await this.folderOf(host), name, expired);
    const tls = `listen ${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};`;
    await this.startNginx(host, "expired", `${tls} return 200;`);
  }

  private async startNginx(host: Host, name: string, server: string): Promise<void> {
    const folder = path.join(await this.folderOf(host), name);
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, "nginx.conf");
    await writeFile(
      file,
      `user root;
daemon off;
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
    keepalive_timeout 1h;
    add_header X-Server ${host};
    ${server}
  }
}
`,
    );
    this.network.spawn(host, "nginx", "-e", "stderr", "-c", file);
  }

  public async stopWeb(host: Host): Promise<void> {
    const file = path.join(await this.folderOf(host), "web/nginx.conf");
    await this.network.run(host, "nginx", "-e", "stderr", "-c", file, "-s", "stop");
  }

  /** Starts the echo server of this project, for clients behind the PROXY protocol. */
  public startEcho(host: Host, port: number): void {
    const program = path.resolve(__dirname, "../../../lib/cli.js");
    const options = ["--port", String(port), "--proxy-protocol", "required"];
    const server = this.network.spawn(host, process.execPath, program, "echo", ...options);
    server.stdout.setEncoding("utf8").on("data", (chunk: string) => (this.said += chunk));
  }

  /** Returns what the echo server has logged about its clients. */
  public echoed(): string {
    return this.said;
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

const CA = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
default_md = sha256
rand_serial = yes
policy = any
[any]
commonName = supplied
`;

async function expiredCertificate(
  folder: string,
  name: string,
  expired: string,
): Promise<{ key: string; certificate: string }> {
  const [key, certificate] = [path.join(folder, "tls-key.pem"), path.join(folder, "tls.pem")];
  await writeFile(path.join(folder, "ca.cnf"), CA);
  await writeFile(path.join(folder, "index.txt"), "");
  const openssl = async (...args: string[]): Promise<unknown> => run("openssl", args, { cwd: folder });
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await openssl("req", "-new", ...curve, "-keyout", key, "-out", "request.pem", "-subj", `/CN=${name}`);
  const dates = ["-startdate", "20250101000000Z", "-enddate", `${expired}000000Z`];
  const own = ["-batch", "-selfsign", "-notext", "-config", "ca.cnf", "-keyfile", key];
  await openssl("ca", ...own, ...dates, "-in", "request.pem", "-out", certificate);
  return { key, certificate };
}
