import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { markdownTable } from "markdown-table";
import { ARTICLE_TABLE } from "../article";
import { ARTICLE_ROWS, articleProps } from "../terraform/support/article";
import { CONSTRUCT, MODULE } from "../terraform/support/makers";
import { Suite } from "../terraform/support/suite";
import type { Terraform } from "../terraform/support/terraform";
import { NLB_ADDRESSES } from "./support/article-network";
import { QUICK_CHECKS, Twin } from "./support/twin";

// The article's network with real servers behind what Terraform applied, and the article's checks from the client's
// side.

const ECHO_PORT = 18888;

/** The article's list with fast health checks, and one more forward. */
function props({ network }: Suite): PortForwardNlbProps {
  const echo = { listenerPort: ECHO_PORT, targetIp: "172.31.129.10", targetPort: 8888, proxyProtocolV2: true };
  return { ...articleProps(network, [...ARTICLE_ROWS, echo]), forwardDefaults: { healthCheck: QUICK_CHECKS } };
}

/** Makes ssh accept the temporary servers' host keys. */
const SSH_OPTIONS = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"];

describe.each([
  { by: "the construct", maker: CONSTRUCT },
  { by: "the Terraform module", maker: MODULE },
])("the article's network, with what $by made between client and servers", ({ by, maker }) => {
  const suite = Suite.begin();
  const twin = Twin.begin(suite);
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(maker.files(props(suite)));
    await terraform.apply();
    twin.servers.startEcho("TargetServer1", 8888);
    await twin.dataPlane.followDuring(Promise.resolve());
  });

  test("curl connects to a forward with telnet://, as in the article", async () => {
    const { stderr } = await twin.network.run(
      "client",
      "curl",
      "-v",
      "--max-time",
      "1",
      "telnet://172.31.128.10:10080",
    );
    expect(stderr).toMatch(/Connected to 172\.31\.128\.10 .*port 10080/);
  });

  /** Runs `curl -I`, and returns the status and the server's name. */
  async function asked(address: string, port: number): Promise<string> {
    const url = `http://${address}:${port}/`;
    const { code, stdout } = await twin.network.run("client", "curl", "-sI", "--max-time", "3", url);
    if (code !== 0) return "no answer";
    const [, status] = /^HTTP\/1\.1 (.*)\r\n/.exec(stdout) ?? [];
    const [, server] = /^X-Server: (.*)\r$/m.exec(stdout) ?? [];
    return `${status} from ${server}`;
  }

  /** Returns an SSH server's banner, and the host name after a login. */
  async function loggedIn(address: string, port: number): Promise<string> {
    const banner = await twin.network.run("client", "sh", "-c", `nc -w 2 ${address} ${port} </dev/null`);
    const options = SSH_OPTIONS.flatMap((option) => ["-o", option]);
    const { key, user } = twin.servers;
    const login = ["-i", key, "-p", String(port), `${user}@${address}`, "echo $SERVER"];
    const { code, stdout, stderr } = await twin.network.run("client", "ssh", ...options, ...login);
    const greeted = banner.stdout.startsWith("SSH-2.0-OpenSSH_") ? "banner" : "no banner";
    return `${greeted}, ${code === 0 ? `login on ${stdout.trim()}` : stderr.trim()}`;
  }

  test("each forward of the article's table reaches its server through both addresses", async () => {
    const rows = ARTICLE_TABLE.map(async (row, index) => {
      const { listenerPort, targetGroupName, targetPort, targetIp, external } = row;
      const reach = targetPort === 22 ? loggedIn : asked;
      const cells = await Promise.all(NLB_ADDRESSES.map(async (address) => reach(address, listenerPort)));
      const where = external ? "external" : "VPC";
      return [`${index + 1}`, `TCP:${listenerPort}`, targetGroupName, `TCP:${targetPort}`, targetIp, where, ...cells];
    });
    const head = ["No.", "Listener", "Target group", "Target port", "Target IP", "Where"];
    const table = markdownTable([
      [...head, ...NLB_ADDRESSES.map((address) => `Through ${address}`)],
      ...(await Promise.all(rows)),
    ]);
    process.stdout.write(`\nWhat the client reaches, by ${by}:\n\n${table}\n\n`);
    expect(readFileSync(path.join(__dirname, "../../docs/proof.md"), "utf8")).toContain(`\n${table}\n`);
  });

  test("on TargetServer1 the socket table shows port 22 and the load balancer's address", async () => {
    const client = twin.network.spawn("client", "nc", "172.31.128.10", "10022");
    try {
      let table = "";
      for (let tries = 0; tries < 50 && !table.includes("ESTAB"); tries++) {
        await setTimeout(100);
        table = (await twin.network.run("TargetServer1", "ss", "-Htn", "sport = :22")).stdout;
      }
      expect(table).toMatch(/^ESTAB +\d+ +\d+ +172\.31\.129\.10:22 +172\.31\.128\.10:\d+ *$/m);
    } finally {
      client.kill();
    }
  });

  /** Waits until the health checks have noticed. */
  async function health(listenerPort: number, expected: string): Promise<string[]> {
    let seen = await twin.dataPlane.health(listenerPort);
    for (let tries = 0; tries < 60 && seen.join() !== expected; tries++) {
      await setTimeout(500);
      seen = await twin.dataPlane.health(listenerPort);
    }
    return seen;
  }

  const [ADDRESS] = NLB_ADDRESSES;

  test("without a route back from the on-premises network, no client gets an answer", async () => {
    await twin.network.ip("-n", "TargetServer3", "route", "delete", "default");
    expect(await asked(ADDRESS, 30080)).toBe("no answer");
    expect(await asked(ADDRESS, 20080)).toBe("200 OK from TargetServer2");
    await twin.network.ip("-n", "TargetServer3", "route", "add", "default", "via", "10.0.0.1");
    expect(await health(30080, "10.0.0.10:80 UP")).toEqual(["10.0.0.10:80 UP"]);
    expect(await asked(ADDRESS, 30080)).toBe("200 OK from TargetServer3");
  });

  test("a server that is down is an unhealthy target, and no client gets an answer", async () => {
    await twin.servers.stopWeb("TargetServer2");
    expect(await health(20080, "172.31.137.10:80 DOWN")).toEqual(["172.31.137.10:80 DOWN"]);
    expect(await asked(ADDRESS, 20080)).toBe("no answer");
    expect(await asked(ADDRESS, 10080)).toBe("200 OK from TargetServer1");
    await twin.servers.startWeb("TargetServer2", 80);
    expect(await health(20080, "172.31.137.10:80 UP")).toEqual(["172.31.137.10:80 UP"]);
    expect(await asked(ADDRESS, 20080)).toBe("200 OK from TargetServer2");
  });

  test("a firewall on the target that does not admit the load balancer makes the target unhealthy", async () => {
    const rule = ["INPUT", "--source", NLB_ADDRESSES.join(), "--protocol", "tcp", "--dport", "80", "--jump", "DROP"];
    expect(await twin.network.run("TargetServer1", "iptables", "--append", ...rule)).toMatchObject({ code: 0 });
    expect(await asked(ADDRESS, 10080)).toBe("no answer");
    expect(await health(10080, "172.31.129.10:80 DOWN")).toEqual(["172.31.129.10:80 DOWN"]);
    expect(await twin.network.run("TargetServer1", "iptables", "--delete", ...rule)).toMatchObject({ code: 0 });
    expect(await health(10080, "172.31.129.10:80 UP")).toEqual(["172.31.129.10:80 UP"]);
    expect(await asked(ADDRESS, 10080)).toBe("200 OK from TargetServer1");
  });

  test("with Proxy Protocol v2 the echo server shows the client's own address", async () => {
    const greeting = `(echo Hello; sleep 1) | nc -w 2 ${ADDRESS} ${ECHO_PORT}`;
    const { stdout } = await twin.network.run("client", "sh", "-c", greeting);
    expect(stdout).toContain("Hello");
    expect(twin.servers.echoed()).toMatch(/^client 192\.168\.1\.100:\d+, peer 172\.31\.128\.10:\d+$/m);
  });

  test("without cross-zone load balancing, each address reaches the targets in its zone and those outside the VPC", async () => {
    await terraform.write(maker.files({ ...props(suite), crossZone: false }));
    await terraform.apply();
    await twin.dataPlane.followDuring(Promise.resolve());
    const reached = [10080, 20080, 30080].map(async (port) =>
      Promise.all(NLB_ADDRESSES.map(async (address) => asked(address, port))),
    );
    expect(await Promise.all(reached)).toEqual([
      ["200 OK from TargetServer1", "no answer"],
      ["no answer", "200 OK from TargetServer2"],
      ["200 OK from TargetServer3", "200 OK from TargetServer3"],
    ]);
  });
});
