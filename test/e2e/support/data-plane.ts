import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import type { FakeAws } from "../../terraform/support/fake-aws";
import type { Namespaces } from "./namespaces";

type Forward = Awaited<ReturnType<FakeAws["forwards"]>>[number];

/** What a listener's haproxy is started with; what else changes goes through its runtime interface. */
interface Listener {
  readonly configuration: string;
  readonly socket: string;
  readonly stop: () => Promise<void>;
  /** Servers that were added, by address and port. */
  readonly servers: Set<string>;
}

/**
 * The load balancer's data plane: haproxy, as the API reports listeners, targets and health checks, and nothing else.
 *
 * A process for each listener, since haproxy gets no new ones while it runs; targets come and go through its runtime
 * interface.
 */
export class DataPlane {
  private readonly listeners = new Map<number, Listener>();

  /** @param folder of sockets and configurations */
  public constructor(
    private readonly network: Namespaces,
    private readonly aws: FakeAws,
    private readonly folder: string,
  ) {}

  /** Makes the data plane what the API reports now. */
  public async follow(): Promise<void> {
    const [loadBalancer] = await this.aws.loadBalancers();
    const forwards = loadBalancer ? await this.aws.forwards(loadBalancer.LoadBalancerArn ?? "") : [];
    const addresses = (loadBalancer?.AvailabilityZones ?? [])
      .flatMap(({ LoadBalancerAddresses = [] }) => LoadBalancerAddresses)
      .map(({ PrivateIPv4Address = "" }) => PrivateIPv4Address);
    const ports = new Set(forwards.map(({ listener }) => listener.Port));
    for (const port of [...this.listeners.keys()].filter((port) => !ports.has(port))) await this.close(port);
    await Promise.all(forwards.map(async (forward) => this.serve(forward, addresses)));
  }

  /** What haproxy knows of the targets of a listener: `172.31.129.10:22 UP`. */
  public async health(port: number): Promise<string[]> {
    const listener = this.listeners.get(port);
    if (!listener) return [];
    const states = await command(listener.socket, "show stat targets 4 -1 typed json");
    const servers = JSON.parse(states) as { field: { name: string }; value: { value: string } }[][];
    return servers.map((fields) => {
      const value = (name: string): string => fields.find(({ field }) => field.name === name)?.value.value ?? "";
      return `${value("svname")} ${value("status")}`;
    });
  }

  private async serve(forward: Forward, addresses: readonly string[]): Promise<void> {
    const port = forward.listener.Port ?? 0;
    const socket = path.join(this.folder, `${port}.sock`);
    const configuration = configured(forward, addresses, socket);
    if (this.listeners.get(port)?.configuration !== configuration) await this.close(port);
    const listener = this.listeners.get(port) ?? (await this.open(port, configuration, socket));

    const targets = new Set(forward.targets.map((target) => `${target?.Id ?? ""}:${target?.Port ?? 0}`));
    for (const target of targets) {
      if (!listener.servers.has(target)) {
        await command(socket, `add server targets/${target} ${target} ${checks(forward)}`);
        await command(socket, `enable health targets/${target}`);
        listener.servers.add(target);
      }
      await command(socket, `set server targets/${target} state ready`);
    }
    for (const server of listener.servers) {
      if (!targets.has(server)) await command(socket, `set server targets/${server} state drain`);
    }
  }

  private async open(port: number, configuration: string, socket: string): Promise<Listener> {
    await mkdir(this.folder, { recursive: true });
    const file = path.join(this.folder, `${port}.cfg`);
    await writeFile(file, configuration);
    const haproxy = this.network.spawn("nlb", "haproxy", "-db", "-f", file);
    const said = text(haproxy.stderr);
    const stop = async (): Promise<void> => {
      const ended = once(haproxy, "exit");
      await command(socket, "quit").catch(() => "");
      haproxy.kill("SIGTERM");
      await ended;
    };
    const listener = { configuration, socket, stop, servers: new Set<string>() };
    this.listeners.set(port, listener);
    while ((await command(socket, "show version").catch(() => "")) === "") {
      if (haproxy.exitCode !== null) throw new Error(`haproxy for listener ${port} ended: ${await said}`);
      await setTimeout(20);
    }
    return listener;
  }

  private async close(port: number): Promise<void> {
    await this.listeners.get(port)?.stop();
    this.listeners.delete(port);
  }
}

function configured({ listener, targetGroup }: Forward, addresses: readonly string[], socket: string): string {
  const { HealthCheckProtocol: protocol, HealthCheckPath: uri = "/", Matcher } = targetGroup;
  const http = protocol === "HTTP" || protocol === "HTTPS";
  const check = http
    ? `  option httpchk GET ${uri}\n  http-check expect status ${Matcher?.HttpCode ?? "200-399"}\n`
    : "";
  return `global
  stats socket ${socket} mode 600 level admin

defaults
  mode tcp
  timeout connect 5s
  timeout client 350s
  timeout server 350s

frontend listener
${addresses.map((address) => `  bind ${address}:${listener.Port ?? 0}`).join("\n")}
  default_backend targets

backend targets
  balance roundrobin
${check}`;
}

/** How a target of a group is reached and checked. */
function checks({ targetGroup, attributes }: Forward): string {
  const {
    HealthCheckIntervalSeconds: seconds = 30,
    HealthyThresholdCount: rise = 3,
    UnhealthyThresholdCount: fall = 3,
    HealthCheckPort: port = "traffic-port",
    HealthCheckProtocol: protocol,
  } = targetGroup;
  return [
    `check inter ${seconds}s rise ${rise} fall ${fall}`,
    ...(port === "traffic-port" ? [] : [`port ${port}`]),
    ...(protocol === "HTTPS" ? ["check-ssl verify none"] : []),
    ...(attributes["proxy_protocol_v2.enabled"] === "true" ? ["send-proxy-v2"] : []),
  ].join(" ");
}

/** A command of haproxy's runtime interface, and its answer. */
async function command(socket: string, line: string): Promise<string> {
  const connection = connect({ path: socket });
  await once(connection, "connect");
  connection.end(`${line}\n`);
  return text(connection);
}
