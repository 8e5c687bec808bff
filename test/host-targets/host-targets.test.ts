/** @needs moto */

import { setTimeout } from "node:timers/promises";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { HostTargets } from "../../host-targets/host-targets";
import type { Counts } from "../../host-targets/metrics";
import { type ArticleNetwork, FakeAws } from "../terraform/support/fake-aws";
import { type Call, type Fault, FaultyProxy } from "../terraform/support/faulty-proxy";
import { DnsServer } from "./support/dns-server";
import { type EventHost, type Group, LoadBalancer } from "./support/load-balancer";

jest.setTimeout(60_000);

let aws: FakeAws;
let network: ArticleNetwork;
let loadBalancer: LoadBalancer;
let proxy: FaultyProxy;
let client: ElasticLoadBalancingV2Client;
let dns: DnsServer;

let hostTargets: HostTargets;
let group: Group;
let ports = 10_000;
let written: jest.SpyInstance;
/** Calls of the function that change targets, such as `RegisterTargets example-tg-10001/0123456789abcdef 2`. */
let changes: string[];
/** What happens to a call. */
let fault: (call: Call) => ReturnType<NonNullable<FaultyProxy["fault"]>>;

beforeAll(async () => {
  [aws, dns] = await Promise.all([FakeAws.start(), DnsServer.start()]);
  network = await aws.createArticleNetwork();
  loadBalancer = await LoadBalancer.create(aws, network, ["172.31.128.10", "172.31.136.10"]);
  proxy = await FaultyProxy.start(aws.environment.AWS_ENDPOINT_URL ?? "");
  proxy.fault = (call) => {
    if (call.action !== "DescribeTargetHealth") {
      const targets = [...call.parameters.keys()].filter((key) => /^Targets\.member\.\d+\.Id$/.test(key));
      changes.push(`${call.action} ${groupOf(call)} ${targets.length}`);
    }
    return fault(call);
  };
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const own = { region: "ap-northeast-1", endpoint: proxy.endpoint, credentials };
  client = new ElasticLoadBalancingV2Client({ ...own, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await proxy.stop();
  await Promise.all([aws.stop(), dns.stop()]);
});

beforeEach(async () => {
  written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  hostTargets = new HostTargets(client);
  group = await forward();
  dns.scripts.clear();
  changes = [];
  fault = () => undefined;
});

afterEach(async () => {
  written.mockRestore();
  await aws.setHealth({});
});

async function forward(): Promise<Group> {
  ports += 1;
  return loadBalancer.forward(ports);
}

function groupOf({ parameters }: Call): string {
  return parameters.get("TargetGroupArn")?.split(":targetgroup/")[1] ?? "";
}

async function run(...hosts: EventHost[]): Promise<Counts> {
  return runGroups([[group, ...hosts]]);
}

async function runGroups(groups: Parameters<LoadBalancer["event"]>[0], others: object = {}): Promise<Counts> {
  return hostTargets.run(loadBalancer.event(groups, { nameServers: [dns.address], ...others }));
}

function resolvesTo(...addresses: string[]): void {
  dns.scripts.set("db.internal", addresses);
}

interface LogLine {
  readonly message?: string;
  readonly targetGroup?: string;
}

/** Returns the log lines of the current test, without the metrics. */
function logged(): LogLine[] {
  return lines().filter(({ message }) => message !== undefined);
}

function lines(): LogLine[] {
  return (written.mock.calls as [string][]).map(([line]) => JSON.parse(line) as LogLine);
}

const DB: EventHost = ["db.internal", 5432];
const OTHER: EventHost = ["other.internal", 5432];
const NOTHING = { registeredTargets: 0, deregisteredTargets: 0 };

test("registers what a name resolves to: in the VPC without a zone, outside it with all", async () => {
  resolvesTo("172.31.129.10", "10.0.0.10");
  expect(await run(DB)).toEqual({ unresolvedNames: 0, registeredTargets: 2, deregisteredTargets: 0 });
  expect(await group.targets()).toEqual(["10.0.0.10:5432 all", "172.31.129.10:5432"]);
  expect(logged()).toEqual([
    {
      message: "registered",
      targetGroup: group.id,
      name: "db.internal",
      address: "10.0.0.10",
      port: 5432,
      external: true,
    },
    {
      message: "registered",
      targetGroup: group.id,
      name: "db.internal",
      address: "172.31.129.10",
      port: 5432,
      external: false,
    },
  ]);
});

test("a second run with the same answers changes nothing", async () => {
  resolvesTo("172.31.129.10", "10.0.0.10");
  await run(DB);
  changes = [];
  expect(await run(DB)).toEqual({ unresolvedNames: 0, ...NOTHING });
  expect(changes).toEqual([]);
});

test("ends each run with its metrics, as a line that CloudWatch reads", async () => {
  resolvesTo("172.31.129.10");
  await run(DB, ["gone.internal", 5432]);
  const [last = ""] = (written.mock.calls as [string][]).at(-1) ?? [];
  expect(last).toMatch(/^\{"_aws":.*\}\n$/);
  expect(JSON.parse(last)).toMatchObject({
    LoadBalancer: loadBalancer.arn.split(":loadbalancer/")[1],
    UnresolvedNames: 1,
    RegisteredTargets: 1,
    DeregisteredTargets: 0,
    unresolved: [{ name: "gone.internal", reason: "NXDOMAIN" }],
  });
});

test("deregisters a target that was missing from three answers in a row, and not before", async () => {
  resolvesTo("172.31.129.10");
  await run(DB);
  resolvesTo("172.31.137.10");
  expect(await run(DB)).toMatchObject({ registeredTargets: 1, deregisteredTargets: 0 });
  expect(await run(DB)).toMatchObject(NOTHING);
  expect(await group.targets()).toHaveLength(2);
  expect(await run(DB)).toMatchObject({ registeredTargets: 0, deregisteredTargets: 1 });
  expect(await group.targets()).toEqual(["172.31.137.10:5432"]);
  expect(logged().at(-1)).toEqual({
    message: "deregistered",
    targetGroup: group.id,
    name: "db.internal",
    address: "172.31.129.10",
    port: 5432,
    external: false,
  });
});

test("a cold start, an answer with the address, and a failed answer delay the removal", async () => {
  await group.register({ Id: "172.31.129.10", Port: 5432 }, { Id: "172.31.137.10", Port: 5432 });
  const answers = ["cold", "137", "137", "both", "137", "137", "failed", "cold", "137", "137", "failed", "137"];
  for (const answer of answers) {
    if (answer === "cold") {
      hostTargets = new HostTargets(client);
      continue;
    }
    if (answer === "failed") dns.scripts.set("db.internal", "SERVFAIL");
    else resolvesTo("172.31.137.10", ...(answer === "both" ? ["172.31.129.10"] : []));
    expect(await group.targets()).toHaveLength(2);
    await run(DB);
  }
  expect(await group.targets()).toEqual(["172.31.137.10:5432"]);
});

test("a row that has left the event and returns is counted from the beginning", async () => {
  await group.register({ Id: "172.31.129.10", Port: 5432 }, { Id: "172.31.137.10", Port: 5432 });
  resolvesTo("172.31.137.10");
  await run(DB);
  await run(DB);
  await runGroups([]);
  await run(DB);
  await run(DB);
  expect(await group.targets()).toHaveLength(2);
  await run(DB);
  expect(await group.targets()).toHaveLength(1);
});

test.each(["NXDOMAIN", "SERVFAIL", "REFUSED", []] as const)(
  "removes nothing while a name of the group answers %j, but adds addresses of its other names",
  async (failure) => {
    await group.register({ Id: "172.31.129.10", Port: 5432 });
    dns.scripts.set("other.internal", ["172.31.137.10"]);
    dns.scripts.set("db.internal", failure);
    for (const registeredTargets of [1, 0, 0, 0, 0]) {
      expect(await run(DB, OTHER)).toEqual({ unresolvedNames: 1, registeredTargets, deregisteredTargets: 0 });
    }
    expect(await group.targets()).toEqual(["172.31.129.10:5432", "172.31.137.10:5432"]);
  },
);

test("another group of the same run isn't held back by a name that doesn't resolve", async () => {
  const second = await forward();
  await second.register({ Id: "172.31.129.10", Port: 5432 }, { Id: "172.31.137.10", Port: 5432 });
  dns.scripts.set("other.internal", ["172.31.137.10"]);
  const runs = [1, 2, 3].map(() => [[group, DB] as const, [second, OTHER] as const]);
  for (const groups of runs) await runGroups(groups);
  expect(await second.targets()).toEqual(["172.31.137.10:5432"]);
});

test("round-robin answers add up to all addresses of a name", async () => {
  const all = Array.from({ length: 12 }, (_, index) => `172.31.129.${10 + index}`);
  for (let answer = 0; answer < 12; answer += 1) {
    const from = (answer * 4) % all.length;
    resolvesTo(...all.slice(from, from + 4));
    await run(DB);
  }
  expect(await group.targets()).toHaveLength(all.length);
});

test("a target moves to another port without a moment in which no target is ready", async () => {
  await group.register({ Id: "172.31.129.10", Port: 5431 });
  await aws.setHealth({ "172.31.129.10:5432": { state: "initial" } });
  resolvesTo("172.31.129.10");
  expect(await run(DB)).toMatchObject({ registeredTargets: 1, deregisteredTargets: 0 });
  expect(await run(DB)).toMatchObject(NOTHING);
  await aws.setHealth({});
  expect(await run(DB)).toMatchObject({ registeredTargets: 0, deregisteredTargets: 1 });
  expect(await group.targets()).toEqual(["172.31.129.10:5432"]);
});

test("a target that the VPC has got a block for is registered again without all, and never deregistered", async () => {
  resolvesTo("10.1.0.10");
  await run(DB);
  expect(await group.targets()).toEqual(["10.1.0.10:5432 all"]);
  await aws.addCidrBlock(network.vpc_id, "10.1.0.0/24");
  changes = [];
  const vpcCidrBlocks = ["172.31.128.0/17", "10.1.0.0/24"];
  expect(await runGroups([[group, DB]], { vpcCidrBlocks })).toMatchObject({ registeredTargets: 1 });
  expect(changes).toEqual([`RegisterTargets ${group.id} 1`]);
  expect(await group.targets()).toEqual(["10.1.0.10:5432"]);
  expect(await runGroups([[group, DB]], { vpcCidrBlocks })).toMatchObject(NOTHING);
});

test("a draining target that is wanted is registered again, and any other is left alone", async () => {
  await group.register(...["172.31.129.10", "172.31.129.11", "172.31.129.12"].map((Id) => ({ Id, Port: 5432 })));
  await aws.setHealth({ "172.31.129.10:5432": { state: "draining" }, "172.31.129.11:5432": { state: "draining" } });
  resolvesTo("172.31.129.10", "172.31.129.12");
  for (let count = 0; count < 4; count += 1) await run(DB);
  expect(changes).toEqual(Array(4).fill(`RegisterTargets ${group.id} 1`));
  expect(logged()).toEqual(Array(4).fill(expect.objectContaining({ message: "registered", address: "172.31.129.10" })));
});

test("logs addresses that AWS doesn't accept, each with its name, and registers the others", async () => {
  resolvesTo("127.0.0.1", "198.51.100.1", "172.31.129.10");
  expect(await run(DB)).toMatchObject({ unresolvedNames: 0, registeredTargets: 1 });
  expect(await group.targets()).toEqual(["172.31.129.10:5432"]);
  const message = "not registered: AWS doesn't accept the address as a target";
  expect(logged().slice(0, 2)).toEqual([
    { message, targetGroup: group.id, name: "db.internal", address: "127.0.0.1" },
    { message, targetGroup: group.id, name: "db.internal", address: "198.51.100.1" },
  ]);
});

test("registers and deregisters in batches of 100", async () => {
  const names = Array.from({ length: 5 }, (_, index) => `host-${index}.internal`);
  names.forEach((name, index) => {
    dns.scripts.set(
      name,
      Array.from({ length: 50 }, (_, host) => `172.31.${130 + index}.${host}`),
    );
  });
  const hosts = names.map((name) => [name, 5432] as const);
  expect(await run(...hosts)).toMatchObject({ registeredTargets: 250 });
  for (let count = 0; count < 3; count += 1) await run(["host-0.internal", 5432]);
  const batches = [
    ["RegisterTargets", [100, 100, 50]],
    ["DeregisterTargets", [100, 100]],
  ] as const;
  expect(changes).toEqual(batches.flatMap(([action, sizes]) => sizes.map((size) => `${action} ${group.id} ${size}`)));
  expect(await group.targets()).toHaveLength(50);
});

test("a target that AWS refuses doesn't keep out the others, nor one that is over in", async () => {
  await group.register({ Id: "172.31.129.99", Port: 5432 }, { Id: "172.31.129.10", Port: 5432 });
  resolvesTo("172.31.129.10", "172.31.129.11", "10.0.0.10", "172.31.129.12");
  const inVpc: EventHost = ["db.internal", 5432, false];
  await expect(run(inVpc)).rejects.toThrow(
    `1 of 1 target groups can't be updated: ${group.id}: ValidationError: You must specify a valid Availability Zone`,
  );
  await expect(run(inVpc)).rejects.toThrow("10.0.0.10");
  const wanted = ["172.31.129.10:5432", "172.31.129.11:5432", "172.31.129.12:5432"];
  expect(await group.targets()).toEqual([...wanted, "172.31.129.99:5432"]);
  await expect(run(inVpc)).rejects.toThrow("10.0.0.10");
  expect(await group.targets()).toEqual(wanted);
});

test("nothing is deregistered while AWS doesn't register, however often the target was missing", async () => {
  await group.register({ Id: "172.31.129.10", Port: 5432 }, { Id: "172.31.137.10", Port: 5432 });
  resolvesTo("172.31.137.10", "172.31.137.11");
  fault = ({ action }) => (action === "RegisterTargets" ? "failed" : undefined);
  for (let count = 0; count < 4; count += 1) await expect(run(DB)).rejects.toThrow("InternalFailure");
  expect(await group.targets()).toEqual(["172.31.129.10:5432", "172.31.137.10:5432"]);
  fault = () => undefined;
  expect(await run(DB)).toMatchObject({ registeredTargets: 1, deregisteredTargets: 1 });
});

test.each<Fault>(["expired", "throttled", "failed", "dropped"])(
  "an error of one group (%s) doesn't stop the others, and the run fails in one sentence",
  async (kind) => {
    const [second, third] = [await forward(), await forward()];
    resolvesTo("172.31.129.10");
    fault = (call) => (groupOf(call) === second.id ? kind : undefined);
    const running = runGroups([
      [group, DB],
      [second, DB],
      [third, DB],
    ]);
    await expect(running).rejects.toThrow(
      new RegExp(`^1 of 3 target groups can't be updated: ${second.id}: \\w+: [^;]*$`),
    );
    expect(await group.targets()).toHaveLength(1);
    expect(await third.targets()).toHaveLength(1);
    // Without metrics, the alarm goes off.
    expect(lines().at(-1)).toEqual({
      unresolvedNames: 0,
      registeredTargets: 2,
      deregisteredTargets: 0,
      unresolved: [],
    });
  },
);

test("names each group that can't be updated", async () => {
  const second = await forward();
  resolvesTo("172.31.129.10");
  fault = () => "expired";
  const problem = "ExpiredToken: The security token included in the request is expired";
  await expect(
    runGroups([
      [group, DB],
      [second, DB],
    ]),
  ).rejects.toThrow(`2 of 2 target groups can't be updated: ${group.id}: ${problem}; ${second.id}: ${problem}`);
});

test.each(["DescribeTargetHealth", "RegisterTargets", "DeregisterTargets"])(
  "a target group that is deleted before %s is logged, and the run succeeds",
  async (action) => {
    const second = await forward();
    await group.register({ Id: "172.31.129.10", Port: 5431 }, { Id: "172.31.137.10", Port: 5432 });
    resolvesTo("172.31.129.10", "172.31.137.10");
    fault = async (call) => {
      if (call.action === action && groupOf(call) === group.id) await group.delete();
      return undefined;
    };
    const running = runGroups([
      [group, DB],
      [second, DB],
    ]);
    expect(await running).toMatchObject({ registeredTargets: action === "DeregisterTargets" ? 3 : 2 });
    expect(await second.targets()).toHaveLength(2);
    const message = "skipped: the target group no longer exists";
    expect(logged()).toContainEqual({ message, targetGroup: group.id, name: "db.internal" });
  },
);

test("the 50 target groups of a load balancer are updated a few at a time", async () => {
  const MOST_AT_A_TIME = 8;
  const others: Group[] = [];
  while (others.length < 49) others.push(await forward());
  let [underWay, most] = [0, 0];
  fault = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await setTimeout(20);
    underWay -= 1;
    return undefined;
  };
  resolvesTo("172.31.129.10");
  expect(await runGroups([group, ...others].map((one) => [one, DB]))).toMatchObject({ registeredTargets: 50 });
  expect(most).toBeLessThanOrEqual(MOST_AT_A_TIME);
});

test("two runs at once do no harm", async () => {
  await group.register({ Id: "172.31.129.10", Port: 5432 }, { Id: "172.31.137.10", Port: 5432 });
  resolvesTo("172.31.137.10", "172.31.137.11");
  const others = new HostTargets(client);
  const event = loadBalancer.event([[group, DB]], { nameServers: [dns.address] });
  for (let count = 0; count < 3; count += 1) await Promise.all([hostTargets.run(event), others.run(event)]);
  expect(await group.targets()).toEqual(["172.31.137.10:5432", "172.31.137.11:5432"]);
});

test("an IPv6 group gets the addresses of AAAA records", async () => {
  dns.scripts.set("db.internal", ["172.31.129.10", "fd00::10"]);
  const event = {
    ...loadBalancer.event([], { nameServers: [dns.address] }),
    targetGroups: [{ id: group.id, hosts: [["db.internal", 5432, true]], ipv6: true }],
  };
  expect(await hostTargets.run(event)).toMatchObject({ registeredTargets: 1 });
  expect(await group.targets()).toEqual(["fd00::10:5432 all"]);
  expect(await hostTargets.run(event)).toMatchObject(NOTHING);
});

test("rejects a malformed event before any call or question", async () => {
  dns.asked.length = 0;
  let calls = 0;
  fault = () => {
    calls += 1;
    return undefined;
  };
  await expect(runGroups([[group, DB]], { missesBeforeRemoval: 0 })).rejects.toThrow("'missesBeforeRemoval' must be");
  expect([calls, dns.asked, written.mock.calls]).toEqual([0, [], []]);
});
