import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { temporaryFolder } from "../terraform/support/machine";
import { Suite } from "../terraform/support/suite";
import { moduleArguments } from "../module-arguments";
import { ARTICLE_ROWS, articleProps } from "../terraform/support/article";
import { moduleCall } from "../terraform/support/module";
import { synthesize } from "../terraform/support/synth";
import { articleNetwork, NLB_ADDRESSES } from "./support/article-network";
import { DataPlane } from "./support/data-plane";
import type { Namespaces } from "./support/namespaces";
import { Servers } from "./support/servers";

// The article's network with real servers behind what Terraform has applied, and its checks from the client's side.

const HTTP_ROWS = [
  { listenerPort: 10080, server: "target1" },
  { listenerPort: 20080, server: "target2" },
  { listenerPort: 30080, server: "target3" },
] as const;

const SSH_ROWS = [
  { listenerPort: 10022, server: "target1" },
  { listenerPort: 20022, server: "target2" },
] as const;

const ECHO_PORT = 18888;

/** What the construct and the module are given: the article's list, health checks that soon see what happens, and a row more. */
function props({ network }: Suite): PortForwardNlbProps {
  const echo = { listenerPort: ECHO_PORT, targetIp: "172.31.129.10", targetPort: 8888, proxyProtocolV2: true };
  const healthCheck = { intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 2, unhealthyThreshold: 2 };
  return { ...articleProps(network, [...ARTICLE_ROWS, echo]), forwardDefaults: { healthCheck } };
}

