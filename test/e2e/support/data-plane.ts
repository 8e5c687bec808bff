import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { LoadBalancerNotFoundException, TargetGroupNotFoundException } from "@aws-sdk/client-elastic-load-balancing-v2";
import ipaddr from "ipaddr.js";
import type { FakeAws } from "../../terraform/support/fake-aws";
import type { Namespaces } from "./namespaces";

/** Time between two reads of the API while Terraform applies a change. Each takes about twenty calls. */
const POLL_MILLISECONDS = 1_500;
/** Time between two reads of haproxy's health checks. */
const HEALTH_MILLISECONDS = 300;

/** Option of a haproxy server. */
const PROXY_PROTOCOL = "send-proxy-v2";

/**
 * The load balancer in an Availability Zone: its address there, and the targets that this address sends connections
 * to.
 */
interface Node {
  readonly zone: string;
  readonly address: string;
  /** Such as `172.31.129.10:22`. */
  readonly targets: readonly string[];
}

/** A listener as the API reports it. */
interface Reported {
  readonly port: number;
  readonly arn: string;
  readonly nodes: readonly Node[];
  /** How to reach and check a target, in the syntax of `add server`. */
  readonly checked: string;
  /** Health check requests, for a backend. */
  readonly requests: string;
}

/** A listener's running haproxy. */
interface Running {
  /** Configuration it was started with. Other changes go through its runtime interface. */
  readonly configuration: string;
  readonly socket: string;
  readonly stop: () => Promise<void>;
  /** Its servers, such as `ap-northeast-1a/172.31.129.10:22`. */
  readonly servers: Set<string>;
  /** The servers that are registered now. */
  readonly registered: Set<string>;
}

type Forward = Awaited<ReturnType<FakeAws["forwards"]>>[number];

/**
 * The load balancer's data plane: haproxy, configured from the listeners, targets, zones and health checks that the
 * API reports, and nothing else.
 *
 * Each listener has its own process, since a running haproxy can't get new ones. Targets come and go through its
 * runtime interface. Like on AWS, a target gets connections once its first health checks have passed, and a
 * deregistered target keeps its connections.
 */
export class DataPlane {
  private readonly listeners = new Map<number, Running>();

  /** @param folder folder for sockets and configurations */
  public constructor(
    private readonly network: Namespaces,
    private readonly aws: FakeAws,
    private readonly folder: string,
  ) {}

  /** Updates the data plane to what the API reports now. */
  public async follow(): Promise<void> {
    const reported = await this.reported();
    const ports = new Set(reported.map(({ port }) => port));
    for (const port of [...this.listeners.keys()].filter((port) => !ports.has(port))) await this.close(port);
    await Promise.all(reported.map(async (listener) => this.serve(listener)));
  }

  /** Follows the API until a change is complete and all reported targets are healthy. */
  public async followDuring<T>(change: Promise<T>): Promise<T> {
    const over = { is: false };
    const changed = change.finally(() => (over.is = true));
    while (!over.is) {
      // A resource can disappear during the read; read again then.
      await this.follow().catch((error: unknown) => {
        const isGone = [LoadBalancerNotFoundException, TargetGroupNotFoundException].some(
          (type) => error instanceof type,
        );
        if (!isGone) throw error;
      });
      await Promise.race([changed, setTimeout(POLL_MILLISECONDS)]);
    }
    await this.follow();
    await this.healthy();
    return changed;
  }

  /** Returns the health of a listener's targets, as all nodes see it, such as `172.31.129.10:22 UP`. */
  public async health(port: number): Promise<string[]> {
    const listener = this.listeners.get(port);
    if (!listener) return [];
    const said = await command(listener.socket, "show servers state");
    const states = said
      .split("\n")
      .map((line) => line.split(" "))
      .filter((fields) => fields.length > 6 && fields[0] !== "#")
      .map(([, node = "", , target = "", , state]) => ({ server: `${node}/${target}`, target, up: state === "2" }))
      .filter(({ server }) => listener.registered.has(server))
      .map(({ target, up }) => `${target} ${up ? "UP" : "DOWN"}`);
    return [...new Set(states)].sort();
  }

  private async healthy(): Promise<void> {
    for (const port of this.listeners.keys()) {
      for (let tries = 0; !(await this.health(port)).every((target) => target.endsWith(" UP")); tries++) {
        if (tries === 200) throw new Error(`targets of listener ${port}: ${(await this.health(port)).join(", ")}`);
        await setTimeout(HEALTH_MILLISECONDS);
      }
    }
  }

