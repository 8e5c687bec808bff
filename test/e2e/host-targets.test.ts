/** @needs dnsmasq */

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type EventHost, type Group, LoadBalancer } from "../host-targets/support/load-balancer";
import { Suite } from "../terraform/support/suite";
import { NLB_ADDRESSES } from "./support/article-network";
import { type Invocation, LambdaFunction } from "./support/lambda-function";
import { FAILURES, NameServer } from "./support/name-server";
import { Traffic } from "./support/traffic";
import { QUICK_CHECKS, Twin } from "./support/twin";

// The Lambda function from its zip in the article's VPC, with a real name server, and haproxy as the load balancer.

/** The VPC's router, which is also its name server. */
const ROUTER = { host: "peering", address: "172.31.128.1" };

/** Targets of the first names. */
const [A, B] = ["172.31.129.10", "172.31.137.10"];

/** Port of the listener with clients. */
const PORT = 10_080;

const INTERVAL_MILLISECONDS = 3_000;

/** When clients reach a new address: after the next invocation, and the target's first health checks. */
const REACHED_MILLISECONDS =
  INTERVAL_MILLISECONDS + QUICK_CHECKS.healthyThreshold * QUICK_CHECKS.intervalSeconds * 1_000;

/** For a slow machine: the function's start, the calls, and the client's next attempt. */
const SLACK_MILLISECONDS = 6_000;

