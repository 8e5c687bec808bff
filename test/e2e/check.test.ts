import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PortForward, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARTICLE_ROWS, articleProps } from "../terraform/support/article";
import { temporaryFolder } from "../setup/machine";
import { CONSTRUCT } from "../terraform/support/makers";
import { Suite } from "../terraform/support/suite";
import type { Terraform } from "../terraform/support/terraform";
import { NLB_ADDRESSES } from "./support/article-network";
import type { Said } from "./support/namespaces";
import { expectShown } from "./support/shown";
import { QUICK_CHECKS, Twin } from "./support/twin";

// Runs the command on the article's network, from the client's side: on a healthy network, and with each fault.

const COMMAND = path.resolve(__dirname, "../../lib/cli.js");
const [FIRST, SECOND] = NLB_ADDRESSES;

/** Forwards that are wrong on their own. */
const FAULTY: readonly PortForward[] = [
  { listenerPort: 10443, targetIp: "172.31.129.10", targetPort: 443 },
  { listenerPort: 20500, targetIp: "172.31.137.10", targetPort: 8500 },
  { listenerPort: 20443, targetIp: "172.31.137.10", targetPort: 8443 },
];

function props({ network }: Suite, forwards: readonly PortForward[] = ARTICLE_ROWS): PortForwardNlbProps {
  return { ...articleProps(network, forwards), forwardDefaults: { healthCheck: QUICK_CHECKS } };
}

describe("the command on the article's network", () => {
  const suite = Suite.begin();
  const twin = Twin.begin(suite);
  let terraform: Terraform;
  let folder: string;
  let state: string;

  /** Runs the command in the client's network namespace. */
  async function command(...args: string[]): Promise<Said> {
    // Jest sets FORCE_COLOR on a terminal with colours.
    return twin.network.run("client", "env", "--unset=FORCE_COLOR", process.execPath, COMMAND, ...args);
  }

  /** Returns the exit code of `check`, and its result for a forward through an address. */
  async function checked(port: number, through: string, ...args: string[]): Promise<[code: number, said: unknown]> {
    const { code, stdout } = await command("check", state, "--json", "--timeout", "2", ...args);
    const results = JSON.parse(stdout) as { listenerPort: number; through: string; ok: boolean; said: string }[];
    const found = results.find((result) => result.listenerPort === port && result.through === through);
    return [code, { ok: found?.ok, said: found?.said }];
  }

  async function apply(forwards: readonly PortForward[]): Promise<void> {
    await terraform.write(CONSTRUCT.files(props(suite, forwards)));
    await terraform.apply();
    await twin.dataPlane.followDuring(Promise.resolve());
    await writeFile(state, JSON.stringify(await terraform.shown()));
  }

  beforeAll(async () => {
    folder = await temporaryFolder();
    state = path.join(folder, "state.json");
    terraform = await suite.initialize(CONSTRUCT.files(props(suite)));
    await apply(ARTICLE_ROWS);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test("docs/command.md shows the table", async () => {
    const { code, stdout } = await command("table", state);
    process.stdout.write(`\n${stdout}\n`);
    expect(code).toBe(0);
    expectShown("docs/command.md", "table", stdout);
  });

  test("each forward of a healthy network connects through both addresses, as README and docs/command.md show", async () => {
    const { code, stdout } = await command("check", state);
    process.stdout.write(`\n${stdout}\n`);
    expect(code).toBe(0);
    expectShown("README.md", "check", stdout);
    expectShown("docs/command.md", "check", stdout);
  });

  test("the map has each forward", async () => {
    const { code, stdout } = await command("map", state);
    expect(code).toBe(0);
    for (const { listenerPort, targetIp } of ARTICLE_ROWS) {
      expect(stdout).toContain(String(listenerPort));
      expect(stdout).toContain(targetIp);
    }
  });

  test("a missing listener refuses the connection", async () => {
    const list = path.join(folder, "list.csv");
    await writeFile(list, "listenerPort,targetIp,targetPort\n40080,10.0.0.10,80\n");
    const { code, stdout } = await command("check", list, "--address", FIRST);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ +TCP:40080 +172\.31\.128\.10 +10\.0\.0\.10:80 +refused: nothing listens on this port/);
  });

  test("a firewall that drops packets gives no answer", async () => {
    const rule = ["INPUT", "--protocol", "tcp", "--dport", "10080", "--jump", "DROP"];
    expect(await twin.network.run("nlb", "iptables", "--append", ...rule)).toMatchObject({ code: 0 });
    expect(await checked(10080, FIRST)).toEqual([
      1,
      { ok: false, said: "no answer: a security group or firewall drops the packets, or there is no route" },
    ]);
    expect(await twin.network.run("nlb", "iptables", "--delete", ...rule)).toMatchObject({ code: 0 });
    expect(await checked(10080, FIRST)).toEqual([0, { ok: true, said: expect.stringMatching(/^HTTP 200/) }]);
  });

  test("a host without a route is unreachable", async () => {
    await twin.network.ip("-n", "peering", "route", "add", "unreachable", `${SECOND}/32`);
    expect(await checked(10022, SECOND)).toEqual([
      1,
      { ok: false, said: "unreachable: there is no route to the address, or no host has it" },
    ]);
    expect(await checked(10022, FIRST)).toEqual([1, { ok: true, said: expect.stringMatching(/^SSH-2\.0-OpenSSH/) }]);
    await twin.network.ip("-n", "peering", "route", "delete", "unreachable", `${SECOND}/32`);
    expect((await checked(10022, SECOND))[0]).toBe(0);
  });

  test("a target that is down closes connections", async () => {
    await twin.servers.stopWeb("TargetServer2");
    for (let tries = 0; (await twin.dataPlane.health(20080)).join() !== "172.31.137.10:80 DOWN"; tries++) {
      if (tries === 60) throw new Error("the load balancer doesn't see that the target is down");
      await setTimeout(500);
    }
    expect(await checked(20080, FIRST)).toEqual([
      1,
      {
        ok: false,
        said: "closed right after connecting: no target is healthy, or the targets block the load balancer",
      },
    ]);
    await twin.servers.startWeb("TargetServer2", 80);
    await twin.dataPlane.followDuring(Promise.resolve());
    expect((await checked(20080, FIRST))[0]).toBe(0);
  });

  test("reports a wrong port, a failing web server and an expired certificate", async () => {
    await twin.servers.startFailingWeb("TargetServer2", 8500);
    await twin.servers.startExpiredWeb("TargetServer2", 8443, "www.example.com", "20260101");
    await apply([...ARTICLE_ROWS, ...FAULTY]);
    expect(await checked(10443, FIRST)).toEqual([
      1,
      { ok: false, said: expect.stringMatching(/^HTTP 200.*, but expected TLS because the target port is 443$/) },
    ]);
    expect(await checked(20500, FIRST)).toEqual([1, { ok: false, said: expect.stringMatching(/^HTTP 500/) }]);
    expect(await checked(20443, FIRST)).toEqual([
      1,
      { ok: false, said: expect.stringMatching(/^TLS www\.example\.com, expired \d+ days ago/) },
    ]);
    expect(await checked(30080, SECOND)).toEqual([1, { ok: true, said: expect.stringMatching(/^HTTP 200/) }]);
  });
});