describe.each([
  { by: "the construct", files: (suite: Suite) => synthesize(props(suite)) },
  { by: "the Terraform module", files: (suite: Suite) => moduleCall(moduleArguments(props(suite))) },
])("the article's network, with what $by made between client and servers", ({ files }) => {
  const suite = Suite.begin();
  let dataPlane: DataPlane;
  let folder: string;
  let network: Namespaces;
  let servers: Servers;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const terraform = await suite.initialize(files(suite));
    network = await articleNetwork();
    servers = new Servers(network, path.join(folder, "servers"));
    for (const host of ["target1", "target2"] as const) await servers.startSsh(host);
    for (const host of ["target1", "target2", "target3"] as const) await servers.startWeb(host);
    await terraform.apply();
    dataPlane = new DataPlane(network, suite.aws, path.join(folder, "haproxy"));
    await dataPlane.follow();
  });

  afterAll(async () => {
    await network.stop();
    await rm(folder, { recursive: true });
  });

  test("curl connects to a forward by telnet, as the article has it", async () => {
    const { stderr } = await network.run("client", "curl", "-v", "--max-time", "1", "telnet://172.31.128.10:10080");
    expect(stderr).toMatch(/Connected to 172\.31\.128\.10 .*port 10080/);
  });

  test.each(HTTP_ROWS.flatMap((row) => NLB_ADDRESSES.map((address) => ({ ...row, address }))))(
    "curl -I $address:$listenerPort is answered by $server",
    async ({ address, listenerPort, server }) => {
      const { stdout } = await network.run(
        "client",
        "curl",
        "-sI",
        "--max-time",
        "5",
        `http://${address}:${listenerPort}/`,
      );
      expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(stdout).toContain(`X-Server: ${server}\r\n`);
    },
  );

  test.each(SSH_ROWS.flatMap((row) => NLB_ADDRESSES.map((address) => ({ ...row, address }))))(
    "SSH to $address:$listenerPort logs in to $server",
    async ({ address, listenerPort, server }) => {
      const banner = await network.run("client", "sh", "-c", `nc -w 2 ${address} ${listenerPort} </dev/null`);
      expect(banner.stdout).toMatch(/^SSH-2\.0-OpenSSH_/);
      const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"];
      const said = await network.run(
        "client",
        "ssh",
        ...options.flatMap((option) => ["-o", option]),
        ...["-i", servers.key, "-p", String(listenerPort), `root@${address}`, "echo $SERVER"],
      );
      expect(said).toMatchObject({ code: 0, stdout: `${server}\n` });
    },
  );

  test("on TargetServer1 the socket table shows port 22 and the load balancer's address", async () => {
    const client = network.spawn("client", "nc", "172.31.128.10", "10022");
    try {
      let table = "";
      for (let tries = 0; tries < 50 && !table.includes("ESTAB"); tries++) {
        await setTimeout(100);
        table = (await network.run("target1", "ss", "-Htn", "sport = :22")).stdout;
      }
      expect(table).toMatch(/^ESTAB +\d+ +\d+ +172\.31\.129\.10:22 +172\.31\.128\.10:\d+ *$/m);
    } finally {
      client.kill();
    }
  });

  async function statusOf(listenerPort: number): Promise<string> {
    const url = `http://172.31.128.10:${listenerPort}/`;
    const { code, stdout } = await network.run("client", "curl", "-sI", "--max-time", "3", url);
    return code === 0 ? (stdout.split("\r\n")[0] ?? "") : "no answer";
  }

  /** Waits until the health checks have seen what happened. */
  async function health(listenerPort: number, state: string): Promise<string[]> {
    let seen = await dataPlane.health(listenerPort);
    for (let tries = 0; tries < 60 && !seen.some((target) => target.endsWith(state)); tries++) {
      await setTimeout(500);
      seen = await dataPlane.health(listenerPort);
    }
    return seen;
  }

  const ANSWERED = "HTTP/1.1 200 OK";

  test("without a route back from the network on-premises nobody is answered", async () => {
    await network.ip("-n", "target3", "route", "delete", "default");
    expect(await statusOf(30080)).toBe("no answer");
    expect(await statusOf(20080)).toBe(ANSWERED);
    await network.ip("-n", "target3", "route", "add", "default", "via", "10.0.0.1");
    expect(await health(30080, " UP")).toEqual(["10.0.0.10:80 UP"]);
    expect(await statusOf(30080)).toBe(ANSWERED);
  });

  test("a server that is down is an unhealthy target, and nobody is answered", async () => {
    await servers.stopWeb("target2");
    expect(await health(20080, " DOWN")).toEqual(["172.31.137.10:80 DOWN"]);
    expect(await statusOf(20080)).toBe("no answer");
    expect(await statusOf(10080)).toBe(ANSWERED);
    await servers.startWeb("target2");
    expect(await health(20080, " UP")).toEqual(["172.31.137.10:80 UP"]);
    expect(await statusOf(20080)).toBe(ANSWERED);
  });

  test("a firewall on the target that does not admit the load balancer makes the target unhealthy", async () => {
    const rule = ["INPUT", "--source", "172.31.128.10", "--protocol", "tcp", "--dport", "80", "--jump", "DROP"];
    expect(await network.run("target1", "iptables", "--append", ...rule)).toMatchObject({ code: 0 });
    expect(await statusOf(10080)).toBe("no answer");
    expect(await health(10080, " DOWN")).toEqual(["172.31.129.10:80 DOWN"]);
    await network.run("target1", "iptables", "--delete", ...rule);
    expect(await health(10080, " UP")).toEqual(["172.31.129.10:80 UP"]);
    expect(await statusOf(10080)).toBe(ANSWERED);
  });

  test("with Proxy Protocol v2 the echo server shows the client's own address", async () => {
    const echo = servers.startEcho("target1", 8888);
    expect(await health(ECHO_PORT, " UP")).toEqual(["172.31.129.10:8888 UP"]);
    const greeting = `(echo Hello; sleep 1) | nc -w 2 172.31.128.10 ${ECHO_PORT}`;
    const { stdout } = await network.run("client", "sh", "-c", greeting);
    expect(stdout).toContain("Hello");
    expect(echo.said()).toMatch(/^client 192\.168\.1\.100:\d+, peer 172\.31\.128\.10:\d+$/m);
  });
});