describe("the function in the article's network", () => {
  const suite = Suite.begin();
  const twin = Twin.begin(suite);
  let folder: string;
  let names: NameServer;
  let lambda: LambdaFunction;
  let loadBalancer: LoadBalancer;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    names = await NameServer.start(twin.network, ROUTER.host, ROUTER.address, folder);
    lambda = await LambdaFunction.start(twin.network, "nlb", suite.aws, folder);
    loadBalancer = await LoadBalancer.create(suite.aws, suite.network, NLB_ADDRESSES);
  });

  afterAll(async () => {
    await lambda.stop();
    await rm(folder, { recursive: true });
  });

  async function invoke(...groups: Parameters<LoadBalancer["event"]>[0]): Promise<Invocation> {
    return lambda.invoke(loadBalancer.event(groups, { nameServers: [ROUTER.address] }));
  }

  // First, while every target that the load balancer checks is a server.
  test("clients that reconnect reach a service at its new address within an interval and its first health checks", async () => {
    const group = await loadBalancer.forward(PORT, {
      HealthCheckIntervalSeconds: QUICK_CHECKS.intervalSeconds,
      HealthCheckTimeoutSeconds: QUICK_CHECKS.timeoutSeconds,
      HealthyThresholdCount: QUICK_CHECKS.healthyThreshold,
      UnhealthyThresholdCount: QUICK_CHECKS.unhealthyThreshold,
    });
    await names.set({ "web.internal": [A] });
    await invoke([group, ["web.internal", 80]]);
    await twin.dataPlane.followDuring(Promise.resolve());
    const traffic = await Traffic.start(twin.network, [{ port: PORT, service: "http" }]);
    await setTimeout(1_000);
    expect((await traffic.lap()).get(PORT)).toMatchObject({ failed: 0, servers: ["TargetServer1"] });

    const schedule = { ended: false };
    const moved = async (): Promise<void> => {
      // Between two invocations, like most moves. The lap measures from its own last answer.
      await setTimeout(INTERVAL_MILLISECONDS / 2);
      await twin.servers.stopWeb("TargetServer1");
      await names.set({ "web.internal": [B] });
      await setTimeout(REACHED_MILLISECONDS + SLACK_MILLISECONDS);
      schedule.ended = true;
    };
    const scheduled = async (): Promise<void> => {
      while (!schedule.ended) {
        const invoked = invoke([group, ["web.internal", 80]]).then(async () => twin.dataPlane.follow());
        await Promise.all([setTimeout(INTERVAL_MILLISECONDS), invoked]);
      }
    };
    await Promise.all([moved(), scheduled()]);

    const { gap, servers, answers } = (await traffic.lap()).get(PORT) ?? {};
    process.stdout.write(
      `A service at a new address, with an invocation each ${INTERVAL_MILLISECONDS} ms: ${gap} ms\n`,
    );
    expect({ servers, answers }).toEqual({ servers: ["TargetServer1", "TargetServer2"], answers: true });
    expect(gap).toBeLessThanOrEqual(REACHED_MILLISECONDS + SLACK_MILLISECONDS);
    expect(await group.targets()).toEqual([`${B}:80`]);
  });

  describe("with one group", () => {
    let group: Group;
    let listenerPort = 10_000;

    beforeEach(async () => {
      listenerPort += 1;
      group = await loadBalancer.forward(listenerPort);
      lambda.end();
    });

    async function run(...hosts: EventHost[]): Promise<Invocation> {
      return invoke([group, ...hosts]);
    }

    test("a failover is followed at once, and the old target leaves after three answers", async () => {
      await names.set({ "db.internal": [A] });
      await run(["db.internal", 80]);
      expect(await group.targets()).toEqual([`${A}:80`]);
      await names.set({ "db.internal": [B] });
      const after: string[][] = [];
      for (let count = 0; count < 3; count += 1) {
        await run(["db.internal", 80]);
        after.push(await group.targets());
      }
      expect(after).toEqual([[`${A}:80`, `${B}:80`], [`${A}:80`, `${B}:80`], [`${B}:80`]]);
    });

    test("a name that grows gets more targets, in and outside the VPC", async () => {
      await names.set({ "db.internal": [A] });
      await run(["db.internal", 80]);
      await names.set({ "db.internal": [A, B, "10.0.0.10"] });
      expect((await run(["db.internal", 80])).returned).toMatchObject({ registeredTargets: 2 });
      expect(await group.targets()).toEqual(["10.0.0.10:80 all", `${A}:80`, `${B}:80`]);
      expect((await run(["db.internal", 80])).returned).toMatchObject({ registeredTargets: 0 });
    });

    test("a name with more addresses than fit into a UDP answer gets all of them", async () => {
      const addresses = Array.from({ length: 200 }, (_, index) => `172.31.130.${index}`);
      await names.set({ "many.internal": addresses });
      expect((await run(["many.internal", 80])).returned).toMatchObject({ registeredTargets: 200 });
    });

    test("answers of 8 of 30 addresses each add up, and nothing is ever registered twice", async () => {
      const all = Array.from({ length: 30 }, (_, index) => `172.31.130.${index}`);
      let registered = 0;
      for (let answer = 0; answer < 5; answer += 1) {
        await names.set({
          "pool.internal": Array.from({ length: 8 }, (_, index) => all[(answer * 8 + index) % 30] ?? ""),
        });
        // More than one answer later than the misses that are allowed.
        const { returned } = await lambda.invoke(
          loadBalancer.event([[group, ["pool.internal", 80]]], {
            nameServers: [ROUTER.address],
            missesBeforeRemoval: 4,
          }),
        );
        registered += returned?.registeredTargets ?? 0;
      }
      expect(registered).toBe(30);
      expect(await group.targets()).toHaveLength(30);
    });

    test("whatever a name server fails with, no target is removed, and the metrics say why", async () => {
      await names.set({ "db.internal": [A], "six.internal": ["fd00::10"] });
      await group.register({ Id: B, Port: 80 });
      const failing = [...Object.keys(FAILURES), "six.internal"];
      const invocations: Invocation[] = [];
      for (let count = 0; count < 3; count += 1) {
        // The time-out takes as long as it may, once.
        const asked = failing.filter((name) => count === 0 || !name.includes("silent"));
        invocations.push(await run(["db.internal", 80], ...asked.map((name) => [name, 80] as const)));
      }
      const [first] = invocations;
      expect(first?.returned).toEqual({ unresolvedNames: 5, registeredTargets: 1, deregisteredTargets: 0 });
      expect(first?.milliseconds).toBeLessThan(10_000);
      const [metrics] = first?.lines.filter((line) => "_aws" in line) ?? [];
      const reasons = { ...FAILURES, "six.internal": "no address" };
      expect(metrics?.unresolved).toEqual(
        expect.arrayContaining(Object.entries(reasons).map(([name, reason]) => ({ name, reason }))),
      );
      expect(await group.targets()).toEqual([`${A}:80`, `${B}:80`]);
    });

    test("more target groups than Node.js expects listeners don't make it warn", async () => {
      await names.set({ "db.internal": [A] });
      const groups = [group];
      while (groups.length < 20) groups.push(await loadBalancer.forward((listenerPort += 1)));
      const { returned } = await invoke(...groups.map((one) => [one, ["db.internal", 80]] as const));
      expect(returned).toMatchObject({ registeredTargets: 20 });
      expect(lambda.said).toBe("");
    });

    test("100 names take one run", async () => {
      const many = Array.from({ length: 100 }, (_, index) => `host-${index}.internal`);
      await names.set(Object.fromEntries(many.map((name, index) => [name, [`172.31.131.${index}`]])));
      const { returned, milliseconds } = await run(...many.map((name) => [name, 80] as const));
      process.stdout.write(`100 names, resolved and registered after a cold start: ${milliseconds} ms\n`);
      expect(returned).toEqual({ unresolvedNames: 0, registeredTargets: 100, deregisteredTargets: 0 });
    });
  });
});
