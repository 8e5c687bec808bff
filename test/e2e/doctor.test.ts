import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { ModifyLoadBalancerAttributesCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { command, type Ended } from "../cli/command/command";
import { ARTICLE_ROWS, articleProps } from "../terraform/support/article";
import { EXTERNAL_BLOCK } from "../terraform/support/external-paths";
import { deleteRoute, revoke } from "../terraform/support/fault-steps";
import { temporaryFolder } from "../setup/machine";
import { CONSTRUCT } from "../terraform/support/makers";
import { Suite } from "../terraform/support/suite";
import { Surroundings, type Undo } from "../terraform/support/surroundings";
import { NLB_ADDRESSES } from "./support/article-network";
import { expectShown } from "./support/shown";
import { QUICK_CHECKS, Twin } from "./support/twin";

// Each fault is made twice: in the network, and in the fake AWS. The load balancer in the network then decides the targets' health.
// `check`, which connects, and `doctor`, which asks AWS, must agree.

const COMMAND = path.resolve(__dirname, "../../lib/cli.js");

/** A fault in the network and in AWS. */
interface Trouble {
  readonly title: string;
  readonly cause: string;
  readonly listenerPort: number;
  /** The target that the fault makes unhealthy. */
  readonly target: string;
  readonly stage: () => Promise<Undo>;
}

describe("check and doctor on the article's network", () => {
  const suite = Suite.begin();
  const twin = Twin.begin(suite);
  let around: Surroundings;
  let folder: string;
  let state: string;
  /** Undoes the last change of the targets' health in AWS. */
  let told: Undo | undefined;
  /** Reports by the cause that was staged. */
  const reports = new Map<string, string>();

  beforeAll(async () => {
    folder = await temporaryFolder();
    state = path.join(folder, "state.json");
    const props = { ...articleProps(suite.network), forwardDefaults: { healthCheck: QUICK_CHECKS } };
    const terraform = await suite.initialize(CONSTRUCT.files(props));
    await terraform.apply();
    await writeFile(state, JSON.stringify(await terraform.shown()));
    around = await Surroundings.create(suite.aws, suite.network);
    await twin.dataPlane.followDuring(Promise.resolve());
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  /** The article's three faults, in its order. */
  const TROUBLES: readonly Trouble[] = [
    {
      title: "the route tables lack a route to the network on-premises",
      cause: "route-to-target",
      listenerPort: 30080,
      target: "10.0.0.10:80",
      stage: async () => {
        await twin.network.ip("-n", "peering", "route", "delete", EXTERNAL_BLOCK);
        const undos = await Promise.all(
          Object.values(around.zones).map(async ({ routeTableId: RouteTableId }) =>
            deleteRoute(around, { RouteTableId, DestinationCidrBlock: EXTERNAL_BLOCK, GatewayId: around.vpnGatewayId }),
          ),
        );
        return async () => {
          await Promise.all(undos.map(async (undo) => undo()));
          await twin.network.ip("-n", "peering", "route", "add", EXTERNAL_BLOCK, "via", "169.254.100.2");
        };
      },
    },
    {
      title: "a server is down, and its target is unhealthy",
      cause: "target-health",
      listenerPort: 20080,
      target: "172.31.137.10:80",
      stage: async () => {
        await twin.servers.stopWeb("TargetServer2");
        return async () => twin.servers.startWeb("TargetServer2", 80);
      },
    },
    {
      title: "a target's security group blocks the load balancer",
      cause: "target-security-group",
      listenerPort: 10080,
      target: "172.31.129.10:80",
      stage: async () => {
        const rule = [
          "INPUT",
          "--protocol",
          "tcp",
          "--dport",
          "80",
          "--source",
          NLB_ADDRESSES.join(),
          "--jump",
          "DROP",
        ];
        expect(await twin.network.run("TargetServer1", "iptables", "--append", ...rule)).toMatchObject({ code: 0 });
        const undo = await revoke(around, around.zones["1a"].server.securityGroupId, "inbound", 80);
        return async () => {
          await undo();
          expect(await twin.network.run("TargetServer1", "iptables", "--delete", ...rule)).toMatchObject({ code: 0 });
        };
      },
    },
  ];

  /** Waits until the load balancer sees exactly these targets down, and sets their health in AWS. */
  async function settle(...down: readonly string[]): Promise<void> {
    for (let tries = 0; (await seenDown()).join() !== [...down].sort().join(); tries++) {
      if (tries === 120) throw new Error(`the load balancer sees ${(await seenDown()).join()} down`);
      await setTimeout(500);
    }
    await told?.();
    told = await around.fail(...down);
  }

  async function seenDown(): Promise<string[]> {
    const seen = await Promise.all(ARTICLE_ROWS.map(async ({ listenerPort }) => twin.dataPlane.health(listenerPort)));
    const down = seen.flat().filter((target) => target.endsWith(" DOWN"));
    return [...new Set(down.map((target) => target.replace(" DOWN", "")))].sort();
  }

  async function doctor(...args: string[]): Promise<Ended> {
    return command(["doctor", state, ...args], { env: suite.aws.environment });
  }

  /** Returns the listeners that `check` and `doctor` report as broken, and the causes. */
  async function judged(): Promise<{ checked: number[]; diagnosed: number[]; causes: string[]; codes: number[] }> {
    const options = ["--json", "--timeout", "2"];
    const check = await twin.network.run("client", process.execPath, COMMAND, "check", state, ...options);
    const ways = JSON.parse(check.stdout) as { listenerPort: number; ok: boolean }[];
    const { code, stdout } = await doctor("--json");
    const [{ forwards, findings }] = JSON.parse(stdout) as [
      { forwards: { listenerPort: number; condition: string }[]; findings: { cause: string }[] },
    ];
    return {
      checked: [...new Set(ways.filter(({ ok }) => !ok).map(({ listenerPort }) => listenerPort))],
      diagnosed: forwards.filter(({ condition }) => condition !== "works").map(({ listenerPort }) => listenerPort),
      causes: [...new Set(findings.map(({ cause }) => cause))],
      codes: [check.code, code],
    };
  }

  test("neither finds anything in a healthy network", async () => {
    expect(await judged()).toEqual({ checked: [], diagnosed: [], causes: [], codes: [0, 0] });
  });

  test.each(TROUBLES)("$title", async ({ cause, listenerPort, target, stage }) => {
    const undo = await stage();
    await settle(target);
    const both = await judged();
    const { stdout } = await doctor();
    await undo();
    await settle();
    reports.set(cause, stdout);
    expect(both).toEqual({ checked: [listenerPort], diagnosed: [listenerPort], causes: [cause], codes: [1, 1] });
  });

  test("README shows the report on a security group", () => {
    const report = reports.get("target-security-group") ?? "";
    process.stdout.write(`\n${report}\n`);
    expect(report).toContain("4 work, 1 fails");
    expectShown("README.md", "doctor", report);
  });

  test("doctor tells all three apart at once, as docs/doctor.md shows", async () => {
    const undos = [];
    for (const { stage } of TROUBLES) undos.push(await stage());
    await settle(...TROUBLES.map(({ target }) => target));
    const both = await judged();
    const { code, stdout } = await doctor();
    for (const undo of undos) await undo();
    await settle();
    process.stdout.write(`\n${stdout}\n`);
    const ports = [10080, 20080, 30080];
    expect({ ...both, causes: both.causes.sort() }).toEqual({
      checked: ports,
      diagnosed: ports,
      causes: ["route-to-target", "target-health", "target-security-group"],
      codes: [1, 1],
    });
    expect(code).toBe(1);
    expectShown("docs/doctor.md", "doctor", stdout);
  });

  test("without cross-zone load balancing, both find that a zone's address leads nowhere", async () => {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    const crossZone = async (Value: string): Promise<void> => {
      const Attributes = [{ Key: "load_balancing.cross_zone.enabled", Value }];
      await suite.aws.elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
      await twin.dataPlane.followDuring(Promise.resolve());
    };
    await crossZone("false");
    const both = await judged();
    await crossZone("true");
    const ports = [10022, 10080, 20022, 20080];
    expect(both).toEqual({
      checked: ports,
      diagnosed: ports,
      causes: ["zone-without-target", "option-differs"],
      codes: [1, 1],
    });
  });
});