  private async reported(): Promise<Reported[]> {
    const [loadBalancer] = await this.aws.loadBalancers();
    const { LoadBalancerArn: arn = "", AvailabilityZones = [] } = loadBalancer ?? {};
    if (arn === "") return [];
    const [forwards, attributes, subnets] = await Promise.all([
      this.aws.forwards(arn),
      this.aws.loadBalancerAttributes(arn),
      this.aws.subnets(),
    ]);
    const crossZone = attributes.get("load_balancing.cross_zone.enabled") === "true";
    const addresses = AvailabilityZones.flatMap(({ ZoneName: zone = "", LoadBalancerAddresses = [] }) =>
      LoadBalancerAddresses.map(({ PrivateIPv4Address: address = "" }) => ({ zone, address })),
    );

    /** Returns the zone of a target, or `all`. */
    const zoneOf = ({ Id = "", AvailabilityZone }: NonNullable<Forward["targets"][number]>): string | undefined =>
      AvailabilityZone ??
      subnets.find(({ CidrBlock = "" }) => ipaddr.parse(Id).match(ipaddr.parseCIDR(CidrBlock)))?.AvailabilityZone;

    return forwards.map((forward) => {
      const everywhere = forward.attributes["load_balancing.cross_zone.enabled"] ?? "use_load_balancer_configuration";
      const fromEach = everywhere === "true" || (everywhere === "use_load_balancer_configuration" && crossZone);
      const targets = forward.targets.filter((target) => target !== undefined);
      const nodes = addresses.map(({ zone, address }) => ({
        zone,
        address,
        targets: targets
          .filter((target) => fromEach || ["all", zone].includes(zoneOf(target) ?? ""))
          .map(({ Id = "", Port = 0 }) => `${Id}:${Port}`),
      }));
      const { Port: port = 0, ListenerArn: arn = "" } = forward.listener;
      return { port, arn, nodes, checked: checked(forward), requests: requests(forward) };
    });
  }

  private async serve(listener: Reported): Promise<void> {
    const { port, nodes, checked } = listener;
    const socket = path.join(this.folder, `${port}.sock`);
    const configuration = configured(listener, socket);
    if (this.listeners.get(port)?.configuration !== configuration) await this.close(port);
    const { servers, registered } = this.listeners.get(port) ?? (await this.open(port, configuration, socket));

    const targets = new Set(nodes.flatMap(({ zone, targets }) => targets.map((target) => `${zone}/${target}`)));
    for (const server of [...targets].filter((server) => !registered.has(server))) {
      if (!servers.has(server)) {
        await instruct(socket, `add server ${server} ${server.split("/")[1] ?? ""} ${checked}`);
        servers.add(server);
      }
      // No connections until its checks have passed: in state `ready` it would get some at once.
      await instruct(socket, `set server ${server} state drain`);
      await instruct(socket, `enable health ${server}`);
      await instruct(socket, `set server ${server} health down`);
      await instruct(socket, `set server ${server} state ready`);
      registered.add(server);
    }
    for (const server of [...registered].filter((server) => !targets.has(server))) {
      await instruct(socket, `set server ${server} state drain`);
      registered.delete(server);
    }
  }

  private async open(port: number, configuration: string, socket: string): Promise<Running> {
    await mkdir(this.folder, { recursive: true });
    const file = path.join(this.folder, `${port}.cfg`);
    await writeFile(file, configuration);
    const haproxy = this.network.spawn("nlb", "haproxy", "-db", "-f", file);
    const said = text(haproxy.stderr);
    const stop = async (): Promise<void> => {
      const ended = once(haproxy, "exit");
      haproxy.kill("SIGTERM");
      await ended;
    };
    const listener = { configuration, socket, stop, servers: new Set<string>(), registered: new Set<string>() };
    this.listeners.set(port, listener);
    while (!(await command(socket, "show version").catch(() => ""))) {
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

function configured({ port, arn, nodes, requests, checked }: Reported, socket: string): string {
  const sections = nodes.map(
    ({ zone, address }) => `
frontend listener-${zone}
  bind ${address}:${port}
  default_backend ${zone}

backend ${zone}
  balance roundrobin
  source ${address}
${requests}`,
  );
  // A recreated listener has another ARN, and is another listener even if no read saw it gone. The PROXY protocol is an
  // option of each server, which a running haproxy can't change.
  return `# ${arn} ${checked.includes(PROXY_PROTOCOL) ? PROXY_PROTOCOL : ""}
global
  stats socket ${socket} mode 600 level admin

defaults
  mode tcp
  timeout connect 5s
  timeout client 350s
  timeout server 350s
${sections.join("")}`;
}

function requests({ targetGroup }: Forward): string {
  const { HealthCheckProtocol: protocol, HealthCheckPath: uri = "/", Matcher } = targetGroup;
  return protocol === "HTTP" || protocol === "HTTPS"
    ? `  option httpchk GET ${uri}\n  http-check expect status ${Matcher?.HttpCode ?? "200-399"}\n`
    : "";
}

function checked({ targetGroup, attributes }: Forward): string {
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
    ...(attributes["proxy_protocol_v2.enabled"] === "true" ? [PROXY_PROTOCOL] : []),
  ].join(" ");
}

/** @throws if haproxy rejects the command */
async function instruct(socket: string, line: string): Promise<void> {
  const answer = (await command(socket, line)).trim();
  if (!["", "New server registered."].includes(answer)) throw new Error(`${line}: ${answer}`);
}

/** Sends a command to haproxy's runtime interface, and returns the answer. */
async function command(socket: string, line: string): Promise<string> {
  const connection = connect({ path: socket });
  await once(connection, "connect");
  connection.end(`${line}\n`);
  return text(connection);
}
